import { above, below, evenTail, octaves, oddTail, scale, twoTo } from './exponential.js';

const HIGHEST = 710;
// From here down the result rounds to −1, and above 2⁶⁰ the 1 is lost in any case.
const LOWEST = -40;
const FAR = 60;

/** eˣ − 1 = 2ᵏ((1 − 2⁻ᵏ) + (eʳ − 1)), where 1 − 2⁻ᵏ is 0 or not below ½ in size: nothing cancels. */
export function expm1(x: number): number {
  // The sum would forget the sign of −0.
  if (x === 0) return x;
  const t = x > HIGHEST ? HIGHEST : x < LOWEST ? LOWEST : x;
  const k = octaves(t);
  const high = above(t, k);
  const low = below(k);
  const r = high - low;
  const q = r * r;
  const start = 1 - twoTo(-(k < FAR ? k : FAR));
  const sum = start + high;
  const half = 0.5 * q;
  const total = sum + half;
  const lost = high - (sum - start) + (half - (total - sum));
  const rest = q * (q * evenTail(q) + r * oddTail(q)) - low;
  return scale(total + (lost + rest), k);
}
