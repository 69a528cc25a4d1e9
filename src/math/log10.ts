import { lnPair } from './logarithmPair.js';
import { lower, productRest } from './pairs.js';

// 1/ln 10 in two parts.
const FACTOR = 0.4342944819032518;
const FACTOR_LOW = 1.098319650216765e-17;

/** log₁₀ x: NaN below 0, −∞ at 0. Both factors are pairs, so that whole results come out whole. */
export function log10(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const ln = lnPair(x);
  const p = ln * FACTOR;
  return p + (productRest(ln, FACTOR, p) + (ln * FACTOR_LOW + lower[0] * FACTOR));
}
