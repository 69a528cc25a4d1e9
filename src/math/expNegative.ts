import {
  evenTail,
  ln2LowPart,
  minusLn2High,
  nearestLn2Multiple,
  oddTail,
  scaleByPowerOfTwo,
} from './exponential.js';
import { lower } from './pairs.js';

const LOWEST = -746;

/** eˣ as a pair, for x ≤ 0, as sigmoid and softplus use it. */
export function expNegative(x: number): number {
  const t = x < LOWEST ? LOWEST : x;
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = ln2LowPart(k);
  const r = high - low;
  const q = r * r;
  const sum = 1 + high;
  const rest = high - (sum - 1) + (q * (0.5 + q * evenTail(q) + r * oddTail(q)) - low);
  const value = sum + rest;
  lower[0] = scaleByPowerOfTwo(rest - (value - sum), k);
  return scaleByPowerOfTwo(value, k);
}
