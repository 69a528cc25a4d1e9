/** ε, the distance from 1 to the next number. */
export const EPSILON = 2 ** -52;

/** A function along a line, near one of its places. */
export interface Line {
  /** The value at a place of the line. */
  f(place: number): number;
  /** The place of interest. */
  x: number;
  /** What is a wide step there, where x does not tell. */
  scale?: number;
  /** The ends beyond which f is not asked. */
  low: number;
  high: number;
}

export type Status = 'ok' | 'noisy' | 'not converged' | 'not finite';

export interface Difference {
  /** The derivative; NaN where the status is `not finite`. */
  value: number;
  /** How wrong it may be: what the step leaves out, rounding, and the noise of f. */
  error: number;
  /** The step; the smallest of those it is made from. */
  step: number;
  /** How often f was asked. */
  evaluations: number;
  status: Status;
}

/** The least power of two that is no less than a size. */
export function powerOfTwo(size: number): number {
  let power = 1;
  while (power < size && power < 2 ** 1023) power *= 2;
  while (power / 2 >= size && power > 0) power /= 2;
  return power;
}

/** What is a wide step near x: a power of two that is no less than |x| and 1. */
export const scaleOf = (x: number): number => powerOfTwo(Math.max(1, Math.abs(x)));

/** The line, and how often it is asked and how large its values are. */
export class Asked {
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
/** An error of less than this share of the derivative is none to warn of. */
const HARMLESS = 1e-11;

/** What to say of a derivative of that order whose error is known. */
export function judged(
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
