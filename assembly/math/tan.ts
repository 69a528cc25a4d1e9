// Two lanes of src/math/tan.ts, which says why; a test compares the constants and the bits.
import { productRest, quotientRest } from './pairs';
import { left, leftLow, quarterTurns } from './quarterTurns';
import { cosineRest, odd, sineRest } from './turn';

export function tan(x: v128): v128 {
  const k = quarterTurns(f64x2.abs(x));
  const r = left;
  const half = f64x2.splat(0.5);
  const z = f64x2.mul(r, r);
  const c = f64x2.sub(f64x2.splat(1), f64x2.mul(half, z));
  const across = sineRest(r, leftLow);
  const along = f64x2.sub(cosineRest(r, leftLow, c), f64x2.mul(half, productRest(r, r, z)));
  const sine = f64x2.add(r, across);
  const cosine = f64x2.add(c, along);
  const sineLow = f64x2.sub(across, f64x2.sub(sine, r));
  const cosineLow = f64x2.sub(along, f64x2.sub(cosine, c));
  const swap = odd(k);
  const n = v128.bitselect(cosine, sine, swap);
  const d = v128.bitselect(sine, cosine, swap);
  const nLow = v128.bitselect(cosineLow, sineLow, swap);
  const dLow = v128.bitselect(sineLow, cosineLow, swap);
  const q = f64x2.div(n, d);
  const y = f64x2.add(q, quotientRest(n, nLow, d, dLow, q));
  return v128.xor(y, v128.and(v128.xor(x, swap), f64x2.splat(-0.0)));
}
