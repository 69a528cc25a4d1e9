import { expNegative } from './expNegative.js';
import { logarithmPair } from './logarithmPair.js';
import { lower, sumRest } from './pairs.js';

// √2 − 1: beyond it 1 + e^−|x| is nearer 2 than 1.
const HALFWAY = 0.41421356237309503;
// From here on e⁻ˣ is lost in x.
const FAR = 40;

/** ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), with e^−|x| as a pair. */
export function softplus(x: number): number {
  if (x > FAR) return x;
  const small = expNegative(-Math.abs(x));
  const smallLow = lower[0];
  const k = small > HALFWAY ? 1 : 0;
  const n = small - k;
  const d = small + (2 + k);
  const nLow = sumRest(small, -k, n) + smallLow;
  const dLow = sumRest(small, 2 + k, d) + smallLow;
  const ln = logarithmPair(k, n, nLow, d, dLow);
  const base = x > 0 ? x : 0;
  const y = base + ln;
  return y + (sumRest(base, ln, y) + lower[0]);
}
