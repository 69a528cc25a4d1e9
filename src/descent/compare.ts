import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { comparison } from '../results/comparison.js';
import { laps, pauses } from '../runs/laps.js';
import { inPool } from '../runs/pool.js';
import type { Comparison, Lap } from '../runs/run.js';
import { Race } from '../runs/scheduler.js';
import { type CompareOptions, planFrom } from '../spec/plan.js';

/**
 * Comparison of several optimizers at several rates on one problem, from the same start. The runs take turns, with
 * pauses that leave the thread free.
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
 * Comparison as a stream of samples: one for the start and one for each update, or with batches each epoch; the last
 * has the comparison. It runs on this thread.
 */
compare.stream = <P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): AsyncIterable<Lap> => {
  const race = new Race(planFrom(problem, options));
  return laps(race, () => ({ comparison: comparison(race.runs(), race.replicates) }));
};
