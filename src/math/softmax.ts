import { exp } from './exp.js';
import { stripedSum } from './stripedSum.js';

/** The largest of n numbers of x from `from`; NaN if any is NaN, −∞ if there are none. */
function largestIn(x: Float64Array, from: number, n: number): number {
  let best = -Infinity;
  for (let i = from; i < from + n; i++) {
    if (!(x[i] <= best)) best = x[i];
    if (Number.isNaN(best)) break;
  }
  return best;
}

/**
 * p ← exp(x − max x), n numbers from `from`. A shift cancels in softmax's quotient; this one keeps every
 * exponent ≤ 0, so that the sum lies between 1 and n.
 */
export function shiftedExponentials(x: Float64Array, p: Float64Array, from: number, n: number): void {
  const top = largestIn(x, from, n);
  for (let i = from; i < from + n; i++) p[i] = exp(x[i] - top);
}

/** n numbers of p from `from`, divided by their sum. */
export function divideBySum(p: Float64Array, from: number, n: number): void {
  const total = stripedSum(p, from, n);
  for (let i = from; i < from + n; i++) p[i] /= total;
}
