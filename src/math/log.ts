import { ln2LowPart } from './exponential.js';
import { float64View, int32View } from './words.js';

const LN2_HIGH = 0.6931471803691238;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
// 2/(2k+1), the Taylor coefficients of 2 atanh.
const C1 = 2 / 3;
const C2 = 2 / 5;
const C3 = 2 / 7;
const C4 = 2 / 9;
const C5 = 2 / 11;
const C6 = 2 / 13;
const C7 = 2 / 15;
const C8 = 2 / 17;
const C9 = 2 / 19;
const C10 = 2 / 21;
// The high words of 1 and of √½: between √½ and √2 the exponent is taken as 0.
const ONE = 0x3ff00000;
const ROOT_HALF = 0x3fe6a09e;

/** ln x: NaN below 0, −∞ at 0. x = 2ᵏ(1 + f) with √½ ≤ 1 + f < √2. */
export function log(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  const subnormal = x < SMALLEST_NORMAL;
  float64View[0] = subnormal ? x * TWO_54 : x;
  const high = int32View[1] + (ONE - ROOT_HALF);
  const k = (high >> 20) - 1023 - (subnormal ? 54 : 0);
  int32View[1] = (high & 0xfffff) + ROOT_HALF;
  return logarithmOf(k, float64View[0] - 1, ln2LowPart(k));
}

/**
 * k ln 2 + ln(1 + f), the rest of k ln 2 being in `small`. s = f/(2 + f) gives ln(1 + f) = 2 atanh s, summed as
 * f − (f²/2 − s (f²/2 + R)) so that f, which is exact, leads.
 */
export function logarithmOf(k: number, f: number, small: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = z * (C1 + w * (C3 + w * (C5 + w * (C7 + w * C9))));
  const even = w * (C2 + w * (C4 + w * (C6 + w * (C8 + w * C10))));
  const square = 0.5 * f * f;
  return s * (square + (odd + even)) + small - square + f + k * LN2_HIGH;
}
