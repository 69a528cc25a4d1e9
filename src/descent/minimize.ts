import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { needOptions, wrongKind } from '../need.js';
import { finishedRun } from '../runs/finishedRun.js';
import type { OnStep } from '../runs/gradientRun.js';
import type { Run } from '../runs/run.js';
import { budgetFrom, DESCENT_KEYS, type DescentOptions } from '../spec/budget.js';
import { type AnyOptimizer, makeConfiguration, withSchedules } from '../spec/configuration.js';
import { knobSchedulesFrom } from '../spec/knobSchedule.js';
import { objectiveFrom } from '../spec/objective.js';
import { batchableRows } from '../spec/objectiveInPlace.js';
import type { RateList } from '../spec/rate.js';

export interface MinimizeOptions<P extends Point = Point> extends DescentOptions<P> {
  /** Optimizer: a name, an entry, or any `{ init, step }` or `{ init, search }`. */
  optimizer: AnyOptimizer;
  /** Learning rate: a number, or a list of steps and rates, [[0, 0.1], [137, 0.3]]. */
  rate?: number | RateList;
  /** Callback at the start and after every update; what it throws passes through. */
  onStep?: OnStep;
  /** Knobs of the optimizer. */
  [knob: string]: unknown;
}

/**
 * Run of one optimizer on one problem: an entry of `problems` or its name, a model, or a function of one output with a
 * `start`. A callback without a gradient gets one by central differences. A run that diverges returns that as its
 * outcome.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for sizes and values, before any work; what a
 * callback throws passes through, the same object.
 */
export function minimize<P extends Point>(problem: Problem | Source<P>, options: MinimizeOptions<P>): Run {
  const { optimizer, onStep, ...rest } = needOptions('minimize', options);
  if (onStep !== undefined && typeof onStep !== 'function')
    throw wrongKind('minimize', 'onStep', 'a function', onStep);
  const knobs = Object.fromEntries(Object.entries(rest).filter(([key]) => !DESCENT_KEYS.includes(key)));
  const unscheduled = makeConfiguration('minimize', optimizer, knobs);
  const objective = objectiveFrom('minimize', problem, rest.start);
  const budget = budgetFrom('minimize', rest, batchableRows(objective));
  const schedule = knobSchedulesFrom('minimize', rest.schedule, budget.steps);
  const [configuration] = withSchedules('minimize', [unscheduled], schedule);
  return finishedRun('minimize', objective, configuration, budget, onStep as OnStep | undefined);
}
