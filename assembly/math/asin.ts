// Two lanes of src/math/asin.ts, which says why; a test compares the constants and the bits.
import { arctangentPair } from './arctangentPair';
import { sqrtOneMinusSquare } from './sqrtOneMinusSquare';
import { lower, signed } from './pairs';

export function asin(x: v128): v128 {
  const size = f64x2.abs(x);
  const d = sqrtOneMinusSquare(size);
  const y = arctangentPair(size, f64x2.splat(0), d, lower);
  const total = f64x2.add(y, lower);
  return v128.bitselect(signed(total, x), f64x2.splat(NaN), f64x2.le(size, f64x2.splat(1)));
}
