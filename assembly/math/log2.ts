// Two lanes of src/math/log2.ts, which says why; a test compares the constants and the bits.
import { lnPair } from './logarithmPair';
import { lower, productRest } from './pairs';

const FACTOR: f64 = 1.4426950408889634;
const FACTOR_LOW: f64 = 2.0355273740931033e-17;

export function log2(x: v128): v128 {
  const zero = f64x2.splat(0);
  const infinity = f64x2.splat(Infinity);
  const factor = f64x2.splat(FACTOR);
  const ln = lnPair(x);
  const p = f64x2.mul(ln, factor);
  const rest = f64x2.add(f64x2.mul(ln, f64x2.splat(FACTOR_LOW)), f64x2.mul(lower, factor));
  const finite = f64x2.add(p, f64x2.add(productRest(ln, factor, p), rest));
  const ends = v128.bitselect(f64x2.neg(infinity), finite, f64x2.eq(x, zero));
  const top = v128.bitselect(infinity, ends, f64x2.eq(x, infinity));
  return v128.bitselect(top, f64x2.splat(NaN), f64x2.ge(x, zero));
}
