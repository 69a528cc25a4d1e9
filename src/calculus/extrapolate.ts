import {
  type Difference,
  differenceStatus,
  EPSILON,
  EvaluationCounter,
  type Line,
  nextPowerOfTwo,
  stepScale,
} from './line.js';
import { noiseAt } from './noise.js';
import { type Estimate, type StepSlope, Tableau } from './tableau.js';

/** Most evaluations of f. */
const MOST_EVALUATIONS = 300;
/** First step, and one that is reached at least, relative to the scale. */
const FIRST = 2;
const LEAST = 2 ** -14;
/** Number of successive steps, equal but for rounding, that end the search. */
const ENOUGH = 3;
/** Largest step, relative to the scale, whose values count as near x, whether the derivative uses them or not. */
const NEAR = 2 ** -4;
/** Least room on one side, relative to the scale, for symmetric differences. */
const NARROW = 2 ** -10;

/** Number of steps tried before those of the size of x. */
const MOST_EARLY_STEPS = 52;

type Side = -1 | 0 | 1;

/** A step, its ends and the values there. */
interface StepPair {
  h: number;
  up: number;
  down: number;
  above: number;
  below: number;
}

/** A derivative, its error, and the largest |f| on the steps it is made from and near x. */
interface SideEstimate {
  value: number;
  error: number;
  step: number;
  met: number;
}

export interface Extrapolation extends Difference {
  /** The largest |f| on the steps it is made from and near x. */
  met: number;
  /** One-sided derivatives, from the same values. */
  left: SideEstimate | null;
  right: SideEstimate | null;
}

/**
 * Derivative of an order along a line by extrapolation, with an estimate of its error. Steps are halved from a wide one
 * until differences agree but for rounding; each of them starts a tableau that takes their truncation away, and the
 * best entry is the result. `first` is the first step, where the scale of the line is not to choose it.
 */
export function extrapolate(line: Line, order: number, first?: number): Extrapolation {
  return new Extrapolator(line, order, first).result();
}

class Extrapolator {
  readonly #line: Line;
  readonly #order: number;
  readonly #scale: number;
  readonly #counter: EvaluationCounter;
  readonly #here: number;
  readonly #noise: number;
  readonly #first: number;
  /** Unit of the steps, so that their powers neither overflow nor underflow. */
  #top = 1;

  constructor(line: Line, order: number, first: number | undefined) {
    this.#line = line;
    this.#order = order;
    this.#scale = line.scale ?? stepScale(line.x);
    this.#first = first ?? Math.min(FIRST * this.#scale, 2 ** 1022);
    this.#counter = new EvaluationCounter(line);
    this.#here = this.#counter.at(line.x);
    this.#noise = Number.isFinite(this.#here) ? noiseAt(this.#counter.at, line, this.#here) : 0;
  }

