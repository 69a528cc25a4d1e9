import type { Local, Vec } from '../fn.js';
import { dot } from '../kernels/index.js';
import { numbers } from '../numbers.js';
import type { Contender } from './contender.js';
import { Course } from './course.js';
import type { Limits } from './options.js';
import { exploded, judged, overshoot } from './outcome.js';
import type { Task } from './problem.js';
import { rateAt } from './rate.js';

/** Called at the start and after every update. */
export type OnStep = (now: { step: number; value: number; point: Vec }) => void;

const ONE = Float64Array.of(1);

/** One run, an update at a time, so that many can go side by side and each can be watched. */
export class Descent extends Course {
  readonly #who: string;
  readonly #onStep: OnStep | undefined;
  readonly #memory: unknown;
  #near: Local;
  #slope: Vec | null = null;
  #rose = false;
  #overshot: string | null = null;

  constructor(who: string, task: Task, contender: Contender, limits: Limits, onStep?: OnStep) {
    super(who, task, contender, limits);
    this.#who = who;
    this.#onStep = onStep;
    this.#near = task.fn.at(this.point);
    if (this.#near.value.length !== 1)
      throw new RangeError(`${who}: f needs one output, got ${this.#near.value.length}`);
    this.value = this.#near.value[0];
    this.#memory = contender.optimizer.init(this.point.length);
    this.#note(this.point, this.value);
    this.ending = exploded(this, task.fn, this.value, this.point) ?? judged(this);
  }

  get steepness(): number {
    return this.#gradient().reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  }

  overshot(): string | null {
    return this.#overshot;
  }

  /** One update. */
  advance(): void {
    const { fn } = this.task;
    const [before, near, gradient] = [this.point, this.#near, this.#gradient()];
    this.steps++;
    const point = this.#next(before, gradient);
    const after = fn.at(point);
    const value = after.value[0];
    if (value > this.value && !this.#rose) {
      this.#rose = true;
      if (!fn.approximate) this.#overshot = overshoot(this.steps, before, point, gradient, near);
    }
    this.moved = point.some((x, i) => x !== before[i]);
    this.#note(point, value);
    this.ending = exploded(this, fn, value, point);
    if (this.ending && !(Number.isFinite(value) && point.every(Number.isFinite))) return;
    [this.point, this.value] = [point, value];
    this.#near = after;
    this.#slope = null;
    this.ending ??= judged(this);
  }

  #gradient(): Vec {
    this.#slope ??= this.#near.pull(ONE);
    return this.#slope;
  }

  #next(point: Vec, gradient: Vec): Vec {
    const { optimizer, knobs } = this.contender;
    const { rate } = knobs;
    const now = typeof rate === 'object' ? { rate: rateAt(rate, this.steps) } : {};
    const settings = { ...knobs, ...now, step: this.steps };
    const next = optimizer.step(this.#memory, point.slice(), shortened(gradient, this.limits.clip), settings);
    return numbers(this.#who, 'the next point', next, point.length);
  }

  #note(point: Vec, value: number): void {
    const step = this.losses.length;
    this.enter(Float64Array.of(value), value, point);
    this.#onStep?.({ step, value, point: point.slice() });
  }
}

/** g, or g shortened to the 2-norm `most`; always an array of its own. */
function shortened(g: Vec, most: number): Vec {
  if (most === Infinity) return g.slice();
  const norm = Math.sqrt(dot(g, g));
  return norm > most ? g.map((slope) => slope * (most / norm)) : g.slice();
}
