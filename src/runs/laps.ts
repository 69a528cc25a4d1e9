import type { Lap } from './run.js';
import { type Race, SLICE } from './scheduler.js';

/**
 * A lap at a time: an item for the start and for each update, or with batches each epoch; with the last, what is to be
 * said of the end.
 */
export async function* laps<Last extends object>(
  race: Race,
  last: () => Last,
): AsyncGenerator<Omit<Lap, 'comparison'> & Partial<Last>> {
  const pause = pauses(race);
  for (let entry = 0; ; entry++) {
    race.needRunning();
    while (race.known < entry && !race.over) race.advance();
    const validation = race.validation(entry);
    const lap = {
      step: race.steps(entry),
      values: race.values(entry),
      ...(validation && { validation }),
      done: race.over && entry >= race.last,
    };
    if (lap.done) {
      race.report();
      yield { ...lap, ...last() };
      return;
    }
    yield lap as typeof lap & Partial<Last>;
    await pause();
  }
}

/** Now and then a turn for whatever else is to be done on this thread. */
export function pauses(race: Race): () => Promise<void> | undefined {
  let until = performance.now() + SLICE;
  return () => {
    if (performance.now() < until) return undefined;
    race.report();
    return turn().then(() => {
      until = performance.now() + SLICE;
    });
  };
}

/** A turn of the event loop; browsers make a timer wait 4 ms. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
