import type { Lap } from './run.js';
import { type Race, SLICE } from './scheduler.js';

/**
 * Samples of the scheduler's runs as they are computed: one for the start and one for each update, or with batches each
 * epoch; the last also has what `last` returns.
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

/** Pause for other work on this thread: a promise when `SLICE` milliseconds are over, else undefined. */
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

/** Turn of the event loop, by a message: browsers delay a timer by 4 ms. */
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
