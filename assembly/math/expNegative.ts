// Two lanes of src/math/expNegative.ts, which says why; a test compares the constants and the bits.
import { exponentialLow, exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential';

const LOWEST: f64 = -746;

// @ts-ignore: decorator
@inline
export function expNegative(x: v128): v128 {
  const t = f64x2.pmax(x, f64x2.splat(LOWEST));
  const k = nearestLn2Multiple(t);
  return scaleByPowerOfTwo(exponentialPair(t, f64x2.splat(0), k), k);
}

// @ts-ignore: decorator
@inline
export function expNegativeLow(x: v128): v128 {
  const t = f64x2.pmax(x, f64x2.splat(LOWEST));
  const k = nearestLn2Multiple(t);
  return scaleByPowerOfTwo(exponentialLow(t, f64x2.splat(0), k), k);
}
