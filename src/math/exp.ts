import {
  evenTail,
  ln2LowPart,
  minusLn2High,
  nearestLn2Multiple,
  oddTail,
  scaleByPowerOfTwo,
} from './exponential.js';

const HIGHEST = 710;
const LOWEST = -746;

/** eˣ. x = k ln 2 + r with |r| ≤ ln 2 / 2; eʳ is its Taylor polynomial, whose next term is below 2⁻⁵⁷. */
export function exp(x: number): number {
  // Beyond these bounds the result is ∞ or 0, which the scaling gives by itself.
  const t = x > HIGHEST ? HIGHEST : x < LOWEST ? LOWEST : x;
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = ln2LowPart(k);
  const r = high - low;
  const q = r * r;
  const rest = q * (0.5 + q * evenTail(q) + r * oddTail(q)) - low;
  // 1 + high rounds; what it lost goes to the small terms, which keeps the error near half an ulp.
  const sum = 1 + high;
  const lost = high - (sum - 1);
  return scaleByPowerOfTwo(sum + (lost + rest), k);
}
