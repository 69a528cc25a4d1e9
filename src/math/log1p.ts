import { ln2LowPart } from './exponential.js';
import { log, logarithmOf } from './log.js';
import { binaryExponent } from './logarithmPair.js';
import { float64View, int32View } from './words.js';

/**
 * ln(1 + x): NaN below −1, −∞ at −1. Where 1 + x is between √½ and √2 the series takes x itself; elsewhere what
 * 1 + x loses in rounding is put back, divided by 1 + x.
 */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  if (!(u > 0 && u < Infinity)) return log(u);
  const k = binaryExponent(u);
  if (k === 0) return logarithmOf(0, x, 0);
  int32View[1] -= k << 20;
  const lost = x < 1 ? x - (u - 1) : 1 - (u - x);
  return logarithmOf(k, float64View[0] - 1, ln2LowPart(k) + lost / u);
}
