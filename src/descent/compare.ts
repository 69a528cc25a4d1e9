import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { comparison } from '../results/comparison.js';
import { inPool } from '../runs/pool.js';
import type { Comparison, Lap } from '../runs/run.js';
import { Race, SLICE } from '../runs/scheduler.js';
import { type CompareOptions, planFrom } from '../spec/plan.js';

/**
 * Runs several optimizers at several rates on one problem, from the same start. The runs go side by side,
 * in slices that leave the thread free in between.
 * Rejects as `minimize` throws, and with the signal's reason when that aborts.
 */
export async function compare<P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): Promise<Comparison> {
  const plan = planFrom(problem, options);
  if (plan.workers > 0) return comparison(await inPool(plan), plan.tasks.length);
  const race = new Race(plan);
  const pause = pauses(race);
  while (!race.over) {
    race.needRunning();
    race.advance();
    await pause();
  }
  race.report();
  return comparison(race.runs(), race.replicates);
}

/**
 * The same, a lap at a time: an item for the start and for each update, or with batches each epoch, the last with the
 * comparison. It runs on this thread.
 */
compare.stream = <P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): AsyncIterable<Lap> => laps(new Race(planFrom(problem, options)));

async function* laps(race: Race): AsyncGenerator<Lap> {
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
      yield { ...lap, comparison: comparison(race.runs(), race.replicates) };
      return;
    }
    yield lap;
    await pause();
  }
}

/** Now and then a turn for whatever else is to be done on this thread. */
function pauses(race: Race): () => Promise<void> | undefined {
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
