// Two lanes of src/math/exp.ts, which says why; a test compares the constants and the bits.
import { minusLn2High, ln2LowPart, evenTail, nearestLn2Multiple, oddTail, scaleByPowerOfTwo } from './exponential';
import { step } from './pairs';

const HIGHEST: f64 = 710;
const LOWEST: f64 = -746;

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // pmin and pmax keep their first operand where the comparison is false, so NaN passes through.
  const t = f64x2.pmax(f64x2.pmin(x, f64x2.splat(HIGHEST)), f64x2.splat(LOWEST));
  const k = nearestLn2Multiple(t);
  const high = minusLn2High(t, k);
  const low = ln2LowPart(k);
  const r = f64x2.sub(high, low);
  const q = f64x2.mul(r, r);
  const tail = f64x2.add(step(0.5, q, evenTail(q)), f64x2.mul(r, oddTail(q)));
  const rest = f64x2.sub(f64x2.mul(q, tail), low);
  const one = f64x2.splat(1);
  const sum = f64x2.add(one, high);
  const lost = f64x2.sub(high, f64x2.sub(sum, one));
  return scaleByPowerOfTwo(f64x2.add(sum, f64x2.add(lost, rest)), k);
}
