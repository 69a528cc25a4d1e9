import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { needCallback, needOptions, needSignal } from '../need.js';
import { finishedRun } from '../runs/finishedRun.js';
import type { Run } from '../runs/run.js';
import type { OnStep } from '../runs/trajectory.js';
import { budgetFrom, DESCENT_KEYS, type DescentOptions, type RunLength } from '../spec/budget.js';
import { makeConfiguration, withSchedules } from '../spec/configuration.js';
import { knobSchedulesFrom } from '../spec/knobSchedule.js';
import { objectiveFrom } from '../spec/objective.js';
import { batchableRows } from '../spec/objectiveInPlace.js';
import type { AnyOptimizer, KnobOptions, OptimizerName } from '../spec/optimizerOptions.js';

interface MinimizeSettings<P extends Point, O> extends DescentOptions<P> {
  /** Optimizer: a name, an entry, or any `{ init, step }` or `{ init, search }`. */
  optimizer: O;
  /**
   * Callback at the start and after every update; where it returns false the run has `stopped`; what it throws passes
   * through.
   */
  onStep?: OnStep;
  /** Signal whose reason is thrown once it has aborted: before the run, or by a callback, before the next step. */
  signal?: AbortSignal;
}

/** Options of `minimize`, with the knobs of its optimizer; `rate` may be a list, [[0, 0.1], [137, 0.3]]. */
export type MinimizeOptions<
  P extends Point = Point,
  O extends AnyOptimizer = OptimizerName,
> = MinimizeSettings<P, O> & KnobOptions<O> & RunLength;

const KEYS = [...DESCENT_KEYS, 'optimizer', 'onStep', 'signal'];

/**
 * Run of one optimizer on one problem: an entry of `problems` or its name, a model, or a function of one output with a
 * `start`. A callback without a gradient gets one by central differences. A run that diverges returns that as its
 * outcome.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for sizes and values, before any work; what a
 * callback throws passes through, the same object.
 */
export function minimize<P extends Point, const O extends AnyOptimizer>(
  problem: Problem | Source<P>,
  options: MinimizeOptions<P, O>,
): Run {
  const { optimizer, ...rest } = needOptions('minimize', options);
  const onStep = needCallback<OnStep>('minimize', 'onStep', rest.onStep);
  const signal = needSignal('minimize', rest.signal);
  const knobs = Object.fromEntries(Object.entries(rest).filter(([key]) => !KEYS.includes(key)));
  const unscheduled = makeConfiguration('minimize', optimizer, knobs, { options: KEYS });
  const objective = objectiveFrom('minimize', problem, rest.start);
  const budget = budgetFrom('minimize', rest, batchableRows(objective));
  const schedule = knobSchedulesFrom('minimize', rest.schedule, budget.steps);
  const [configuration] = withSchedules('minimize', [unscheduled], schedule);
  return finishedRun('minimize', objective, configuration, budget, onStep, signal);
}
