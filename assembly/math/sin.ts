// Two lanes of src/math/sin.ts, which says why; a test compares the constants and the bits.
import { left, leftLow, quarterTurns } from './quarterTurns';
import { cosineRest, odd, sineRest } from './turn';

export function sin(x: v128): v128 {
  const k = quarterTurns(f64x2.abs(x));
  const r = left;
  const c = f64x2.sub(f64x2.splat(1), f64x2.mul(f64x2.splat(0.5), f64x2.mul(r, r)));
  const sine = f64x2.add(r, sineRest(r, leftLow));
  const cosine = f64x2.add(c, cosineRest(r, leftLow, c));
  const y = v128.bitselect(cosine, sine, odd(k));
  const sign = v128.xor(x, i64x2.shl(k, 62));
  return v128.xor(y, v128.and(sign, f64x2.splat(-0.0)));
}
