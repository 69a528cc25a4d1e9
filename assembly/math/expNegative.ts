// Two lanes of src/math/expNegative.ts, which says why; a test compares the constants and the bits.
import { exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential';
import { leave, lower } from './pairs';

const LOWEST: f64 = -746;

export function expNegative(x: v128): v128 {
  const t = f64x2.pmax(x, f64x2.splat(LOWEST));
  const k = nearestLn2Multiple(t);
  const value = exponentialPair(t, f64x2.splat(0), k);
  leave(scaleByPowerOfTwo(lower, k));
  return scaleByPowerOfTwo(value, k);
}
