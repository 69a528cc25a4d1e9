// Two lanes of src/math/atan.ts, which says why; a test compares the constants and the bits.
import { arctangentPair } from './arctangentPair';
import { lower, signed } from './pairs';

const HIGHEST: f64 = 1e30;

export function atan(x: v128): v128 {
  const zero = f64x2.splat(0);
  const t = f64x2.pmin(f64x2.abs(x), f64x2.splat(HIGHEST));
  const y = arctangentPair(t, zero, f64x2.splat(1), zero);
  return signed(f64x2.add(y, lower), x);
}
