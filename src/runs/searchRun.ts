import type { Searcher, Settings } from '../entry.js';
import type { Vec } from '../fn.js';
import { largest } from '../kernels/index.js';
import { Place } from '../place.js';
import type { Budget } from '../spec/budget.js';
import type { Configuration } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import { GradientRun } from './gradientRun.js';
import { checkDivergence, type Ending, judgeOutcome } from './outcome.js';
import { type ExpectedStep, expectedStepAt, isLevel } from './settled.js';
import { type OnStep, Trajectory } from './trajectory.js';

/** Run of a searcher; a step is one search. */
export class SearchRun extends Trajectory {
  protected here: Place;
  /** Number of evaluations of the objective. */
  evaluations = 0;
  /** Whether the last search found no lower point. */
  protected exhausted = false;
  readonly #searcher: Searcher;
  readonly #memory: unknown;
  readonly #onStep: OnStep | undefined;

  constructor(
    who: string,
    objective: Objective,
    configuration: Configuration,
    budget: Budget,
    onStep?: OnStep,
  ) {
    super(who, objective, configuration, budget);
    this.#searcher = configuration.optimizer as unknown as Searcher;
    this.#onStep = onStep;
    const firstOrder = budget.batch
      ? 'batch'
      : budget.clip < Infinity
        ? 'clip'
        : configuration.schedule.length > 0
          ? 'schedule'
          : budget.precision === 'f32'
            ? 'precision'
            : null;
    if (firstOrder)
      throw new TypeError(
        `${who}: ${firstOrder} needs an optimizer that steps along gradients, got ${configuration.name}`,
      );
    this.here = this.#evaluate(this.point.slice());
    const { value, residuals } = this.here.near;
    if (value.length !== 1) throw new RangeError(`${who}: f needs one output, got ${value.length}`);
    if (this.#searcher.residuals && !residuals)
      throw new TypeError(
        `${who}: ${configuration.name} needs a sum of squares (leastSquares, or meanSquaredError of something), got a function without residuals`,
      );
    this.#memory = this.#searcher.init(this.point.length);
    this.value = this.here.value;
    this.recordLoss(this.value, this.here.x);
    this.ending = checkDivergence(this, objective.fn, this.value, this.here.x) ?? this.judge();
  }

  get gradientNorm(): number {
    return largest(this.here.gradient);
  }

  override get searchedInVain(): boolean {
    return this.steps > 0 && isLevel(this.change, this.value, this.epsilon);
  }

  override expectedStep(): ExpectedStep | null {
    const { x, near, gradient } = this.here;
    return this.objective.fn.approximate ? null : expectedStepAt(x, near, gradient, this.gradientNorm);
  }

  /** One search, or as many as begin within so many milliseconds. */
  advance(milliseconds = 0): void {
    const until = milliseconds > 0 ? performance.now() + milliseconds : 0;
    do this.#takeStep();
    while (!this.over && performance.now() < until);
  }

  #takeStep(): void {
    this.steps++;
    const settings = { ...this.configuration.knobs, step: this.steps } as Settings;
    const found = this.exhausted
      ? null
      : this.#searcher.search(this.#memory, this.here, (x) => this.#evaluate(x), settings);
    if (found && found.value > this.value && !this.firstRise)
      this.firstRise = { step: this.steps, from: this.here.x, to: found.x };
    this.exhausted = found === null;
    this.moved = found !== null;
    this.here = found ?? this.here;
    this.value = this.here.value;
    this.point = this.here.x;
    this.recordLoss(this.value, this.point);
    this.ending = checkDivergence(this, this.objective.fn, this.value, this.point) ?? this.judge();
  }

  protected judge(): Ending | null {
    this.noteGradientNorm(this.gradientNorm);
    return judgeOutcome(this);
  }

  #evaluate(x: Vec): Place {
    this.evaluations++;
    return new Place(this.objective.fn, x);
  }

  protected override recordLoss(value: number, point: Vec): void {
    const step = this.losses.length;
    super.recordLoss(value, point);
    this.tell(this.#onStep, step, value, point);
  }
}

/** Run that is not in lockstep, of either kind of optimizer. */
export type SingleRun = GradientRun | SearchRun;

export const isSearcher = (optimizer: object): optimizer is Searcher => 'search' in optimizer;

/** Run of a configuration, before its first step. */
export const startSingleRun = (
  who: string,
  objective: Objective,
  configuration: Configuration,
  budget: Budget,
  onStep?: OnStep,
): SingleRun =>
  new (isSearcher(configuration.optimizer) ? SearchRun : GradientRun)(
    who,
    objective,
    configuration,
    budget,
    onStep,
  );
