import { twoTo } from './exponential.js';
import { binaryExponent, logarithmPair } from './logarithmPair.js';
import { productRest, rootRest, sumRest } from './pairs.js';

// From 2²⁸ on √(x² + 1) is x: then ln 2x, of x·2⁻⁵¹² lest sums overflow.
const FAR = 268435456;
const SHRINK = 7.458340731200207e-155;
const SHRUNK = 513;

/** ln(x + √(x² + 1)). While that is below √2, (eʸ − 1)/(eʸ + 1) is x/(1 + √(x² + 1)), where nothing cancels. */
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (size === 0 || size === Infinity) return x;
  const far = size > FAR;
  const t = far ? 0 : size;
  const square = t * t;
  const w = 1 + square;
  const root = Math.sqrt(w);
  const rootLow = rootRest(w, sumRest(1, square, w) + productRest(t, t, square), root);
  const v = far ? size * SHRINK : t + root;
  const vLow = far ? 0 : sumRest(t, root, v) + rootLow;
  const k = binaryExponent(v);
  const p = twoTo(k);
  const near = !far && k === 0;
  const n = near ? t : v - p;
  const nLow = near ? 0 : sumRest(v, -p, n) + vLow;
  const d = near ? 1 + root : v + p;
  const dLow = near ? sumRest(1, root, d) + rootLow : sumRest(v, p, d) + vLow;
  const y = logarithmPair(far ? k + SHRUNK : k, n, nLow, d, dLow);
  return x < 0 ? -y : y;
}
