import { left } from './farQuarterTurns.js';
import { productRest, quotientRest } from './pairs.js';
import { quarterTurns } from './quarterTurns.js';
import { cosineRest, sineRest } from './turn.js';

/** The tangent of x radians; NaN at ±∞. Sine and cosine are divided as pairs, so r² is one too. */
export function tan(x: number): number {
  if (x === 0) return x;
  const k = quarterTurns(Math.abs(x));
  const r = left[0];
  const z = r * r;
  const c = 1 - 0.5 * z;
  const across = sineRest(r, left[1]);
  const along = cosineRest(r, left[1], c) - 0.5 * productRest(r, r, z);
  const sine = r + across;
  const cosine = c + along;
  const sineLow = across - (sine - r);
  const cosineLow = along - (cosine - c);
  const odd = k & 1;
  const n = odd ? cosine : sine;
  const d = odd ? sine : cosine;
  const q = n / d;
  const y = q + quotientRest(n, odd ? cosineLow : sineLow, d, odd ? sineLow : cosineLow, q);
  return x < 0 !== odd > 0 ? -y : y;
}
