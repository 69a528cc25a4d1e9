// Two lanes of src/math/log1p.ts, which says why; a test compares the bits.
import { ln2LowPart, bitsOf } from './exponential';
import { logarithmOf } from './log';
import { binaryExponent } from './logarithmPair';

// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const infinity = f64x2.splat(Infinity);
  const u = f64x2.add(one, x);
  const k = binaryExponent(u);
  const near = f64x2.eq(k, zero);
  const m = i64x2.sub(u, i64x2.shl(bitsOf(k), 52));
  const fromX = f64x2.sub(x, f64x2.sub(u, one));
  const fromOne = f64x2.sub(one, f64x2.sub(u, x));
  const lost = f64x2.div(v128.bitselect(fromX, fromOne, f64x2.lt(x, one)), u);
  const f = v128.bitselect(x, f64x2.sub(m, one), near);
  const y = logarithmOf(k, f, v128.andnot(f64x2.add(ln2LowPart(k), lost), near));
  const ends = v128.bitselect(f64x2.neg(infinity), y, f64x2.eq(u, zero));
  const inside = v128.and(f64x2.ge(u, zero), f64x2.lt(u, infinity));
  const top = v128.bitselect(u, f64x2.splat(NaN), f64x2.eq(u, infinity));
  return v128.bitselect(x, v128.bitselect(ends, top, inside), f64x2.eq(u, one));
}
