import { log } from './log.js';

const TWO_53 = 9007199254740992;

/** ln(1 + x): NaN below −1, −∞ at −1. What 1 + x loses in rounding is put back, divided by 1 + x. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  if (!(u > 0) || x >= TWO_53) return log(u);
  const lost = x < 1 ? x - (u - 1) : 1 - (u - x);
  return log(u) + lost / u;
}
