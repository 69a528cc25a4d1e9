import { above, below, evenTail, octaves, oddTail, scale } from './exponential.js';
import { lower } from './pairs.js';

const LOWEST = -746;

/** eˣ as a pair, for x ≤ 0, as sigmoid and softplus use it. */
export function decay(x: number): number {
  const t = x < LOWEST ? LOWEST : x;
  const k = octaves(t);
  const high = above(t, k);
  const low = below(k);
  const r = high - low;
  const q = r * r;
  const sum = 1 + high;
  const rest = high - (sum - 1) + (q * (0.5 + q * evenTail(q) + r * oddTail(q)) - low);
  const value = sum + rest;
  lower[0] = scale(rest - (value - sum), k);
  return scale(value, k);
}
