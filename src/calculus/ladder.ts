import { EPSILON, EvaluationCounter, type Line, nextPowerOfTwo, stepScale } from './line.js';
import { fineNoiseAt } from './noise.js';
import type { StepSlope } from './tableau.js';

/** Most evaluations of f by the steps. */
const MOST_EVALUATIONS = 300;
/** First step, and one that is reached at least, relative to the scale. */
const FIRST = 2;
const LEAST = 2 ** -14;
/** Number of successive steps, equal but for rounding, that end the search. */
export const ENOUGH = 3;
/** Number of steps tried before those of the size of x. */
const MOST_EARLY_STEPS = 52;
/** Place between steps, without end in binary. */
const BETWEEN = 0.6180339887498949;
/** Number of finest steps that tell what f does at x itself. */
const FINEST = 13;
/** Noise, in last places of f, that needs looking at down to the finest steps. */
const DOUBTFUL = 300;
/** Value above which f is computed with in a smaller unit, so that no difference quotient overflows. */
const [LARGE, UNIT] = [2 ** 500, 2 ** -64];

/** Side of x that values are taken on; 0 for both. */
export type Side = -1 | 0 | 1;

/** A step, its ends and the values there. */
export interface StepPair {
  h: number;
  up: number;
  down: number;
  above: number;
  below: number;
}

/** Values of f at x and at steps from it, of which each is half the one before. */
export class Ladder {
  readonly line: Line;
  readonly order: number;
  readonly scale: number;
  readonly counter: EvaluationCounter;
  readonly here: number;
  /** Unit of f, 1 unless f is very large. */
  readonly unit: number;
  /** Whether f is so noisy, by its nearest values, that the finest steps have to tell. */
  readonly doubtful: boolean;
  /** Bound on the noise of one value beyond rounding. */
  noise: number;
  /** Relative rounding of a value. */
  precision = EPSILON;
  /** Unit of the steps, so that their powers neither overflow nor underflow. */
  top = 1;
  readonly #first: number;

  constructor(line: Line, order: number, first: number | undefined) {
    this.line = line;
    this.order = order;
    this.scale = line.scale ?? stepScale(line.x);
    this.#first = first ?? Math.min(FIRST * this.scale, 2 ** 1022);
    this.counter = new EvaluationCounter(line);
    const here = this.counter.at(line.x);
    this.unit = Math.abs(here) > LARGE ? UNIT : 1;
    this.here = here * this.unit;
    this.noise = Number.isFinite(here) ? 3 * fineNoiseAt(this.at, line, this.here) : 0;
    this.doubtful = this.beyondRounding(this.counter.largest * this.unit);
  }

  /** The value at a place, in units of f. */
  at = (place: number): number => this.counter.at(place) * this.unit;

  /** Whether f of a size has more noise than the rounding of doubles comes to. */
  beyondRounding(size: number): boolean {
    return this.noise + this.precision * size > DOUBTFUL * EPSILON * size;
  }

