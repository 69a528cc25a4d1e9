import { left } from './farQuarterTurns.js';
import { quarterTurns } from './quarterTurns.js';
import { cosineRest, sineRest } from './turn.js';

/** The cosine of x radians; NaN at ±∞. */
export function cos(x: number): number {
  const k = quarterTurns(Math.abs(x));
  const r = left[0];
  const c = 1 - 0.5 * (r * r);
  const y = k & 1 ? r + sineRest(r, left[1]) : c + cosineRest(r, left[1], c);
  return (k + 1) & 2 ? -y : y;
}
