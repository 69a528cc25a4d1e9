import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { baselineOf, comparisonOf } from '../results/comparison.js';
import { runInPool } from '../runs/pool.js';
import type { Comparison, Run, Sample } from '../runs/run.js';
import { makePauser, streamSamples } from '../runs/samples.js';
import { Scheduler } from '../runs/scheduler.js';
import type { AnyOptimizer, OptimizerName } from '../spec/optimizerOptions.js';
import { type CompareOptions, foldPlans, type Plan, planFrom } from '../spec/plan.js';

/**
 * Comparison of several optimizers at several rates on one problem, from the same start; or of a list of models, one on
 * each of the `folds` of some data, as replicates. The runs take turns, with pauses that leave the thread free.
 * Rejects as `minimize` throws, and with the signal's reason when that aborts.
 */
async function compare<P extends Point, const O extends AnyOptimizer = OptimizerName>(
  problem: Problem | Source<P> | readonly Problem[],
  options: CompareOptions<P, O>,
): Promise<Comparison> {
  if (Array.isArray(problem)) return compareFolds(foldPlans(problem, options));
  const plan = planFrom(problem, options);
  const runs = plan.workers > 0 ? await runInPool(plan) : await runHere(plan);
  return comparisonOf(runs, plan.objectives.length, baselineOf([plan]));
}

/** Comparison of the runs of each fold, those of a configuration together. */
async function compareFolds(plans: readonly Plan[]): Promise<Comparison> {
  const found: Run[][] = [];
  for (const plan of plans) found.push(await runHere(plan));
  const runs = plans[0].configurations.flatMap((_, i) => found.map((each) => each[i]));
  return comparisonOf(runs, plans.length, baselineOf(plans), 'folds');
}

/** Runs of a plan on this thread. */
async function runHere(plan: Plan): Promise<Run[]> {
  const race = new Scheduler(plan);
  const pause = makePauser(race);
  while (!race.over) {
    race.needRunning();
    race.advance();
    if (!race.over) await pause();
  }
  race.report();
  return race.runs();
}

/**
 * Comparison as a stream of samples: one for the start and one for each update, or with batches each epoch; the last
 * has the comparison. It runs on this thread.
 */
function stream<P extends Point, const O extends AnyOptimizer = OptimizerName>(
  problem: Problem | Source<P>,
  options: CompareOptions<P, O>,
): AsyncIterable<Sample> {
  const plan = planFrom(problem, options);
  const scheduler = new Scheduler(plan);
  return streamSamples(scheduler, () => ({
    comparison: comparisonOf(scheduler.runs(), scheduler.replicates, baselineOf([plan])),
  }));
}

const compareOrStream = Object.assign(compare, { stream });

export { compareOrStream as compare };
