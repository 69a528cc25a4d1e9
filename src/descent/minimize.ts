import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { needOptions, wrongKind } from '../need.js';
import type { OnStep } from '../runs/gradientRun.js';
import { Fleet } from '../runs/lockstep/group.js';
import type { Run } from '../runs/run.js';
import { type Going, goingOf } from '../runs/searchRun.js';
import { DESCENT_KEYS, type DescentOptions, limitsFrom } from '../spec/budget.js';
import { type AnyOptimizer, contender, scheduled } from '../spec/configuration.js';
import { scheduleFrom } from '../spec/knobSchedule.js';
import { taskFrom } from '../spec/objective.js';
import { rowsOf } from '../spec/objectiveInPlace.js';
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

/** Milliseconds that a run is worked on in one workspace. */
const SLICE = 50;

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
  const unscheduled = contender('minimize', optimizer, knobs);
  const task = taskFrom('minimize', problem, rest.start);
  const limits = limitsFrom('minimize', rest, rowsOf(task));
  const schedule = scheduleFrom('minimize', rest.schedule, limits.steps);
  const [chosen] = scheduled('minimize', [unscheduled], schedule);
  const fleet = onStep === undefined ? Fleet.of('minimize', task, [chosen], limits) : null;
  const going = fleet ?? goingOf('minimize', task, chosen, limits, onStep as OnStep | undefined);
  while (!going.over) going.advance(SLICE);
  return (fleet ? fleet.lanes[0] : (going as Going)).run();
}
