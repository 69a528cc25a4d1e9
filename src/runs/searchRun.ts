import type { Searcher, Settings } from '../entry.js';
import type { Vec } from '../fn.js';
import { largest } from '../kernels/index.js';
import { Place } from '../place.js';
import type { Limits } from '../spec/budget.js';
import type { Contender } from '../spec/configuration.js';
import type { Task } from '../spec/objective.js';
import { Descent, type OnStep } from './gradientRun.js';
import { type Ending, exploded, judged } from './outcome.js';
import { Course } from './trajectory.js';

/** Run of a searcher; a step is one search. */
export class Search extends Course {
  protected here: Place;
  /** Number of evaluations of the objective. */
  evaluations = 0;
  /** Whether the last search found no lower point. */
  protected spent = false;
  readonly #searcher: Searcher;
  readonly #memory: unknown;
  readonly #onStep: OnStep | undefined;

  constructor(who: string, task: Task, contender: Contender, limits: Limits, onStep?: OnStep) {
    super(who, task, contender, limits);
    this.#searcher = contender.optimizer as unknown as Searcher;
    this.#onStep = onStep;
    const firstOrder = limits.batch
      ? 'batch'
      : limits.clip < Infinity
        ? 'clip'
        : contender.schedule.length > 0
          ? 'schedule'
          : null;
    if (firstOrder)
      throw new TypeError(
        `${who}: ${firstOrder} needs an optimizer that steps along gradients, got ${contender.name}`,
      );
    this.here = this.#at(this.point.slice());
    const { value, residuals } = this.here.near;
    if (value.length !== 1) throw new RangeError(`${who}: f needs one output, got ${value.length}`);
    if (this.#searcher.residuals && !residuals)
      throw new TypeError(
        `${who}: ${contender.name} needs a sum of squares (leastSquares, or meanSquaredError of something), got a function without residuals`,
      );
    this.#memory = this.#searcher.init(this.point.length);
    this.value = this.here.value;
    this.note(this.value, this.here.x);
    this.ending = exploded(this, task.fn, this.value, this.here.x) ?? this.judge();
  }

  get steepness(): number {
    return largest(this.here.gradient);
  }

  /** One search, or as many as begin within so many milliseconds. */
  advance(milliseconds = 0): void {
    const until = milliseconds > 0 ? performance.now() + milliseconds : 0;
    do this.#update();
    while (!this.over && performance.now() < until);
  }

  #update(): void {
    this.steps++;
    const settings = { ...this.contender.knobs, step: this.steps } as Settings;
    const found = this.spent
      ? null
      : this.#searcher.search(this.#memory, this.here, (x) => this.#at(x), settings);
    if (found && found.value > this.value && !this.rose)
      this.rose = { step: this.steps, from: this.here.x, to: found.x };
    this.spent = found === null;
    this.moved = found !== null;
    this.here = found ?? this.here;
    this.value = this.here.value;
    this.point = this.here.x;
    this.note(this.value, this.point);
    this.ending = exploded(this, this.task.fn, this.value, this.point) ?? this.judge();
  }

  protected judge(): Ending | null {
    return judged(this);
  }

  #at(x: Vec): Place {
    this.evaluations++;
    return new Place(this.task.fn, x);
  }

  protected override note(value: number, point: Vec): void {
    const step = this.losses.length;
    super.note(value, point);
    this.#onStep?.({ step, value, point: point.slice() });
  }
}

/** Run that is not in lockstep, of either kind of optimizer. */
export type Going = Descent | Search;

export const isSearcher = (optimizer: object): optimizer is Searcher => 'search' in optimizer;

/** Run of a configuration, before its first step. */
export const goingOf = (
  who: string,
  task: Task,
  contender: Contender,
  limits: Limits,
  onStep?: OnStep,
): Going => new (isSearcher(contender.optimizer) ? Search : Descent)(who, task, contender, limits, onStep);
