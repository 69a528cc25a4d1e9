import type { Vec } from '../../fn.js';
import type { Budget } from '../../spec/budget.js';
import type { Configuration } from '../../spec/configuration.js';
import type { Objective } from '../../spec/objective.js';
import { rateAt } from '../../spec/rate.js';
import { checkDivergence, divergenceBound, judgeOutcome } from '../outcome.js';
import { Trajectory } from '../trajectory.js';

/** Loss and gradient norm at the start of a lockstep group. */
interface LockstepStart {
  value: number;
  gradientNorm: number;
}

/** Run of a lockstep group. */
export class LockstepRun extends Trajectory {
  /** Largest loss before the run has exploded. */
  readonly highest: number;
  gradientNorm: number;
  /** Current point, whose loss is not known yet, the point before, and the optimizer's memory. */
  readonly x: Vec;
  readonly last: Vec;
  readonly state: Vec;

  constructor(
    who: string,
    objective: Objective,
    configuration: Configuration,
    budget: Budget,
    { value, gradientNorm }: LockstepStart,
    state: Vec,
  ) {
    super(who, objective, configuration, budget);
    this.gradientNorm = gradientNorm;
    this.x = this.point.slice();
    this.last = this.point.slice();
    this.state = state;
    this.highest = divergenceBound(value);
    this.takeLosses(0, Float64Array.of(value));
    this.updateLowest(value, 0);
    this.recordPoints(0, this.point);
    this.ending = checkDivergence(this, objective.fn, value, this.point) ?? judgeOutcome(this);
  }

  /** Values of some knobs at an update. */
  knobsAt(names: readonly string[], update: number): number[] {
    return names.map((name) => {
      const knob = this.configuration.knobs[name];
      return typeof knob === 'object' ? rateAt(knob, update) : Number(knob);
    });
  }

  /** Copies losses from an entry on, the last of which is the current one. */
  takeLosses(entry: number, losses: Vec): void {
    this.losses.put(entry, losses);
    this.steps = this.losses.length - 1;
    this.value = this.losses.at(this.steps);
  }

  /** Judges the run at a point that it reached from `from`. */
  judge(point: Vec, from: Vec, gradientNorm: number): void {
    const { fn } = this.objective;
    this.gradientNorm = gradientNorm;
    this.moved = point.some((x, i) => x !== from[i]);
    this.ending = checkDivergence(this, fn, this.value, point);
    if (this.ending && !(Number.isFinite(this.value) && point.every(Number.isFinite))) {
      this.point = from;
      this.value = this.losses.at(this.steps - 1);
      return;
    }
    this.point = point;
    this.ending ??= judgeOutcome(this);
  }
}
