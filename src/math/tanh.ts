import { nearestLn2Multiple, twoTo } from './exponential.js';
import { hyperbolicPair } from './hyperbolicPair.js';
import { lower, quotientRest } from './pairs.js';

// From 20 on the result rounds to 1.
const HIGHEST = 40;

/** sinh x / cosh x, both as pairs. */
export function tanh(x: number): number {
  if (x === 0) return x;
  const size = Math.abs(x);
  const t = size > HIGHEST ? HIGHEST : size;
  const k = nearestLn2Multiple(t);
  const share = twoTo(-2 * k);
  const n = hyperbolicPair(t, k, -share);
  const nLow = lower[0];
  const d = hyperbolicPair(t, k, share);
  const q = n / d;
  const y = q + quotientRest(n, nLow, d, lower[0], q);
  return x < 0 ? -y : y;
}