  /** Values at steps from the first that fits, halved until differences agree but for rounding. */
  walk(side: Side, room: number): { pairs: StepPair[]; quiet: boolean } {
    let h = this.#first;
    while (h > room) h /= 2;
    this.top = h;
    const last = LEAST * Math.min(this.#first, this.scale);
    const found: StepPair[] = [];
    let [quiet, tried] = [0, 0];
    let before: StepSlope | null = null;
    for (; this.#hasRoom(h); h /= 2) {
      if (tried++ === MOST_EARLY_STEPS) {
        // No step near the scale was fine enough: what is left is the size of x itself.
        if (this.line.x === 0) break;
        const own = nextPowerOfTwo(Math.abs(this.line.x)) / 2;
        if (h > 8 * own) [found.length, before, this.top, h] = [0, null, own, own];
      }
      const pair = this.pair(h, side);
      const stepSlope: StepSlope | null = pair && this.stepSlope(pair, side, this.order);
      if (!pair || !stepSlope) [found.length, quiet] = [0, 0];
      else {
        found.push(pair);
        quiet = before && agreeWithinRounding(before, stepSlope) && this.#smooth(found, side) ? quiet + 1 : 0;
        if (quiet >= ENOUGH && h <= last) return { pairs: found, quiet: true };
      }
      before = stepSlope;
    }
    return { pairs: found, quiet: false };
  }

  /** Values at the finest steps that x leaves room for, those that are known among them. */
  finest(pairs: readonly StepPair[], side: Side): StepPair[] {
    const { x } = this.line;
    const finest = pairs[pairs.length - 1].h;
    let h = x === 0 ? finest : Math.min(finest, nextPowerOfTwo(8 * EPSILON * Math.abs(x)));
    const found: StepPair[] = [];
    for (; found.length < FINEST && h < finest; h *= 2) {
      const pair = this.pair(h, side);
      if (pair) found.unshift(pair);
    }
    return [...pairs.slice(found.length - FINEST), ...found].slice(-FINEST);
  }

  /**
   * Whether f is computed with single precision: all values on the steps are such numbers, and so are those at places
   * between, where simple functions of simple numbers have more digits.
   */
  isSinglePrecision(pairs: readonly StepPair[], side: Side): boolean {
    const { unit } = this;
    const isSingle = ({ above, below }: StepPair) =>
      [above / unit, below / unit].every((value) => Math.fround(value) === value);
    if (!pairs.every(isSingle)) return false;
    const known = new Set(pairs.flatMap(({ above, below }) => [above, below]));
    const wide = pairs.find(({ h }) => h <= this.scale);
    const moved = pairs.findLast(({ above, below }) => above !== this.here || below !== this.here);
    const between = [wide, moved].flatMap((each) => (each && this.pair(BETWEEN * each.h, side)) ?? []);
    return (
      between.every(isSingle) && between.some(({ above, below }) => !known.has(above) || !known.has(below))
    );
  }

  /** Whether the second difference shrinks with the step, as it does unless the steps leap over what is near x. */
  #smooth(pairs: readonly StepPair[], side: Side): boolean {
    if (side !== 0) return true;
    const [wide, close] = pairs
      .slice(-2)
      .map(({ above, below }) => Math.abs(above - this.here + (below - this.here)));
    const size = Math.abs(this.here) * EPSILON + this.noise / 3;
    return close <= 8 * size || close <= 0.75 * wide;
  }

  #hasRoom(h: number): boolean {
    const { x } = this.line;
    return (
      this.counter.evaluations <= MOST_EVALUATIONS - 2 &&
      x + h - x > 4 * EPSILON * Math.abs(x) &&
      h > 2 ** -1060
    );
  }

  /** Values at the ends of a step; null where f is not finite. */
  pair(step: number, side: Side): StepPair | null {
    const { x, low, high } = this.line;
    const up = side < 0 ? x : Math.min(x + step, high);
    const down = side > 0 ? x : Math.max(x - step, low);
    const above = side < 0 ? this.here : this.at(up);
    const below = side > 0 ? this.here : this.at(down);
    if (!Number.isFinite(above) || !Number.isFinite(below)) return null;
    return { h: side < 0 ? x - down : up - x, up, down, above, below };
  }

  /** Bound on what rounding and noise change in the rise of f over a step. */
  bound({ h, up, down, above, below }: StepPair): number {
    const { here, noise, precision } = this;
    const size = Math.max(Math.abs(above), Math.abs(below), Math.abs(here));
    // The place is rounded too, and f changes with it.
    const moved =
      (Math.max(Math.abs(above - here), Math.abs(below - here)) / h) * Math.max(Math.abs(up), Math.abs(down));
    return 2 * (noise + precision * size + EPSILON * moved);
  }

  /** Difference over one step, in units of the first step. */
  stepSlope({ h, up, down, above, below }: StepPair, side: Side, order: number): StepSlope {
    const here = this.here;
    const [over, under] = [side < 0 ? here : above, side > 0 ? here : below];
    const rough = this.bound({ h, up, down, above: over, below: under });
    const u = h / this.top;
    const x = this.line.x;
    const span = ((side < 0 ? x : up) - (side > 0 ? x : down)) / this.top;
    if (side !== 0) return { h, t: u, slope: (over - under) / span, rough: rough / span };
    if (order % 2) return { h, t: u * u, slope: (over - under) / span, rough: rough / span };
    return { h, t: u * u, slope: (over - here + (under - here)) / 2 / (u * u), rough: rough / (u * u) };
  }
}

/** Whether two differences are the same but for rounding. */
export const agreeWithinRounding = (a: StepSlope, b: StepSlope) =>
  Math.abs(a.slope - b.slope) <= 4 * (a.rough + b.rough);
