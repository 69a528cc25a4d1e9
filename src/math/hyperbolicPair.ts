import { evenTail, ln2LowPart, minusLn2High, oddTail } from './exponential.js';
import { lower } from './pairs.js';

/**
 * 2⁻ᵏ(eˣ ± e⁻ˣ) as a pair, for x ≥ 0 and its k octaves, given ±4⁻ᵏ, as sinh, cosh, tanh and sech2 use it. eʳ and e⁻ʳ share
 * the even and the odd part of one polynomial; every other factor is made of powers of 2.
 */
export function hyperbolicPair(x: number, k: number, share: number): number {
  const high = minusLn2High(x, k);
  const low = ln2LowPart(k);
  const r = high - low;
  const q = r * r;
  const start = 1 + share;
  const sum = start + high;
  const other = share * high;
  const total = sum - other;
  const lost = share - (start - 1) + (high - (sum - start) - (total - sum + other));
  const rest = lost + (start * (q * (0.5 + q * evenTail(q))) + (1 - share) * (r * q * oddTail(q) - low));
  const value = total + rest;
  lower[0] = rest - (value - total);
  return value;
}
