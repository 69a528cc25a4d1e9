// Two lanes of src/math/log1p.ts, which says why; a test compares the constants and the bits.
import { log } from './log';

const TWO_53: f64 = 9007199254740992;

// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const one = f64x2.splat(1);
  const u = f64x2.add(one, x);
  const fromX = f64x2.sub(x, f64x2.sub(u, one));
  const fromOne = f64x2.sub(one, f64x2.sub(u, x));
  const lost = v128.bitselect(fromX, fromOne, f64x2.lt(x, one));
  const ln = log(u);
  const inside = v128.and(f64x2.gt(u, f64x2.splat(0)), f64x2.lt(x, f64x2.splat(TWO_53)));
  const full = v128.bitselect(f64x2.add(ln, f64x2.div(lost, u)), ln, inside);
  return v128.bitselect(x, full, f64x2.eq(u, one));
}
