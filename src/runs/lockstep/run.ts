import type { Vec } from '../../fn.js';
import type { Formula } from '../../formula/formula.js';
import { largest } from '../../kernels/index.js';
import type { Budget } from '../../spec/budget.js';
import type { Configuration } from '../../spec/configuration.js';
import type { Objective } from '../../spec/objective.js';
import { rateAt } from '../../spec/rate.js';
import { GradientRun } from '../gradientRun.js';
import { checkDivergence, divergenceBound, FLOOR, hasFallenFar, judgeOutcome } from '../outcome.js';
import { type ExpectedStep, expectedStep, settledBy, slopesAt, steepestAfter } from '../settled.js';
import { Trajectory } from '../trajectory.js';

/** Loss and gradient norm at the start of a lockstep group. */
interface LockstepStart {
  value: number;
  gradientNorm: number;
}

/** Run of a lockstep group, of a formula. */
export class LockstepRun extends Trajectory {
  readonly #who: string;
  readonly #formula: Formula;
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
    [this.#who, this.#formula] = [who, objective.fn as Formula];
    this.gradientNorm = gradientNorm;
    this.x = this.point.slice();
    this.last = this.point.slice();
    this.state = state;
    this.highest = divergenceBound(value);
    this.takeLosses(0, Float64Array.of(value));
    this.noteGradientNorm(gradientNorm);
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

  isWithinBounds(loss: number): boolean {
    return loss <= this.highest && loss >= FLOOR;
  }

  /** First of some points in a row at which the run has settled, by losses and the steepest at the first. */
  settledAmong(columns: readonly Vec[], losses: Vec, steepest: number): number {
    const { tolerance, startSize, start } = this;
    const rows = new ExpectedSteps(this.#formula, columns, losses.length);
    for (let p = 0; p < losses.length; p++) {
      const gradientNorm = rows.gradientNorms[p];
      steepest = steepestAfter(steepest, gradientNorm, losses[p], start);
      const standing = {
        ...{ tolerance, startSize, gradientNorm, steepest, value: losses[p], change: NaN },
        searchedInVain: false,
        expectedStep: () => rows.at(p),
        slopes: () => slopesAt(this.#formula, row(columns, p)),
      };
      if (settledBy(standing)) return p;
    }
    return losses.length;
  }

  /** Judges the run at a point that it reached from `from`. */
  judge(point: Vec, from: Vec): void {
    const { fn } = this.objective;
    this.moved = point.some((x, i) => x !== from[i]);
    if (!(Number.isFinite(this.value) && point.every(Number.isFinite))) {
      this.ending = checkDivergence(this, fn, this.value, point);
      this.point = from;
      this.value = this.losses.at(this.steps - 1);
      return;
    }
    this.point = point;
    this.gradientNorm = largest(fn.at(point).pull(Float64Array.of(1)));
    if (this.tolerance === 0 && hasFallenFar(this.value, this.start)) this.steepest = this.#steepestAlone();
    this.ending = checkDivergence(this, fn, this.value, point) ?? judgeOutcome(this);
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
