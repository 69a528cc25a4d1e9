import { whole, words } from './words.js';

const LOG2E = 1.4426950408889634;
// ln 2 in two parts; the first has 32 significant bits, so that k·LN2_HIGH is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
// 1.5·2⁵²: adding it and taking it away rounds to the nearest whole number, ties to even.
const ROUND = 6755399441055744;
const HIGHEST = 710;
const LOWEST = -746;
// 1/k!
const C2 = 1 / 2;
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

/**
 * eˣ. x = k ln 2 + r with |r| ≤ ln 2 / 2; eʳ is its Taylor polynomial, whose next term is below
 * 2⁻⁵⁷; 2ᵏ is applied in two halves, because k reaches 1024 and results reach below the normal range.
 */
export function exp(x: number): number {
  // Beyond these bounds the result is ∞ or 0, which the last two products give by themselves.
  const t = x > HIGHEST ? HIGHEST : x < LOWEST ? LOWEST : x;
  const k = t * LOG2E + ROUND - ROUND;
  const high = t - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const q = r * r;
  const even = C2 + q * (C4 + q * (C6 + q * (C8 + q * (C10 + q * C12))));
  const odd = C3 + q * (C5 + q * (C7 + q * (C9 + q * (C11 + q * C13))));
  const rest = q * (even + r * odd) - low;
  // 1 + high rounds; what it lost goes to the small terms, which keeps the error near half an ulp.
  const sum = 1 + high;
  const lost = high - (sum - 1);
  const biased = k + 2046;
  const half = biased >> 1;
  return (sum + (lost + rest)) * powerOfTwo(half) * powerOfTwo(biased - half);
}

function powerOfTwo(biased: number): number {
  words[0] = 0;
  words[1] = biased << 20;
  return whole[0];
}
