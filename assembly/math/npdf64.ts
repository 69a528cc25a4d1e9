// Two lanes of src/math/npdf64.ts, which says why; a test compares the constants and the bits.
import { exponentialLow, exponentialPair, nearestLn2Multiple, scaleByPowerOfTwo } from './exponential';
import { productRest } from './pairs';

const HIGHEST: f64 = 40;
const TOP: f64 = 0.3989422804014327;
const TOP_LOW: f64 = -2.49232720227773e-17;

export function npdf64(x: v128): v128 {
  const top = f64x2.splat(TOP);
  const s = f64x2.pmin(f64x2.abs(x), f64x2.splat(HIGHEST));
  const square = f64x2.mul(s, s);
  const power = f64x2.mul(f64x2.splat(-0.5), square);
  const k = nearestLn2Multiple(power);
  const left = f64x2.mul(f64x2.splat(-0.5), productRest(s, s, square));
  const e = exponentialPair(power, left, k), eLow = exponentialLow(power, left, k);
  const y = f64x2.mul(e, top);
  const beside = f64x2.add(f64x2.mul(e, f64x2.splat(TOP_LOW)), f64x2.mul(eLow, top));
  return scaleByPowerOfTwo(f64x2.add(y, f64x2.add(productRest(e, top, y), beside)), f64x2.add(k, f64x2.splat(64)));
}
