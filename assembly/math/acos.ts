// Two lanes of src/math/acos.ts, which says why; a test compares the constants and the bits.
import { arctangentPair } from './arctangentPair';
import { sqrtOneMinusSquare } from './sqrtOneMinusSquare';
import { lower } from './pairs';

const PI: f64 = 3.141592653589793;
const PI_LOW: f64 = 1.2246467991473532e-16;

export function acos(x: v128): v128 {
  const zero = f64x2.splat(0);
  const pi = f64x2.splat(PI);
  const size = f64x2.abs(x);
  const n = sqrtOneMinusSquare(size);
  const y = arctangentPair(n, lower, size, zero);
  const rest = f64x2.sub(pi, y);
  const lost = f64x2.sub(f64x2.sub(pi, rest), y);
  const other = f64x2.add(rest, f64x2.add(lost, f64x2.sub(f64x2.splat(PI_LOW), lower)));
  const total = v128.bitselect(other, f64x2.add(y, lower), f64x2.lt(x, zero));
  return v128.bitselect(total, f64x2.splat(NaN), f64x2.le(size, f64x2.splat(1)));
}
