import type { Local, Vec } from '../fn.js';
import { dot } from '../kernels/index.js';
import { numbers } from '../numbers.js';
import type { Contender } from './contender.js';
import type { Limits } from './options.js';
import { type Ending, exploded, judged, overshoot, type Progress } from './outcome.js';
import type { Task } from './problem.js';
import { rateAt } from './rate.js';
import type { Run } from './run.js';
import { Trace } from './trace.js';

/** Called at the start and after every update. */
export type OnStep = (now: { step: number; value: number; point: Vec }) => void;

const ONE = Float64Array.of(1);

/** One run, an update at a time, so that many can go side by side and each can be watched. */
export class Descent implements Progress {
  readonly losses: Trace;
  overshot: string | null = null;
  steps = 0;
  rises = 0;
  falls = 0;
  moved = true;
  best = { step: 0, value: Infinity };
  readonly limits: Limits;
  readonly #who: string;
  readonly #task: Task;
  readonly #contender: Contender;
  readonly #points: Trace | null;
  readonly #onStep: OnStep | undefined;
  readonly #state: unknown;
  #point: Vec;
  #near: Local;
  #slope: Vec | null = null;
  #ending: Ending | null = null;

  constructor(who: string, task: Task, contender: Contender, limits: Limits, onStep?: OnStep) {
    this.#who = who;
    this.#task = task;
    this.#contender = contender;
    this.limits = limits;
    this.#onStep = onStep;
    this.losses = new Trace(who, 'losses', limits.steps + 1);
    this.#points = limits.record ? new Trace(who, 'points', (limits.steps + 1) * task.start.length) : null;
    this.#point = task.start.slice();
    this.#near = task.fn.at(this.#point);
    if (this.#near.value.length !== 1)
      throw new RangeError(`${who}: f needs one output, got ${this.#near.value.length}`);
    this.#state = contender.optimizer.init(this.#point.length);
    this.#note(this.#point, this.value);
    this.#ending = exploded(this, task.fn, this.value, this.#point) ?? judged(this);
  }

  get value(): number {
    return this.#near.value[0];
  }

  get start(): number {
    return this.losses.at(0);
  }

  get latest(): number {
    return this.losses.at(this.losses.length - 1);
  }

  get steepness(): number {
    return this.#gradient().reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  }

  /** Whether the run has ended. */
  get over(): boolean {
    return this.#ending !== null;
  }

  /** One update. */
  advance(): void {
    const [before, near, gradient] = [this.#point, this.#near, this.#gradient()];
    this.steps++;
    const point = this.#next(before, gradient);
    const after = this.#task.fn.at(point);
    const [was, is] = [near.value[0], after.value[0]];
    if (is > was && this.rises === 0 && !this.#task.fn.approximate) {
      this.overshot = overshoot(this.steps, before, point, gradient, near);
    }
    if (is > was) this.rises++;
    if (is < was) this.falls++;
    this.moved = point.some((x, i) => x !== before[i]);
    this.#note(point, is);
    this.#ending = exploded(this, this.#task.fn, is, point);
    if (this.#ending && !(Number.isFinite(is) && point.every(Number.isFinite))) return;
    this.#point = point;
    this.#near = after;
    this.#slope = null;
    this.#ending ??= judged(this);
  }

  run(): Run {
    const { name, label, knobs } = this.#contender;
    const { outcome, because, at } = this.#ending!;
    const { accuracy } = this.#task;
    const losses = this.losses.done();
    const point = this.#point.slice();
    return {
      label,
      optimizer: name,
      knobs: { ...knobs },
      outcome,
      ...(at !== undefined && { at }),
      because,
      steps: this.steps,
      point,
      value: this.value,
      best: this.best,
      rises: this.rises,
      losses,
      every: 1,
      ...(accuracy && { accuracy: accuracy(point) }),
      ...(this.#points && {
        points: { rows: losses.length, columns: point.length, data: this.#points.done() },
      }),
    };
  }

  #gradient(): Vec {
    this.#slope ??= this.#near.pull(ONE);
    return this.#slope;
  }

  #next(point: Vec, gradient: Vec): Vec {
    const { optimizer, knobs } = this.#contender;
    const { rate } = knobs;
    const now = typeof rate === 'object' ? { rate: rateAt(rate, this.steps) } : {};
    const settings = { ...knobs, ...now, step: this.steps };
    const next = optimizer.step(this.#state, point.slice(), shortened(gradient, this.limits.clip), settings);
    return numbers(this.#who, 'the next point', next, point.length);
  }

  #note(point: Vec, value: number): void {
    const step = this.losses.length;
    this.losses.push(value);
    this.#points?.append(point);
    if (step === 0 || value < this.best.value) this.best = { step, value };
    this.#onStep?.({ step, value, point: point.slice() });
  }
}

/** g, or g shortened to the 2-norm `most`; always an array of its own. */
function shortened(g: Vec, most: number): Vec {
  if (most === Infinity) return g.slice();
  const norm = Math.sqrt(dot(g, g));
  return norm > most ? g.map((slope) => slope * (most / norm)) : g.slice();
}
