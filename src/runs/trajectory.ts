import type { Vec } from '../fn.js';
import { largest } from '../kernels/index.js';
import { type Budget, EPSILONS } from '../spec/budget.js';
import type { Configuration } from '../spec/configuration.js';
import { serializeSchedules } from '../spec/knobSchedule.js';
import type { Objective } from '../spec/objective.js';
import { GrowableArray } from './growableArray.js';
import { defineGetter, defineLater } from './later.js';
import { LaterParts } from './laterParts.js';
import { describeOvershoot, type Ending, type Progress, stallWindow } from './outcome.js';
import type { Run } from './run.js';
import { emptyRun } from './runPrototype.js';
import {
  type ExpectedStep,
  expectedStepAt,
  type SettledBy,
  type Slopes,
  settledBy,
  slopesAt,
  steepestAfter,
} from './settled.js';
import { rememberTraining } from './training.js';

/** Callback at the start and after every update; a run of which it returns false stops there. */
export type OnStep = (now: { step: number; value: number; point: Vec }) => unknown;
/** Entry of the losses at which the loss that is watched was lowest. */
interface LowestEntry {
  watched: number;
  entry: number;
  point: Vec;
}

/** Run while it is made: its losses and points so far, whatever makes the updates. */
export abstract class Trajectory implements Progress {
  readonly losses: GrowableArray;
  readonly budget: Budget;
  readonly objective: Objective;
  readonly configuration: Configuration;
  /** Last point at which the loss and every coordinate were finite, and the loss there. */
  point: Vec;
  value = NaN;
  steps = 0;
  lowestLoss = Infinity;
  lowestBeforeWindow = Infinity;
  /** The lowest of the losses that are watched, of validation where there is one. */
  lowest: LowestEntry | null = null;
  /** Entries with such a loss since then. */
  sinceLowest = 0;
  moved = true;
  /** First step after which the loss was higher. */
  firstRise: { step: number; from: Vec; to: Vec } | null = null;
  abstract readonly gradientNorm: number;
  steepest = 0;
  stopReason: string | null = null;
  protected ending: Ending | null = null;
  readonly #points: GrowableArray | null;
  protected readonly batchLosses: GrowableArray | null;
  readonly validationLosses: GrowableArray | null;

  constructor(who: string, objective: Objective, configuration: Configuration, budget: Budget) {
    this.objective = objective;
    this.configuration = configuration;
    this.budget = budget;
    this.point = objective.start;
    const entries = Math.ceil(budget.steps / budget.every) + 1;
    this.losses = new GrowableArray(who, 'losses', entries);
    this.#points = budget.record ? new GrowableArray(who, 'points', entries * objective.start.length) : null;
    this.validationLosses = objective.problem.validation
      ? new GrowableArray(who, 'validation.losses', entries)
      : null;
    this.batchLosses = budget.batch ? new GrowableArray(who, 'batchLosses', budget.steps) : null;
  }

  get start(): number {
    return this.losses.at(0);
  }

  /** Whether the run has ended. */
  get over(): boolean {
    return this.ending !== null;
  }

  get startSize(): number {
    return largest(this.objective.start);
  }

  get tolerance(): number {
    return this.budget.tolerance;
  }

  get epsilon(): number {
    return EPSILONS[this.budget.precision];
  }

  get change(): number {
    const { length } = this.losses;
    return length > 1 ? this.losses.at(length - 1) - this.losses.at(length - 2) : NaN;
  }

  get searchedInVain(): boolean {
    return false;
  }

  currentPoint(): Vec {
    return this.point.slice();
  }

  expectedStep(): ExpectedStep | null {
    const { fn } = this.objective;
    if (fn.approximate) return null;
    const x = this.currentPoint();
    const near = fn.at(x);
    return expectedStepAt(x, near, near.pull(Float64Array.of(1)), this.gradientNorm);
  }

  settled(): SettledBy | null {
    return settledBy(this);
  }

  slopes(): Slopes {
    return slopesAt(this.objective.fn, this.currentPoint(), this.epsilon);
  }

  /** Notes the largest entry of the gradient at an entry of the losses. */
  protected noteGradientNorm(norm: number): void {
    this.steepest = steepestAfter(this.steepest, norm, this.value, this.start);
  }

  overshootReason(): string | null {
    const { firstRise, objective } = this;
    if (!firstRise || objective.fn.approximate) return null;
    const near = objective.fn.at(firstRise.from);
    return describeOvershoot(
      firstRise.step,
      firstRise.from,
      firstRise.to,
      near.pull(Float64Array.of(1)),
      near,
    );
  }

  /** Loss at an entry; of a run that has ended before, its last. */
  lossAt(entry: number, losses: GrowableArray = this.losses): number {
    return losses.at(Math.min(entry, losses.length - 1));
  }

