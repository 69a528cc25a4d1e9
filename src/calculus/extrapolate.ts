import { infiniteSlopeAt, isKink, jumpAt, noiseOfFinest, stairAt } from './evidence.js';
import { FIT_PLACES, fitSlope } from './fit.js';
import { agreeWithinRounding, ENOUGH, Ladder, type Side, type StepPair } from './ladder.js';
import { type Difference, differenceStatus, EPSILON, type Line, overPower } from './line.js';
import { type Estimate, Tableau } from './tableau.js';

/** Largest step, relative to the scale, whose values count as near x, whether the derivative uses them or not. */
const NEAR = 2 ** -4;
/** Least room on one side, relative to the scale, for symmetric differences. */
const NARROW = 2 ** -10;
/** Share of the range of f above which a jump at x is one, and no step of a fine staircase. */
const JUMP = 2 ** -10;
/** Relative difference of the slopes of both sides that is a kink. */
const KINK = 1e-6;
/** Relative rounding of single precision. */
const SINGLE = 2 ** -24;
/** Places, in finest steps, at which f should be what the steps tell. */
const UNEVEN = [1.19, 1.71, 2.71];
/** Relative error that needs no fit, and the widths of fits, in the widest step of the estimate by steps. */
const FINE = 1e-5;
const FITS = [4, 2, 1];

/** A derivative, its error, and the largest |f| on the steps it is made from and near x. */
interface SideEstimate {
  value: number;
  error: number;
  step: number;
  met: number;
  /** Range of f over the steps it is made from, and the widest of these. */
  range: number;
  widest: number;
}

export interface Extrapolation extends Difference {
  /** The largest |f| on the steps it is made from and near x. */
  met: number;
  /** Scale of the derivative by what f rises and falls over those steps. */
  own: number;
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

const NOTHING = { value: NaN, error: Infinity, step: 0, met: 0, range: 0, widest: 0 };

class Extrapolator {
  readonly #ladder: Ladder;
  /** Whether all values near x are 0. */
  #vanishes = false;

  constructor(line: Line, order: number, first: number | undefined) {
    this.#ladder = new Ladder(line, order, first);
  }

