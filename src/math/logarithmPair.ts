import { lower, productRest, quotientRest, sumRest } from './pairs.js';
import { float64View, int32View } from './words.js';

// The natural logarithm as a pair, for the functions made of logarithms.

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
// 2 atanh(w/2) = w + w³/12 + w⁵/80 + …, the coefficient of w²ʲ⁺¹ being 1/(4ʲ(2j + 1)); of the first two
// also what their double leaves out.
const C1 = 1 / 12;
const C1_LOW = 4.625929269271485e-18;
const C2 = 1 / 80;
const C2_LOW = -6.938893903907229e-19;
const C3 = 1 / 448;
const C4 = 1 / 2304;
const C5 = 1 / 11264;
const C6 = 1 / 53248;
const C7 = 1 / 245760;
const C8 = 1 / 1114112;
const C9 = 1 / 4980736;
const C10 = 1 / 22020096;
const C11 = 1 / 96468992;
const C12 = 1 / 419430400;
const C13 = 1 / 1811939328;
// The high words of 1 and of √½: between √½ and √2 the exponent is taken as 0.
const ONE = 0x3ff00000;
const ROOT_HALF = 0x3fe6a09e;

/** k such that 2⁻ᵏx lies between √½ and √2, for normal x > 0. */
export function binaryExponent(x: number): number {
  float64View[0] = x;
  return ((int32View[1] + (ONE - ROOT_HALF)) >> 20) - 1023;
}

/**
 * k ln 2 + 2 atanh(n/d) as a pair, which is ln x for n/d = (x − 2ᵏ)/(x + 2ᵏ): n/d is to be below 0.172 in
 * size. What the series leaves out is below 2⁻⁷⁰, and its first terms are summed as pairs to match.
 */
export function logarithmPair(k: number, n: number, nLow: number, d: number, dLow: number): number {
  const w = (2 * n) / d;
  const wLow = quotientRest(2 * n, 2 * nLow, d, dLow, w);
  const z = w * w;
  const zLow = productRest(w, w, z) + 2 * w * wLow;
  const far = C8 + z * (C9 + z * (C10 + z * (C11 + z * (C12 + z * C13))));
  const u = z * (C3 + z * (C4 + z * (C5 + z * (C6 + z * (C7 + z * far)))));
  const second = C2 + u;
  const secondLow = u - (second - C2) + C2_LOW;
  const v = z * second;
  const vLow = productRest(z, second, v) + (z * secondLow + zLow * second);
  const first = C1 + v;
  const firstLow = v - (first - C1) + (vLow + C1_LOW);
  const g = z * first;
  const gLow = productRest(z, first, g) + (z * firstLow + zLow * first);
  const h = w * g;
  const hLow = productRest(w, g, h) + (w * gLow + wLow * g);
  const base = k * LN2_HIGH;
  const some = base + w;
  const most = some + h;
  const lost = w - (some - base) + (h - (most - some));
  const rest = lost + (k * LN2_LOW + (wLow + hLow));
  const value = most + rest;
  lower[0] = rest - (value - most);
  return value;
}

/** ln x as a pair, for finite x > 0. */
export function lnPair(x: number): number {
  const subnormal = x < SMALLEST_NORMAL;
  const k = binaryExponent(subnormal ? x * TWO_54 : x);
  int32View[1] -= k << 20;
  const m = float64View[0];
  const d = m + 1;
  return logarithmPair(subnormal ? k - 54 : k, m - 1, 0, d, sumRest(m, 1, d));
}
