// Two lanes of src/math/sech2.ts, which says why; a test compares the constants and the bits.
import { nearestLn2Multiple, scaleByPowerOfTwo, twoTo } from './exponential';
import { hyperbolicLow, hyperbolicPair } from './hyperbolicPair';

const HIGHEST: f64 = 748;
const FAR: f64 = 60;

export function sech2(x: v128): v128 {
  const two = f64x2.splat(2);
  const t = f64x2.pmin(f64x2.mul(two, f64x2.abs(x)), f64x2.splat(HIGHEST));
  const k = nearestLn2Multiple(t);
  const unit = twoTo(f64x2.neg(f64x2.pmin(f64x2.splat(FAR), k)));
  const share = f64x2.mul(unit, unit);
  const d = hyperbolicPair(t, k, share);
  const both = f64x2.mul(two, unit);
  const sum = f64x2.add(d, both);
  const rest = f64x2.add(f64x2.sub(both, f64x2.sub(sum, d)), hyperbolicLow(t, k, share));
  const y = f64x2.div(f64x2.splat(4), sum);
  const less = f64x2.mul(f64x2.mul(y, y), f64x2.mul(f64x2.splat(0.25), rest));
  return scaleByPowerOfTwo(f64x2.sub(y, less), f64x2.neg(k));
}
