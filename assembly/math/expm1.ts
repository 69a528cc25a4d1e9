// Two lanes of src/math/expm1.ts, which says why; a test compares the constants and the bits.
import { minusLn2High, ln2LowPart, evenTail, nearestLn2Multiple, oddTail, scaleByPowerOfTwo, twoTo } from './exponential';
import { sumRest } from './pairs';

const HIGHEST: f64 = 710;
const LOWEST: f64 = -40;
const FAR: f64 = 60;

export function expm1(x: v128): v128 {
  const t = f64x2.pmax(f64x2.pmin(x, f64x2.splat(HIGHEST)), f64x2.splat(LOWEST));
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = ln2LowPart(k);
  const r = f64x2.sub(high, low);
  const q = f64x2.mul(r, r);
  const one = f64x2.splat(1);
  const share = twoTo(f64x2.neg(f64x2.pmin(f64x2.splat(FAR), k)));
  const start = f64x2.sub(one, share);
  const sum = f64x2.add(start, high);
  const half = f64x2.mul(f64x2.splat(0.5), q);
  const total = f64x2.add(sum, half);
  const lostSums = f64x2.add(f64x2.sub(high, f64x2.sub(sum, start)), f64x2.sub(half, f64x2.sub(total, sum)));
  const lost = f64x2.add(sumRest(one, f64x2.neg(share), start), lostSums);
  const tail = f64x2.add(f64x2.mul(q, evenTail(q)), f64x2.mul(r, oddTail(q)));
  const gone = f64x2.mul(r, f64x2.sub(f64x2.sub(high, r), low));
  const rest = f64x2.add(f64x2.mul(q, tail), f64x2.sub(gone, low));
  const y = scaleByPowerOfTwo(f64x2.add(total, f64x2.add(lost, rest)), k);
  return v128.bitselect(x, y, f64x2.eq(x, f64x2.splat(0)));
}
