import { left } from './farQuarterTurns.js';
import { quarterTurns } from './quarterTurns.js';
import { cosineRest, sineRest } from './turn.js';

/** The sine of x radians; NaN at ±∞. */
export function sin(x: number): number {
  if (x === 0) return x;
  const k = quarterTurns(Math.abs(x));
  const r = left[0];
  const c = 1 - 0.5 * (r * r);
  const y = k & 1 ? c + cosineRest(r, left[1], c) : r + sineRest(r, left[1]);
  return x < 0 !== (k & 2) > 0 ? -y : y;
}
