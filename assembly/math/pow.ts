// Two lanes of src/math/pow.ts, which says why; a test compares the constants and the bits.
import { minusLn2High, ln2LowPart, evenTail, nearestLn2Multiple, oddTail, scaleByPowerOfTwo } from './exponential';
import { lnPair } from './logarithmPair';
import { lower, productRest, step } from './pairs';

const HIGHEST: f64 = 710;
const LOWEST: f64 = -746;
const FAR: f64 = 1e20;

export function pow(x: v128, y: v128): v128 {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const infinity = f64x2.splat(Infinity);
  const size = f64x2.abs(x);
  const whole = f64x2.eq(f64x2.floor(y), y);
  const power = f64x2.pmax(f64x2.pmin(y, f64x2.splat(FAR)), f64x2.splat(-FAR));
  const inner = v128.and(f64x2.gt(size, zero), f64x2.lt(size, infinity));
  const ends = v128.bitselect(f64x2.neg(infinity), size, f64x2.eq(size, zero));
  const ln = v128.bitselect(lnPair(size), ends, inner);
  const product = f64x2.mul(power, ln);
  const t = f64x2.pmax(f64x2.pmin(product, f64x2.splat(HIGHEST)), f64x2.splat(LOWEST));
  const lost = f64x2.add(productRest(power, ln, product), f64x2.mul(power, lower));
  const left = v128.and(lost, f64x2.eq(t, product));
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = f64x2.sub(ln2LowPart(k), left);
  const r = f64x2.sub(high, low);
  const q = f64x2.mul(r, r);
  const tail = f64x2.add(step(0.5, q, evenTail(q)), f64x2.mul(r, oddTail(q)));
  const rest = f64x2.sub(f64x2.mul(q, tail), low);
  const sum = f64x2.add(one, high);
  const gone = f64x2.sub(high, f64x2.sub(sum, one));
  const result = scaleByPowerOfTwo(f64x2.add(sum, f64x2.add(gone, rest)), k);
  const half = f64x2.mul(f64x2.splat(0.5), y);
  const odd = v128.and(whole, f64x2.ne(f64x2.floor(half), half));
  const turned = v128.xor(result, v128.and(v128.and(x, f64x2.splat(-0.0)), odd));
  const negative = v128.and(f64x2.lt(x, zero), f64x2.lt(size, infinity));
  const real = v128.bitselect(f64x2.splat(NaN), turned, v128.andnot(negative, whole));
  return v128.bitselect(one, real, v128.or(f64x2.eq(y, zero), f64x2.eq(x, one)));
}
