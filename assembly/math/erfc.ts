// Two lanes of src/math/erfc.ts, which says why; a test compares the constants and the bits.
import { erfcFar, erfcNear, isNear } from './erfcParts';
import { exponentialLow, exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential';
import { productRest } from './pairs';

const HIGHEST: f64 = 28;

export function erfc(x: v128): v128 {
  const zero = f64x2.splat(0);
  const size = f64x2.abs(x);
  const t = f64x2.pmin(size, f64x2.splat(HIGHEST));
  const square = f64x2.mul(t, t);
  const power = f64x2.neg(square), left = f64x2.neg(productRest(t, t, square));
  const k = nearestLn2Multiple(power);
  const e = exponentialPair(power, left, k);
  const y = scaleByPowerOfTwo(erfcFar(t, zero, e, exponentialLow(power, left, k)), k);
  const far = v128.bitselect(f64x2.sub(f64x2.splat(2), y), y, f64x2.lt(x, zero));
  return v128.bitselect(erfcNear(x, zero), far, isNear(size));
}
