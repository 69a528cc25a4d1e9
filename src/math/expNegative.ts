import { exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential.js';
import { lower } from './pairs.js';

const LOWEST = -746;

/** eˣ as a pair, for x ≤ 0, as sigmoid and softplus use it. */
export function expNegative(x: number): number {
  const t = x < LOWEST ? LOWEST : x;
  const k = nearestLn2Multiple(t);
  const value = exponentialPair(t, 0, k);
  lower[0] = scaleByPowerOfTwo(lower[0], k);
  return scaleByPowerOfTwo(value, k);
}