  result(): Extrapolation {
    const { x, low, high } = this.#ladder.line;
    const [down, up] = [x - low, high - x];
    const narrow = NARROW * Math.min(this.#ladder.scale, Math.max(down, up));
    if (Number.isFinite(this.#ladder.here)) {
      if (Math.min(down, up) >= narrow) {
        const found = this.#judged(0, Math.min(down, up));
        if (found) return found;
      }
      for (const side of up >= down ? ([1, -1] as const) : ([-1, 1] as const)) {
        const found = this.#judged(side, side > 0 ? up : down);
        if (found) return found;
      }
    }
    return this.#told(NOTHING, 'not finite');
  }

  /** Derivative from one side or both; null where f is not finite there. */
  #judged(side: Side, room: number): Extrapolation | null {
    const { pairs, quiet } = this.#ladder.walk(side, room);
    const first = this.#bestEstimate(pairs, side);
    if (!first) return null;
    const finer = pairs.slice(-ENOUGH - 1);
    this.#vanishes = finer.every(({ above, below }) => above === 0 && below === 0);
    const single = this.#ladder.isSinglePrecision(pairs, side);
    if (single) this.#ladder.precision = SINGLE;
    if (!quiet || this.#ladder.doubtful) {
      const finest = this.#ladder.finest(pairs, side);
      const infinite = infiniteSlopeAt(this.#ladder, finest);
      if (infinite !== 0) return this.#told({ ...first, value: infinite, error: Infinity }, 'not finite');
      const jump = jumpAt(this.#ladder, finest);
      this.#ladder.noise = Math.max(jump / 2, noiseOfFinest(this.#ladder, finest));
      if (single)
        this.#ladder.noise -= Math.min(this.#ladder.noise, 4 * SINGLE * Math.abs(this.#ladder.here));
      if (jump > JUMP * this.#bestEstimate(pairs, side, 1)!.range)
        return this.#told({ ...first, value: NaN, error: Infinity }, 'jump');
    }
    this.#measureNoise(pairs, side);
    const estimate = this.#bestEstimate(pairs, side)!;
    if (side !== 0) return this.#told(estimate);
    const [left, right] = [this.#bestEstimate(pairs, -1), this.#bestEstimate(pairs, 1)];
    const kink = this.#ladder.order === 1 && left && right && isKink(left, right, KINK);
    if (kink) return this.#told(estimate, 'kink', left, right);
    const noisy =
      this.#ladder.beyondRounding(estimate.met) && estimate.error > FINE * Math.abs(estimate.value);
    return this.#told(
      this.#ladder.order === 1 && noisy ? this.#fitted(estimate) : estimate,
      undefined,
      left,
      right,
    );
  }

  /** Estimate of a noisy slope from many values, where that agrees with the one from steps and is better. */
  #fitted(estimate: SideEstimate): SideEstimate {
    const room = Math.min(
      this.#ladder.line.x - this.#ladder.line.low,
      this.#ladder.line.high - this.#ladder.line.x,
    );
    let best = estimate;
    for (const share of FITS) {
      const width = share * estimate.widest;
      if (width > room) continue;
      const halves = FIT_PLACES.map((place) => {
        const pair = this.#ladder.pair(place * width, 0);
        return pair ? ((pair.above - pair.below) / (pair.up - pair.down)) * place * width : NaN;
      });
      const { value, error } = fitSlope(
        halves,
        width,
        this.#ladder.noise + this.#ladder.precision * estimate.met,
      );
      const agrees = Math.abs(value - estimate.value) <= error + estimate.error;
      if (agrees && error < best.error) best = { ...estimate, value, error, step: width };
      else if (best !== estimate) break;
    }
    return best;
  }

  /** Noise of f between the finest steps, at uneven places; and that of a staircase, which has none there. */
  #measureNoise(pairs: readonly StepPair[], side: Side) {
    const slopes = pairs.slice(-ENOUGH - 1).map((pair) => this.#ladder.stepSlope(pair, side, 1));
    // Steps that higher derivatives end with may be too wide to tell noise from shape.
    if (!slopes.every((each, k) => k === 0 || agreeWithinRounding(slopes[k - 1], each))) return;
    const { value } = this.#bestEstimate(pairs, side, 1)!;
    const finest = pairs[pairs.length - 1].h;
    let off = 0;
    for (const share of UNEVEN) {
      const pair = this.#ladder.pair(share * finest, side);
      if (!pair) continue;
      const residual = Math.abs(pair.above - pair.below - value * (pair.up - pair.down));
      if (residual > 8 * this.#ladder.bound(pair)) off = Math.max(off, residual);
    }
    this.#ladder.noise = Math.max(this.#ladder.noise, off, 0.75 * stairAt(this.#ladder, pairs, value));
  }

  #told(
    estimate: SideEstimate,
    status?: Difference['status'],
    left: SideEstimate | null = null,
    right: SideEstimate | null = null,
  ): Extrapolation {
    const { evaluations } = this.#ladder.counter;
    const unit = this.#ladder.unit;
    const inUnits = <E extends SideEstimate | null>(each: E): E =>
      each && {
        ...each,
        value: each.value / unit,
        error: each.error / unit,
        met: each.met / unit,
        range: each.range / unit,
      };
    const largest = this.#ladder.counter.largest * unit;
    const { here, scale, order, precision } = this.#ladder;
    const noise = this.#ladder.noise + precision * Math.abs(here);
    // Values that are 0 all around may be what rounding has left of larger ones.
    if (this.#vanishes) {
      const unseen = overPower(precision * largest, scale, order);
      estimate = { ...estimate, error: Math.max(estimate.error, unseen), met: largest };
    }
    status ??= differenceStatus(estimate, { largest, noise, here, scale, order });
    let told = inUnits(estimate);
    if (!Number.isFinite(told.value) && status !== 'not finite' && status !== 'jump') {
      status = 'not finite';
      told = { ...told, value: NaN, error: Infinity };
    }
    const own = overPower(told.range, told.widest, order);
    return { ...told, own, evaluations, status, left: inUnits(left), right: inUnits(right) };
  }

  #bestEstimate(pairs: readonly StepPair[], side: Side, order = this.#ladder.order): SideEstimate | null {
    const tableau = new Tableau(side === 0 ? (order - 1) >> 1 : order - 1);
    for (const pair of pairs) tableau.add(this.#ladder.stepSlope(pair, side, order));
    const best = chooseEstimate(tableau.estimates);
    if (!best) return null;
    // Below x, t is −h, so that every power of it changes the sign.
    let unit = side < 0 && order % 2 === 0 ? -1 : 1;
    for (let k = 1; k <= order; k++) unit *= k / this.#ladder.top;
    const value = best.value * unit;
    const error = best.error * Math.abs(unit) + 2 * EPSILON * Math.abs(value);
    const last = tableau.estimates.indexOf(best);
    const near = NEAR * this.#ladder.scale;
    const used = pairs.slice(Math.max(0, last - best.joined + 1), last + 1);
    const met = [...used, ...pairs.filter(({ h }) => h <= near)].reduce(
      (most, { above, below }) => Math.max(most, Math.abs(above), Math.abs(below)),
      Math.abs(this.#ladder.here),
    );
    return { value, error, step: best.step, met, range: rangeOf(used), widest: used[0].h };
  }
}

/** Range of f over the ends of steps. */
function rangeOf(pairs: readonly StepPair[]): number {
  const ends = pairs.flatMap(({ above, below }) => [above, below]);
  return Math.max(...ends) - Math.min(...ends);
}

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
