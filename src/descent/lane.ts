import type { Vec } from '../fn.js';
import type { Contender } from './contender.js';
import { Course } from './course.js';
import type { Limits } from './options.js';
import { ceiling, exploded, judged } from './outcome.js';
import type { Task } from './problem.js';

/** One run of a fleet. */
export class Lane extends Course {
  /** A loss above this has exploded. */
  readonly highest: number;
  steepness = NaN;
  /** Where it is, whose loss is not known yet, where it was before, and what its optimizer remembers. */
  readonly x: Vec;
  readonly last: Vec;
  readonly memory: Vec;

  constructor(who: string, task: Task, contender: Contender, limits: Limits, value: number, memory: Vec) {
    super(who, task, contender, limits);
    this.value = value;
    this.x = this.point.slice();
    this.last = this.point.slice();
    this.memory = memory;
    this.enter(Float64Array.of(value), value, this.point);
    this.highest = ceiling(value);
    this.ending = exploded(this, task.fn, value, this.point);
  }

  /** Takes losses over; the lowest of them is given, and with `record` the points they are at. */
  take(losses: Vec, least: number, points: Vec): void {
    this.enter(losses, least, points);
    this.steps = this.losses.length - 1;
    this.value = this.losses.at(this.steps);
  }

  /** Judges the run where it is, having come from `from`. */
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
