import type { Vec } from '../../fn.js';
import type { Limits } from '../../spec/budget.js';
import type { Contender } from '../../spec/configuration.js';
import type { Task } from '../../spec/objective.js';
import { rateAt } from '../../spec/rate.js';
import { ceiling, exploded, judged } from '../outcome.js';
import { Course } from '../trajectory.js';

/** Loss and gradient norm at the start of a lockstep group. */
interface Start {
  value: number;
  steepness: number;
}

/** Run of a lockstep group. */
export class Lane extends Course {
  /** Largest loss before the run has exploded. */
  readonly highest: number;
  steepness: number;
  /** Current point, whose loss is not known yet, the point before, and the optimizer's memory. */
  readonly x: Vec;
  readonly last: Vec;
  readonly memory: Vec;

  constructor(
    who: string,
    task: Task,
    contender: Contender,
    limits: Limits,
    { value, steepness }: Start,
    memory: Vec,
  ) {
    super(who, task, contender, limits);
    this.steepness = steepness;
    this.x = this.point.slice();
    this.last = this.point.slice();
    this.memory = memory;
    this.highest = ceiling(value);
    this.take(0, Float64Array.of(value));
    this.fell(value, 0);
    this.pass(0, this.point);
    this.ending = exploded(this, task.fn, value, this.point) ?? judged(this);
  }

  /** Values of some knobs at an update. */
  knobsAt(names: readonly string[], update: number): number[] {
    return names.map((name) => {
      const knob = this.contender.knobs[name];
      return typeof knob === 'object' ? rateAt(knob, update) : Number(knob);
    });
  }

  /** Copies losses from an entry on, the last of which is the current one. */
  take(entry: number, losses: Vec): void {
    this.losses.put(entry, losses);
    this.steps = this.losses.length - 1;
    this.value = this.losses.at(this.steps);
  }

  /** Judges the run at a point that it reached from `from`. */
  judge(point: Vec, from: Vec, steepness: number): void {
    const { fn } = this.task;
    this.steepness = steepness;
    this.moved = point.some((x, i) => x !== from[i]);
    this.ending = exploded(this, fn, this.value, point);
    if (this.ending && !(Number.isFinite(this.value) && point.every(Number.isFinite))) {
      this.point = from;
      this.value = this.losses.at(this.steps - 1);
      return;
    }
    this.point = point;
    this.ending ??= judged(this);
  }
}
