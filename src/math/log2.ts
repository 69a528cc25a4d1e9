import { lnPair } from './logarithmPair.js';
import { lower, productRest } from './pairs.js';

// 1/ln 2 in two parts.
const FACTOR = 1.4426950408889634;
const FACTOR_LOW = 2.0355273740931033e-17;

/** log₂ x: NaN below 0, −∞ at 0. Both factors are pairs, so that whole results come out whole. */
export function log2(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const ln = lnPair(x);
  const p = ln * FACTOR;
  return p + (productRest(ln, FACTOR, p) + (ln * FACTOR_LOW + lower[0] * FACTOR));
}
