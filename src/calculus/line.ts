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

export type Status = 'ok' | 'noisy' | 'not converged' | 'not finite';

export interface Difference {
  /** The derivative; NaN where the status is `not finite`. */
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

const NOISY = 100;
/** Largest relative error that needs no warning. */
const HARMLESS = 1e-11;

/** Status of a derivative of an order, from its estimated error and the values near x. */
export function differenceStatus(
  { value, error }: { value: number; error: number },
  near: { largest: number; noise: number; here: number; scale: number; order: number },
): Status {
  if (!Number.isFinite(value)) return 'not finite';
  const trembles =
    near.noise > NOISY * EPSILON * Math.abs(near.here) && !(error <= HARMLESS * Math.abs(value));
  if (trembles) return 'noisy';
  let size = near.largest;
  for (let k = 0; k < near.order; k++) size /= near.scale;
  return error <= 1e-3 * Math.max(size, Math.abs(value)) ? 'ok' : 'not converged';
}
