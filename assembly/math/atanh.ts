// Two lanes of src/math/atanh.ts, which says why; a test compares the constants and the bits.
import { twoTo } from './exponential';
import { logarithmPair, binaryExponent } from './logarithmPair';
import { signed, sumRest } from './pairs';

export function atanh(x: v128): v128 {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const size = f64x2.abs(x);
  const up = f64x2.add(one, size);
  const down = f64x2.sub(one, size);
  const k = binaryExponent(f64x2.div(up, down));
  const near = f64x2.eq(k, f64x2.splat(0));
  const p = twoTo(k);
  const part = f64x2.mul(p, down);
  const upLow = sumRest(one, size, up);
  const partLow = f64x2.mul(p, sumRest(one, f64x2.neg(size), down));
  const n = v128.bitselect(f64x2.mul(two, size), f64x2.sub(up, part), near);
  const d = v128.bitselect(two, f64x2.add(up, part), near);
  const nLow = v128.andnot(f64x2.add(sumRest(up, f64x2.neg(part), n), f64x2.sub(upLow, partLow)), near);
  const dLow = v128.andnot(f64x2.add(sumRest(up, part, d), f64x2.add(upLow, partLow)), near);
  const y = f64x2.mul(f64x2.splat(0.5), logarithmPair(k, n, nLow, d, dLow));
  const ends = v128.bitselect(f64x2.splat(Infinity), y, f64x2.eq(size, one));
  return v128.bitselect(signed(ends, x), f64x2.splat(NaN), f64x2.le(size, one));
}
