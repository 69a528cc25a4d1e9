// Two lanes of src/math/exponential.ts, which says why; a test compares the constants and the bits.
import { step } from './pairs';

const LOG2E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const ROUND: f64 = 6755399441055744;
const C3: f64 = 1 / 6.0;
const C4: f64 = 1 / 24.0;
const C5: f64 = 1 / 120.0;
const C6: f64 = 1 / 720.0;
const C7: f64 = 1 / 5040.0;
const C8: f64 = 1 / 40320.0;
const C9: f64 = 1 / 362880.0;
const C10: f64 = 1 / 3628800.0;
const C11: f64 = 1 / 39916800.0;
const C12: f64 = 1 / 479001600.0;
const C13: f64 = 1 / 6227020800.0;

/** Bits of a whole number below 2⁵¹ in size, and back: the last bits of ROUND plus it. */
// @ts-ignore: decorator
@inline
export function bitsOf(k: v128): v128 {
  return i64x2.sub(f64x2.add(k, f64x2.splat(ROUND)), f64x2.splat(ROUND));
}

// @ts-ignore: decorator
@inline
export function numberOf(bits: v128): v128 {
  return f64x2.sub(i64x2.add(bits, f64x2.splat(ROUND)), f64x2.splat(ROUND));
}

// @ts-ignore: decorator
@inline
export function nearestLn2Multiple(x: v128): v128 {
  return f64x2.sub(f64x2.add(f64x2.mul(x, f64x2.splat(LOG2E)), f64x2.splat(ROUND)), f64x2.splat(ROUND));
}

// @ts-ignore: decorator
@inline
export function minusLn2High(x: v128, k: v128): v128 {
  return f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
}

// @ts-ignore: decorator
@inline
export function ln2LowPart(k: v128): v128 {
  return f64x2.mul(k, f64x2.splat(LN2_LOW));
}

// @ts-ignore: decorator
@inline
export function evenTail(q: v128): v128 {
  return step(C4, q, step(C6, q, step(C8, q, step(C10, q, f64x2.splat(C12)))));
}

// @ts-ignore: decorator
@inline
export function oddTail(q: v128): v128 {
  return step(C3, q, step(C5, q, step(C7, q, step(C9, q, step(C11, q, f64x2.splat(C13))))));
}

/** What `exponentialPair` adds to 1 and the high part of r. */
// @ts-ignore: decorator
@inline
function exponentialRest(high: v128, low: v128): v128 {
  const one = f64x2.splat(1);
  const r = f64x2.sub(high, low);
  const q = f64x2.mul(r, r);
  const tail = f64x2.add(step(0.5, q, evenTail(q)), f64x2.mul(r, oddTail(q)));
  const lost = f64x2.sub(high, f64x2.sub(f64x2.add(one, high), one));
  return f64x2.add(lost, f64x2.sub(f64x2.mul(q, tail), low));
}

// @ts-ignore: decorator
@inline
export function exponentialPair(x: v128, left: v128, k: v128): v128 {
  const high = minusLn2High(x, k);
  const rest = exponentialRest(high, f64x2.sub(ln2LowPart(k), left));
  return f64x2.add(f64x2.add(f64x2.splat(1), high), rest);
}

/** The low part of the pair; what it has in common with the high part is computed once. */
// @ts-ignore: decorator
@inline
export function exponentialLow(x: v128, left: v128, k: v128): v128 {
  const high = minusLn2High(x, k);
  const rest = exponentialRest(high, f64x2.sub(ln2LowPart(k), left));
  const sum = f64x2.add(f64x2.splat(1), high);
  return f64x2.sub(rest, f64x2.sub(f64x2.add(sum, rest), sum));
}

// @ts-ignore: decorator
@inline
export function scaleByPowerOfTwo(y: v128, k: v128): v128 {
  const biased = i64x2.add(bitsOf(k), i64x2.splat(2046));
  const half = i64x2.shr_u(biased, 1);
  return f64x2.mul(f64x2.mul(y, i64x2.shl(half, 52)), i64x2.shl(i64x2.sub(biased, half), 52));
}

// @ts-ignore: decorator
@inline
export function twoTo(k: v128): v128 {
  return i64x2.shl(i64x2.add(bitsOf(k), i64x2.splat(1023)), 52);
}
