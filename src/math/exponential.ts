import { lower } from './pairs.js';
import { float64View, int32View } from './words.js';

// Parts of eˣ = 2ᵏ eʳ, x = k ln 2 + r with |r| ≤ ln 2 / 2, for the functions made of exponentials.

const LOG2E = 1.4426950408889634;
// ln 2 in two parts; the first has 32 significant bits, so that k·LN2_HIGH is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
// 1.5·2⁵²: adding it and taking it away rounds to the nearest whole number, ties to even.
const ROUND = 6755399441055744;
// 1/k!
const C3 = 1 / 6;
const C4 = 1 / 24;
const C5 = 1 / 120;
const C6 = 1 / 720;
const C7 = 1 / 5040;
const C8 = 1 / 40320;
const C9 = 1 / 362880;
const C10 = 1 / 3628800;
const C11 = 1 / 39916800;
const C12 = 1 / 479001600;
const C13 = 1 / 6227020800;

/** k, the whole number nearest x/ln 2. */
export function nearestLn2Multiple(x: number): number {
  return x * LOG2E + ROUND - ROUND;
}

/** x − k·LN2_HIGH, exactly: r is this less `ln2LowPart`. */
export function minusLn2High(x: number, k: number): number {
  return x - k * LN2_HIGH;
}

/** k times the rest of ln 2. */
export function ln2LowPart(k: number): number {
  return k * LN2_LOW;
}

/** (cosh r − 1 − q/2)/q² and (sinh r − r)/(qr) of q = r²: Taylor, whose next terms are below 2⁻⁵⁷. */
export function evenTail(q: number): number {
  return C4 + q * (C6 + q * (C8 + q * (C10 + q * C12)));
}

export function oddTail(q: number): number {
  return C3 + q * (C5 + q * (C7 + q * (C9 + q * (C11 + q * C13))));
}

/** 2⁻ᵏe^(x + left) as a pair, for the k octaves of x. */
export function exponentialPair(x: number, left: number, k: number): number {
  const high = minusLn2High(x, k);
  const low = ln2LowPart(k) - left;
  const r = high - low;
  const q = r * r;
  const sum = 1 + high;
  const rest = high - (sum - 1) + (q * (0.5 + q * evenTail(q) + r * oddTail(q)) - low);
  const value = sum + rest;
  lower[0] = rest - (value - sum);
  return value;
}

/** 2ᵏy in two halves, because k reaches 1026 and results reach below the normal range. */
export function scaleByPowerOfTwo(y: number, k: number): number {
  const biased = k + 2046;
  const half = biased >> 1;
  return y * biasedPowerOfTwo(half) * biasedPowerOfTwo(biased - half);
}

/** 2ᵏ for whole k from −1022 to 1023. */
export function twoTo(k: number): number {
  return biasedPowerOfTwo(k + 1023);
}

function biasedPowerOfTwo(biased: number): number {
  int32View[0] = 0;
  int32View[1] = biased << 20;
  return float64View[0];
}
