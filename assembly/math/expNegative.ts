// Two lanes of src/math/expNegative.ts, which says why; a test compares the constants and the bits.
import { minusLn2High, ln2LowPart, evenTail, nearestLn2Multiple, oddTail, scaleByPowerOfTwo } from './exponential';
import { leave, step } from './pairs';

const LOWEST: f64 = -746;

export function expNegative(x: v128): v128 {
  const one = f64x2.splat(1);
  const t = f64x2.pmax(x, f64x2.splat(LOWEST));
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = ln2LowPart(k);
  const r = f64x2.sub(high, low);
  const q = f64x2.mul(r, r);
  const sum = f64x2.add(one, high);
  const tail = f64x2.add(step(0.5, q, evenTail(q)), f64x2.mul(r, oddTail(q)));
  const lost = f64x2.sub(high, f64x2.sub(sum, one));
  const rest = f64x2.add(lost, f64x2.sub(f64x2.mul(q, tail), low));
  const value = f64x2.add(sum, rest);
  leave(scaleByPowerOfTwo(f64x2.sub(rest, f64x2.sub(value, sum)), k));
  return scaleByPowerOfTwo(value, k);
}