  result(): Extrapolation {
    const { x, low, high } = this.#line;
    const [down, up] = [x - low, high - x];
    const narrow = NARROW * Math.min(this.#scale, Math.max(down, up));
    if (Number.isFinite(this.#here)) {
      if (Math.min(down, up) >= narrow) {
        const pairs = this.#pairs(0, Math.min(down, up));
        const estimate = this.#bestEstimate(pairs, 0);
        if (estimate)
          return this.#extrapolation(estimate, this.#bestEstimate(pairs, -1), this.#bestEstimate(pairs, 1));
      }
      for (const side of up >= down ? ([1, -1] as const) : ([-1, 1] as const)) {
        const estimate = this.#bestEstimate(this.#pairs(side, side > 0 ? up : down), side);
        if (estimate) return this.#extrapolation(estimate, null, null);
      }
    }
    return this.#extrapolation({ value: NaN, error: Infinity, step: 0, met: 0 }, null, null);
  }

  #extrapolation(
    estimate: SideEstimate,
    left: SideEstimate | null,
    right: SideEstimate | null,
  ): Extrapolation {
    const { evaluations, largest } = this.#counter;
    if (!Number.isFinite(estimate.value)) estimate = { ...estimate, value: NaN, error: Infinity };
    const [noise, here, scale, order] = [this.#noise, this.#here, this.#scale, this.#order];
    const status = differenceStatus(estimate, { largest, noise, here, scale, order });
    return { ...estimate, evaluations, status, left, right };
  }

  /** Values at steps from the first that fits, halved until differences agree but for rounding. */
  #pairs(side: Side, room: number): StepPair[] {
    let h = this.#first;
    while (h > room) h /= 2;
    this.#top = h;
    const last = LEAST * Math.min(this.#first, this.#scale);
    const found: StepPair[] = [];
    let [quiet, tried] = [0, 0];
    let before: StepSlope | null = null;
    for (; this.#hasRoom(h); h /= 2) {
      if (tried++ === MOST_EARLY_STEPS) {
        // No step near the scale was fine enough: what is left is the size of x itself.
        if (this.#line.x === 0 || h <= 4 * Math.abs(this.#line.x)) break;
        h = nextPowerOfTwo(Math.abs(this.#line.x)) / 2;
        [found.length, before, this.#top] = [0, null, h];
      }
      const pair = this.#pair(h, side);
      const stepSlope: StepSlope | null = pair && this.#stepSlope(pair, side);
      if (!pair || !stepSlope) [found.length, quiet] = [0, 0];
      else {
        found.push(pair);
        quiet = before && agreeWithinRounding(before, stepSlope) && this.#smooth(found, side) ? quiet + 1 : 0;
        if (quiet >= ENOUGH && h <= last) break;
      }
      before = stepSlope;
    }
    return found;
  }

  /** Whether the second difference shrinks with the step, as it does unless the steps leap over what is near x. */
  #smooth(pairs: readonly StepPair[], side: Side): boolean {
    if (side !== 0) return true;
    const [wide, close] = pairs
      .slice(-2)
      .map(({ above, below }) => Math.abs(above - this.#here + (below - this.#here)));
    const size = Math.abs(this.#here) * EPSILON + this.#noise;
    return close <= 8 * size || close <= 0.75 * wide;
  }

  #hasRoom(h: number): boolean {
    const { x } = this.#line;
    return (
      this.#counter.evaluations <= MOST_EVALUATIONS - 2 &&
      x + h - x > 4 * EPSILON * Math.abs(x) &&
      h > 2 ** -1060
    );
  }

  /** Values at the ends of a step; null where f is not finite. */
  #pair(step: number, side: Side): StepPair | null {
    const { x, low, high } = this.#line;
    const up = side < 0 ? x : Math.min(x + step, high);
    const down = side > 0 ? x : Math.max(x - step, low);
    const above = side < 0 ? this.#here : this.#counter.at(up);
    const below = side > 0 ? this.#here : this.#counter.at(down);
    if (!Number.isFinite(above) || !Number.isFinite(below)) return null;
    return { h: side < 0 ? x - down : up - x, up, down, above, below };
  }

  /** Difference over one step, in units of the first step. */
  #stepSlope({ h, up, down, above, below }: StepPair, side: Side): StepSlope {
    const here = this.#here;
    const [over, under] = [side < 0 ? here : above, side > 0 ? here : below];
    const size = Math.max(Math.abs(over), Math.abs(under), Math.abs(here));
    // The place is rounded too, and f changes with it.
    const moved =
      (Math.max(Math.abs(over - here), Math.abs(under - here)) / h) * Math.max(Math.abs(up), Math.abs(down));
    const rough = 2 * (3 * this.#noise + EPSILON * (size + moved));
    const u = h / this.#top;
    const x = this.#line.x;
    const span = ((side < 0 ? x : up) - (side > 0 ? x : down)) / this.#top;
    if (side !== 0) return { h, t: u, slope: (over - under) / span, rough: rough / span };
    if (this.#order % 2) return { h, t: u * u, slope: (over - under) / span, rough: rough / span };
    return { h, t: u * u, slope: (over - here + (under - here)) / 2 / (u * u), rough: rough / (u * u) };
  }

  #bestEstimate(pairs: readonly StepPair[], side: Side): SideEstimate | null {
    const tableau = new Tableau(side === 0 ? (this.#order - 1) >> 1 : this.#order - 1);
    for (const pair of pairs) tableau.add(this.#stepSlope(pair, side));
    const best = chooseEstimate(tableau.estimates);
    if (!best) return null;
    // Below x, t is −h, so that every power of it changes the sign.
    let unit = side < 0 && this.#order % 2 === 0 ? -1 : 1;
    for (let k = 1; k <= this.#order; k++) unit *= k / this.#top;
    const value = best.value * unit;
    const error = best.error * Math.abs(unit) + 2 * EPSILON * Math.abs(value);
    const last = tableau.estimates.indexOf(best);
    const near = NEAR * this.#scale;
    let met = Math.abs(this.#here);
    pairs.forEach(({ h, above, below }, k) => {
      if (h > near && (k > last || k <= last - best.joined)) return;
      met = Math.max(met, Math.abs(above), Math.abs(below));
    });
    return { value, error, step: best.step, met };
  }
}

/** Whether two differences are the same but for rounding. */
const agreeWithinRounding = (a: StepSlope, b: StepSlope) =>
  Math.abs(a.slope - b.slope) <= 4 * (a.rough + b.rough);

/**
 * Guess with the least error among those that agree with the finer ones: wide steps can agree with each other on what
 * they have both stepped over.
 */
function chooseEstimate(guesses: readonly Estimate[]): Estimate | null {
  let best: Estimate | null = null;
  for (let k = guesses.length - 1; k >= 0; k--) {
    const estimate = guesses[k];
    const agrees = best !== null && Math.abs(estimate.value - best.value) <= estimate.error + best.error;
    if (best === null || (agrees && estimate.error < best.error)) best = estimate;
  }
  return best;
}
