import {
  evenTail,
  ln2LowPart,
  minusLn2High,
  nearestLn2Multiple,
  oddTail,
  scaleByPowerOfTwo,
  twoTo,
} from './exponential.js';
import { sumRest } from './pairs.js';

const HIGHEST = 710;
// From here down the result rounds to −1, and above 2⁶⁰ the 1 is lost in any case.
const LOWEST = -40;
const FAR = 60;

/**
 * eˣ − 1 = 2ᵏ((1 − 2⁻ᵏ) + (eʳ − 1)), where 1 − 2⁻ᵏ is 0 or not below ½ in size: nothing cancels. Around 2⁵⁴
 * that 1 is half an ulp of the result, which 1 − 2⁻ᵏ has lost in rounding.
 */
export function expm1(x: number): number {
  // The sum would forget the sign of −0.
  if (x === 0) return x;
  const t = x > HIGHEST ? HIGHEST : x < LOWEST ? LOWEST : x;
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = ln2LowPart(k);
  const r = high - low;
  const q = r * r;
  const share = twoTo(-(k < FAR ? k : FAR));
  const start = 1 - share;
  const sum = start + high;
  const half = 0.5 * q;
  const total = sum + half;
  const lost = sumRest(1, -share, start) + (high - (sum - start) + (half - (total - sum)));
  // What r lost in rounding counts in r²/2, which is not small beside a result near 0.4.
  const rest = q * (q * evenTail(q) + r * oddTail(q)) + (r * (high - r - low) - low);
  return scaleByPowerOfTwo(total + (lost + rest), k);
}
