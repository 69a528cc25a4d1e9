import { farQuarterTurns, left } from './farQuarterTurns.js';
import { sumRest } from './pairs.js';

const TWO_OVER_PI = 0.6366197723675814;
const ROUND = 6755399441055744;
// π/2 in four parts; the first three have 33 bits, so that their products with k < 2²⁰ are exact.
const P1 = 1.5707963267341256;
const P2 = 6.077100506303966e-11;
const P3 = 2.0222662487111665e-21;
const P4 = 8.4784276603689e-32;
const NEAR = 1e6;

/** Quarter turns in x ≥ 0, of which only the last two bits matter; the remainder of x goes to `left`. */
export function quarterTurns(x: number): number {
  if (!(x <= NEAR)) return farQuarterTurns(x);
  const k = x * TWO_OVER_PI + ROUND - ROUND;
  const a = x - k * P1;
  const b = k * P2;
  const c = k * P3;
  const some = a - b;
  const most = some - c;
  const rest = sumRest(a, -b, some) + sumRest(some, -c, most) - k * P4;
  const high = most + rest;
  left[0] = high;
  left[1] = rest - (high - most);
  return k;
}