  /** Appends the loss at a point, with the point and the validation loss where they are kept. */
  protected recordLoss(loss: number, point: Vec): void {
    this.losses.push(loss);
    this.#points?.append(point);
    const { validationLosses } = this;
    const entry = this.losses.length - 1;
    validationLosses?.push(
      entry % this.budget.validateEvery === 0 ? this.validationLoss(point) : validationLosses.at(entry - 1),
    );
    this.updateLowest(loss, entry);
    if (!validationLosses || entry % this.budget.validateEvery === 0)
      this.watch(validationLosses ? validationLosses.at(entry) : loss, entry, point);
  }

  /** Notes the point of an entry whose watched loss is a new lowest. */
  protected watch(watched: number, entry: number, point: Vec): void {
    this.sinceLowest++;
    if (!(watched < (this.lowest?.watched ?? Infinity) && largest(point) < Infinity)) return;
    this.sinceLowest = 0;
    this.lowest ??= { watched, entry, point: new Float64Array(point.length) };
    this.lowest.watched = watched;
    this.lowest.entry = entry;
    this.lowest.point.set(point);
  }

  /** Validation loss at a point. */
  protected validationLoss(point: Vec): number {
    return this.objective.problem.validation!(point).loss;
  }

  /** Updates `least` and `lowestBeforeWindow` with the lowest loss of the entries up to one. */
  updateLowest(least: number, entry: number): void {
    if (least < this.lowestLoss) this.lowestLoss = least;
    const { steps, every } = this.budget;
    if (entry * every <= steps - stallWindow(steps)) this.lowestBeforeWindow = this.lowestLoss;
  }

  /** Calls a caller's callback at an entry of the losses. */
  protected tell(onStep: OnStep | undefined, step: number, value: number, point: Vec): void {
    if (onStep?.({ step, value, point: point.slice() }) === false)
      this.stopReason = `onStep returned false at step ${this.steps}`;
  }

  /** Writes points from an entry on, where they are kept. */
  recordPoints(entry: number, points: Vec): void {
    this.#points?.put(entry * this.point.length, points);
  }

  toRun(): Run {
    const { configuration, objective, budget, steps } = this;
    const { name, knobs, schedule } = configuration;
    const { problem, model, replicate } = objective;
    const { outcome, at } = this.ending!;
    const changes = schedule.length > 0 ? serializeSchedules(schedule) : null;
    const losses = this.losses.toArray();
    const best = this.#best();
    const isBestKept = budget.keep === 'best' && best.point !== undefined;
    const point = (isBestKept ? best.point! : this.point).slice();
    const own = point.slice();
    const { getters } = LaterParts;
    const later = new LaterParts(
      this.ending!.because,
      losses,
      () => problem.accuracy!(own),
      () => problem.errors!(own),
    );
    const run = defineLater(emptyRun(), later);
    run.label = this.#runLabel();
    run.optimizer = name;
    run.knobs = { ...knobs };
    if (changes) run.schedule = changes;
    run.outcome = outcome;
    if (at !== undefined) run.at = at;
    defineGetter(run, 'because', getters.because);
    run.steps = steps;
    if (replicate !== undefined) run.replicate = replicate;
    run.point = point;
    run.value = isBestKept ? best.value : this.value;
    run.best = best;
    if (isBestKept) run.kept = 'best';
    defineGetter(run, 'rises', getters.rises);
    run.losses = losses;
    run.every = budget.every;
    if (this.batchLosses) run.batchLosses = this.batchLosses.toArray();
    // A model's takes a pass over all of its rows.
    if (problem.accuracy && model) defineGetter(run, 'accuracy', getters.accuracy);
    else if (problem.accuracy) run.accuracy = problem.accuracy(point);
    if (problem.errors && model)
      for (const name of ['rmse', 'r2'] as const) defineGetter(run, name, getters[name]);
    else if (problem.errors) Object.assign(run, problem.errors(point));
    if (problem.validation)
      run.validation = { ...problem.validation(point), losses: this.validationLosses!.toArray() };
    if (this.#points)
      run.points = { rows: losses.length, columns: point.length, data: this.#points.toArray() };
    if (model) rememberTraining(run, { model, configuration, objective, budget });
    return run;
  }

  /** What a run says of its lowest loss; of none that is finite, that of the start. */
  #best(): Run['best'] {
    const { lowest, budget } = this;
    if (!lowest) return { step: 0, value: this.losses.at(0) };
    const { entry, point, watched } = lowest;
    const step = Math.min(entry * budget.every, this.steps);
    const validation = this.validationLosses && { validation: watched };
    return { step, value: this.losses.at(entry), ...validation, point };
  }

  #runLabel(): string {
    const { replicate } = this.objective;
    return replicate === undefined
      ? this.configuration.label
      : `${this.configuration.label} #${replicate + 1}`;
  }
}
