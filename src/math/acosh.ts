import { twoTo } from './exponential.js';
import { binaryExponent, logarithmPair } from './logarithmPair.js';
import { productRest, rootRest, sumRest } from './pairs.js';

// From 2²⁸ on √(x² − 1) is x: then ln 2x, of x·2⁻⁵¹² lest sums overflow.
const FAR = 268435456;
const SHRINK = 7.458340731200207e-155;
const SHRUNK = 513;

/** ln(x + √(x² − 1)): NaN below 1. The square is a pair, so that near 1 nothing is lost to the difference. */
export function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x === Infinity) return x;
  const far = x > FAR;
  const t = far ? 1 : x;
  const square = t * t;
  const w = square - 1;
  const root = Math.sqrt(w);
  const rootLow = rootRest(w, sumRest(square, -1, w) + productRest(t, t, square), root);
  const v = far ? x * SHRINK : t + root;
  const vLow = far ? 0 : sumRest(t, root, v) + rootLow;
  const k = binaryExponent(v);
  const p = twoTo(k);
  const n = v - p;
  const d = v + p;
  return logarithmPair(far ? k + SHRUNK : k, n, sumRest(v, -p, n) + vLow, d, sumRest(v, p, d) + vLow);
}
