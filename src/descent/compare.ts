import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { baselineOf, comparisonOf } from '../results/comparison.js';
import { runInPool } from '../runs/pool.js';
import type { Comparison, Sample } from '../runs/run.js';
import { makePauser, streamSamples } from '../runs/samples.js';
import { Scheduler } from '../runs/scheduler.js';
import { type CompareOptions, planFrom } from '../spec/plan.js';

/**
 * Comparison of several optimizers at several rates on one problem, from the same start. The runs take turns, with
 * pauses that leave the thread free.
 * Rejects as `minimize` throws, and with the signal's reason when that aborts.
 */
async function compare<P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): Promise<Comparison> {
  const plan = planFrom(problem, options);
  if (plan.workers > 0) return comparisonOf(await runInPool(plan), plan.objectives.length, baselineOf(plan));
  const race = new Scheduler(plan);
  const pause = makePauser(race);
  while (!race.over) {
    race.needRunning();
    race.advance();
    if (!race.over) await pause();
  }
  race.report();
  return comparisonOf(race.runs(), race.replicates, baselineOf(plan));
}

/**
 * Comparison as a stream of samples: one for the start and one for each update, or with batches each epoch; the last
 * has the comparison. It runs on this thread.
 */
function stream<P extends Point>(
  problem: Problem | Source<P>,
  options: CompareOptions<P>,
): AsyncIterable<Sample> {
  const plan = planFrom(problem, options);
  const scheduler = new Scheduler(plan);
  return streamSamples(scheduler, () => ({
    comparison: comparisonOf(scheduler.runs(), scheduler.replicates, baselineOf(plan)),
  }));
}

const compareOrStream = Object.assign(compare, { stream });

export { compareOrStream as compare };
