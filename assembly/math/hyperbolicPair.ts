// Two lanes of src/math/hyperbolicPair.ts, which says why; a test compares the constants and the bits.
import { minusLn2High, ln2LowPart, evenTail, oddTail } from './exponential';
import { step } from './pairs';

/** The sum of the large terms. */
// @ts-ignore: decorator
@inline
function most(high: v128, share: v128): v128 {
  return f64x2.sub(f64x2.add(f64x2.add(f64x2.splat(1), share), high), f64x2.mul(share, high));
}

/** The small terms, and what `most` loses. */
// @ts-ignore: decorator
@inline
function least(high: v128, low: v128, share: v128): v128 {
  const one = f64x2.splat(1);
  const r = f64x2.sub(high, low);
  const q = f64x2.mul(r, r);
  const start = f64x2.add(one, share);
  const sum = f64x2.add(start, high);
  const other = f64x2.mul(share, high);
  const total = most(high, share);
  const lostSums = f64x2.sub(f64x2.sub(high, f64x2.sub(sum, start)), f64x2.add(f64x2.sub(total, sum), other));
  const lost = f64x2.add(f64x2.sub(share, f64x2.sub(start, one)), lostSums);
  const even = f64x2.mul(start, f64x2.mul(q, step(0.5, q, evenTail(q))));
  const odd = f64x2.sub(f64x2.mul(f64x2.mul(r, q), oddTail(q)), low);
  return f64x2.add(lost, f64x2.add(even, f64x2.mul(f64x2.sub(one, share), odd)));
}

// @ts-ignore: decorator
@inline
export function hyperbolicPair(x: v128, k: v128, share: v128): v128 {
  const high = minusLn2High(x, k);
  return f64x2.add(most(high, share), least(high, ln2LowPart(k), share));
}

/** The low part of the pair; what it has in common with the high part is computed once. */
// @ts-ignore: decorator
@inline
export function hyperbolicLow(x: v128, k: v128, share: v128): v128 {
  const high = minusLn2High(x, k);
  const total = most(high, share), rest = least(high, ln2LowPart(k), share);
  return f64x2.sub(rest, f64x2.sub(f64x2.add(total, rest), total));
}
