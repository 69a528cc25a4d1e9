// Two lanes of src/math/ndtr64.ts, which says why; a test compares the constants and the bits.
import { erfcFar, erfcNear, isNear } from './erfcParts';
import { exponentialLow, exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential';
import { productRest } from './pairs';

const HIGHEST: f64 = 40;
const ROOT: f64 = 0.7071067811865476;
const ROOT_LOW: f64 = -4.833646656726457e-17;
const UNIT: f64 = 1.8446744073709552e19;

export function ndtr64(x: v128): v128 {
  const root = f64x2.splat(ROOT);
  const s = f64x2.pmin(f64x2.abs(x), f64x2.splat(HIGHEST));
  const t = f64x2.mul(s, root);
  const tLow = f64x2.add(productRest(s, root, t), f64x2.mul(s, f64x2.splat(ROOT_LOW)));
  const negative = f64x2.lt(x, f64x2.splat(0));
  const sign = v128.andnot(f64x2.splat(-0.0), negative);
  const near = f64x2.mul(f64x2.splat(0.5 * UNIT), erfcNear(v128.xor(t, sign), v128.xor(tLow, sign)));
  const square = f64x2.mul(s, s);
  const power = f64x2.mul(f64x2.splat(-0.5), square);
  const k = nearestLn2Multiple(power);
  const left = f64x2.mul(f64x2.splat(-0.5), productRest(s, s, square));
  const e = exponentialPair(power, left, k);
  const y = scaleByPowerOfTwo(erfcFar(t, tLow, e, exponentialLow(power, left, k)), f64x2.add(k, f64x2.splat(63)));
  const far = v128.bitselect(y, f64x2.sub(f64x2.splat(UNIT), y), negative);
  return v128.bitselect(near, far, isNear(t));
}
