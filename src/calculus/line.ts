/** Machine epsilon, the distance from 1 to the next number. */
export const EPSILON = 2 ** -52;

/** Function along a line, near one of its places. */
export interface Line {
  /** The value at a place of the line. */
  f(place: number): number;
  /** The place of interest. */
  x: number;
  /** Size of a wide step there, where that is not the size of x. */
  scale?: number;
  /** Ends of the interval that f is evaluated in. */
  low: number;
  high: number;
}

export type Status = 'ok' | 'noisy' | 'kink' | 'jump' | 'not converged' | 'not finite';

export interface Difference {
  /** The derivative; NaN where the status is `jump` or `not finite`, or ±∞ where that is the slope on both sides. */
  value: number;
  /** Estimate of its error: truncation, rounding, and the noise of f. */
  error: number;
  /** Step h; for an extrapolation, the smallest it is made from. */
  step: number;
  /** Number of evaluations of f. */
  evaluations: number;
  status: Status;
}

/** Least power of two that is no less than a size. */
export function nextPowerOfTwo(size: number): number {
  let power = 1;
  while (power < size && power < 2 ** 1023) power *= 2;
  while (power / 2 >= size && power > 0) power /= 2;
  return power;
}

/** Size of a wide step near x: the least power of two that is no less than |x| and 1. */
export const stepScale = (x: number): number => nextPowerOfTwo(Math.max(1, Math.abs(x)));

/** Evaluator of a line that counts its evaluations and keeps the largest |f|. */
export class EvaluationCounter {
  evaluations = 0;
  largest = 0;
  readonly #f: (place: number) => number;

  constructor({ f }: Line) {
    this.#f = f;
  }

  at = (place: number): number => {
    this.evaluations++;
    const value = this.#f(place);
    const size = Math.abs(value);
    if (size > this.largest && size < Infinity) this.largest = size;
    return value;
  };
}

/** Quotient of a size by a power of a width. */
export function overPower(size: number, width: number, order: number): number {
  for (let k = 0; k < order; k++) size /= width;
  return size;
}

/** Noise of f, in last places of its value, that is more than rounding within f. */
const NOISY = 100;
/** Largest error, relative to the derivative or to its scale near x, of what is `ok`. */
const SMALL = 1e-3;
/** The same, relative to the scale of a derivative of the largest |f|: what rounding leaves of it. */
const TINY = 1e-9;

/**
 * Status of a derivative of an order, from its estimated error and the values near x. `range` is that of f over steps up
 * to `widest`, where f goes up or down by it.
 */
export function differenceStatus(
  { value, error, range, widest }: { value: number; error: number; range: number; widest: number },
  near: { largest: number; noise: number; here: number; scale: number; order: number },
): Status {
  if (!Number.isFinite(value)) return 'not finite';
  const small = SMALL * Math.max(Math.abs(value), overPower(range, widest, near.order));
  if (error <= Math.max(small, TINY * overPower(near.largest, near.scale, near.order))) return 'ok';
  return near.noise > NOISY * EPSILON * Math.abs(near.here) ? 'noisy' : 'not converged';
}
