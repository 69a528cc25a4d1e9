import type { Vec } from '../../fn.js';
import type { Formula } from '../../formula/formula.js';
import { largest } from '../../kernels/index.js';
import type { Budget } from '../../spec/budget.js';
import type { Configuration } from '../../spec/configuration.js';
import type { Objective } from '../../spec/objective.js';
import { GradientRun } from '../gradientRun.js';
import { checkDivergence, divergenceBound, FLOOR, hasFallenFar, judgeOutcome } from '../outcome.js';
import {
  type ExpectedStep,
  expectedStep,
  type SettledBy,
  settledBy,
  slopesAt,
  steepestAfter,
} from '../settled.js';
import { Trajectory } from '../trajectory.js';
import type { LockstepArrays } from './lockstepArrays.js';

/** What the runs of a lockstep group begin with. */
interface LockstepStart {
  value: number;
  gradientNorm: number;
  /** Memory of the optimizer. */
  state: Vec;
}

/** Run of a lockstep group, of a formula. */
export class LockstepRun extends Trajectory {
  readonly #who: string;
  readonly #formula: Formula;
  /** Largest loss before the run has exploded. */
  readonly highest: number;
  readonly #start: number;
  #gradientNorm: number | null;
  /** Whether all of its steps so far were tested, and it has settled at none. */
  #goesOn = false;
  /** Current point, whose loss is not known yet, the point before, and the optimizer's memory; shared at the start. */
  #kept: { x: Vec; last: Vec; state: Vec };
  /** Knobs of each update, but for those that change. */
  readonly knobs: readonly number[];

  constructor(
    who: string,
    objective: Objective,
    configuration: Configuration,
    budget: Budget,
    { value, gradientNorm, state }: LockstepStart,
    knobs: readonly number[],
  ) {
    super(who, objective, configuration, budget);
    [this.#who, this.#formula, this.knobs] = [who, objective.fn as Formula, knobs];
    this.#kept = { x: this.point, last: this.point, state };
    this.#gradientNorm = gradientNorm;
    this.highest = divergenceBound(value);
    [this.#start, this.value] = [value, value];
    this.noteGradientNorm(gradientNorm);
    this.updateLowest(value, 0);
    this.watch(value, 0, this.point);
  }

  override get start(): number {
    return this.#start;
  }

  /** Judges the run at its start; whether it ends there. */
  judgeStart(): boolean {
    this.takeLosses(0, Float64Array.of(this.start));
    this.recordPoints(0, this.point);
    this.ending = checkDivergence(this, this.objective.fn, this.value, this.point) ?? judgeOutcome(this);
    return this.over;
  }

  get gradientNorm(): number {
    this.#gradientNorm ??= largest(this.#formula.at(this.point).pull(Float64Array.of(1)));
    return this.#gradientNorm;
  }

  override settled(): SettledBy | null {
    return this.#goesOn ? null : super.settled();
  }

  /** Writes what the run goes on from to its lane. */
  store(arrays: LockstepArrays, r: number): void {
    const { x, last, state } = this.#kept;
    arrays.storeRun(r, last, x, state, this.knobs);
  }

  /** Reads what the run goes on from after a step. */
  load(arrays: LockstepArrays, r: number, step: number): void {
    if (this.#kept.x === this.#kept.last) {
      const { x, state } = this.#kept;
      this.#kept = { x: x.slice(), last: x.slice(), state: state.slice() };
    }
    const { x, last, state } = this.#kept;
    arrays.loadRun(r, step, last, x, state);
  }

  /** Copies losses from an entry on, the last of which is the current one; `last` where none will follow. */
  takeLosses(entry: number, losses: Vec, last = false): void {
    this.losses.put(entry, losses, last);
    this.steps = this.losses.length - 1;
    this.value = this.losses.at(this.steps);
  }

  /** Notes a new lowest loss and its point. */
  noteLowest(loss: number, entry: number, point: Vec): void {
    this.watch(loss, entry, point);
  }

  isWithinBounds(loss: number): boolean {
    return loss <= this.highest && loss >= FLOOR;
  }

  /** First of some points in a row at which the run has settled, by losses and the steepest at the first. */
  settledAmong(columns: readonly Vec[], losses: Vec, steepest: number): number {
    const { tolerance, epsilon, startSize, start } = this;
    const rows = new ExpectedSteps(this.#formula, columns, losses.length);
    for (let p = 0; p < losses.length; p++) {
      const gradientNorm = rows.gradientNorms[p];
      steepest = steepestAfter(steepest, gradientNorm, losses[p], start);
      const standing = {
        ...{ tolerance, epsilon, startSize, gradientNorm, steepest, value: losses[p], change: NaN },
        searchedInVain: false,
        expectedStep: () => rows.at(p),
        slopes: () => slopesAt(this.#formula, row(columns, p), epsilon),
      };
      if (settledBy(standing)) return p;
    }
    return losses.length;
  }

  /** Judges the run at a step of a lane: where it ended, or else at the end of the budget. */
  judge(arrays: LockstepArrays, r: number, step: number, ended: boolean): void {
    const { fn } = this.objective;
    this.#goesOn = !ended;
    this.moved = arrays.moved(r, step);
    this.#gradientNorm = null;
    if (!Number.isFinite(this.value) || !arrays.isFinite(r, step)) {
      this.ending = checkDivergence(this, fn, this.value, arrays.point(r, step));
      this.point = arrays.point(r, step - 1);
      this.value = this.losses.at(this.steps - 1);
      return;
    }
    this.point = arrays.point(r, step);
    if (this.tolerance === 0 && hasFallenFar(this.value, this.start)) this.steepest = this.#steepestAlone();
    this.ending = checkDivergence(this, fn, this.value, this.point) ?? judgeOutcome(this);
  }

  /** The steepest of the run made once more, alone: with tolerance 0 the loop notes no slopes. */
  #steepestAlone(): number {
    const { objective, configuration, steps, budget } = this;
    const alone = new GradientRun(this.#who, objective, configuration, { ...budget, steps, record: false });
    while (!alone.over) alone.advance(Infinity);
    return alone.steepest;
  }
}

/** Gradients of a formula at some points, and the steps expected from there. */
class ExpectedSteps {
  readonly gradientNorms: Vec;
  readonly #columns: readonly Vec[];
  readonly #units: readonly Vec[];
  readonly #turned: readonly Vec[];

  constructor(f: Formula, columns: readonly Vec[], count: number) {
    const { gradient } = f.slopesOver(columns, count);
    this.#columns = columns;
    this.gradientNorms = Float64Array.from({ length: count }, (_, p) => largest(row(gradient, p)));
    this.#units = gradient.map((slopes) => slopes.map((slope, p) => slope / this.gradientNorms[p]));
    this.#turned = f.turnsOver(columns, this.#units, count);
  }

  at(p: number): ExpectedStep {
    const [x, unit, turned] = [this.#columns, this.#units, this.#turned].map((each) => row(each, p));
    return expectedStep(x, unit, turned, this.gradientNorms[p]);
  }
}

const row = (columns: readonly Vec[], p: number): Vec => Float64Array.from(columns, (column) => column[p]);
