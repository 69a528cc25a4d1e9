import type { Vec } from '../fn.js';
import { remember } from '../network/trained.js';
import type { Limits } from '../spec/budget.js';
import type { Contender } from '../spec/configuration.js';
import { toldOf } from '../spec/knobSchedule.js';
import type { Task } from '../spec/objective.js';
import { Trace } from './growableArray.js';
import { counts, type Ending, overshoot, type Progress, windowOf } from './outcome.js';
import type { Run } from './run.js';

/** Run while it is made: its losses and points so far, whatever makes the updates. */
export abstract class Course implements Progress {
  readonly losses: Trace;
  readonly limits: Limits;
  readonly task: Task;
  readonly contender: Contender;
  /** Last point at which the loss and every coordinate were finite, and the loss there. */
  point: Vec;
  value = NaN;
  steps = 0;
  least = Infinity;
  before = Infinity;
  moved = true;
  /** First step after which the loss was higher. */
  rose: { step: number; from: Vec; to: Vec } | null = null;
  abstract readonly steepness: number;
  protected ending: Ending | null = null;
  readonly #points: Trace | null;
  protected readonly batchLosses: Trace | null;
  readonly validationLosses: Trace | null;

  constructor(who: string, task: Task, contender: Contender, limits: Limits) {
    this.task = task;
    this.contender = contender;
    this.limits = limits;
    this.point = task.start.slice();
    const entries = Math.ceil(limits.steps / limits.every) + 1;
    this.losses = new Trace(who, 'losses', entries);
    this.#points = limits.record ? new Trace(who, 'points', entries * task.start.length) : null;
    this.validationLosses = task.problem.validation ? new Trace(who, 'validation.losses', entries) : null;
    this.batchLosses = limits.batch ? new Trace(who, 'batchLosses', limits.steps) : null;
  }

  get start(): number {
    return this.losses.at(0);
  }

  /** Whether the run has ended. */
  get over(): boolean {
    return this.ending !== null;
  }

  overshot(): string | null {
    const { rose, task } = this;
    if (!rose || task.fn.approximate) return null;
    const near = task.fn.at(rose.from);
    return overshoot(rose.step, rose.from, rose.to, near.pull(Float64Array.of(1)), near);
  }

  /** Loss at an entry; of a run that has ended before, its last. */
  after(entry: number, losses: Trace = this.losses): number {
    return losses.at(Math.min(entry, losses.length - 1));
  }

  /** Appends the loss at a point, with the point and the validation loss where they are kept. */
  protected note(loss: number, point: Vec): void {
    this.losses.push(loss);
    this.#points?.append(point);
    this.validationLosses?.push(this.apart(point));
    this.fell(loss, this.losses.length - 1);
  }

  /** Validation loss at a point. */
  protected apart(point: Vec): number {
    return this.task.problem.validation!(point).loss;
  }

  /** Updates `least` and `before` with the lowest loss of the entries up to one. */
  fell(least: number, entry: number): void {
    if (least < this.least) this.least = least;
    const { steps, every } = this.limits;
    if (entry * every <= steps - windowOf(steps)) this.before = this.least;
  }

  /** Writes points from an entry on, where they are kept. */
  pass(entry: number, points: Vec): void {
    this.#points?.put(entry * this.point.length, points);
  }

  run(): Run {
    const { contender, task, limits, steps, value } = this;
    const { name, knobs, schedule } = contender;
    const { problem, model, replicate } = task;
    const { outcome, at } = this.ending!;
    const changes = toldOf(schedule);
    const losses = this.losses.done();
    const point = this.point.slice();
    const later = this.#later(losses);
    const run: Run = {
      label: this.#label(),
      optimizer: name,
      knobs: { ...knobs },
      ...(changes && { schedule: changes }),
      outcome,
      ...(at !== undefined && { at }),
      get because() {
        return later.because();
      },
      steps,
      ...(replicate !== undefined && { replicate }),
      point,
      value,
      get best() {
        return later.best();
      },
      get rises() {
        return later.rises();
      },
      losses,
      every: limits.every,
      ...(this.batchLosses && { batchLosses: this.batchLosses.done() }),
      ...(problem.accuracy && { accuracy: problem.accuracy(point) }),
      ...this.#validation(point),
      ...(this.#points && {
        points: { rows: losses.length, columns: point.length, data: this.#points.done() },
      }),
    };
    if (model) for (const each of [run, point]) remember(each, model);
    return run;
  }

  /** Properties of a run that are computed when first read. */
  #later(losses: Vec) {
    return {
      because: once(this.ending!.because),
      rises: once(() => counts(losses).rises),
      best: once(() => lowest(losses)),
    };
  }

  #label(): string {
    const { replicate } = this.task;
    return replicate === undefined ? this.contender.label : `${this.contender.label} #${replicate + 1}`;
  }

  #validation(point: Vec): Pick<Run, 'validation'> {
    const { validation } = this.task.problem;
    return validation ? { validation: { ...validation(point), losses: this.validationLosses!.done() } } : {};
  }
}

function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

function lowest(losses: Vec): { step: number; value: number } {
  let best = { step: 0, value: losses[0] };
  losses.forEach((value, step) => {
    if (value < best.value) best = { step, value };
  });
  return best;
}
