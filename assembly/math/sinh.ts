// Two lanes of src/math/sinh.ts, which says why; a test compares the constants and the bits.
import { nearestLn2Multiple, scaleByPowerOfTwo, twoTo } from './exponential';
import { hyperbolicPair } from './hyperbolicPair';
import { signed } from './pairs';

const HIGHEST: f64 = 711;
const FAR: f64 = 60;

export function sinh(x: v128): v128 {
  const t = f64x2.pmin(f64x2.abs(x), f64x2.splat(HIGHEST));
  const k = nearestLn2Multiple(t);
  const share = twoTo(f64x2.mul(f64x2.splat(-2), f64x2.pmin(f64x2.splat(FAR), k)));
  const y = scaleByPowerOfTwo(hyperbolicPair(t, k, f64x2.neg(share)), f64x2.sub(k, f64x2.splat(1)));
  return signed(y, x);
}
