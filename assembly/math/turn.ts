// Two lanes of src/math/turn.ts, which says why; a test compares the constants and the bits.
import { step } from './pairs';

const C3: f64 = -1 / 6.0;
const C4: f64 = 1 / 24.0;
const C5: f64 = 1 / 120.0;
const C6: f64 = -1 / 720.0;
const C7: f64 = -1 / 5040.0;
const C8: f64 = 1 / 40320.0;
const C9: f64 = 1 / 362880.0;
const C10: f64 = -1 / 3628800.0;
const C11: f64 = -1 / 39916800.0;
const C12: f64 = 1 / 479001600.0;
const C13: f64 = 1 / 6227020800.0;
const C14: f64 = -1 / 87178291200.0;
const C15: f64 = -1 / 1307674368000.0;
const C16: f64 = 1 / 20922789888000.0;
const C17: f64 = 1 / 355687428096000.0;
const C18: f64 = -1 / 6402373705728000.0;

// @ts-ignore: decorator
@inline
export function sineRest(r: v128, e: v128): v128 {
  const z = f64x2.mul(r, r);
  const far = step(C11, z, step(C13, z, step(C15, z, f64x2.splat(C17))));
  const odd = f64x2.mul(r, f64x2.mul(z, step(C3, z, step(C5, z, step(C7, z, step(C9, z, far))))));
  return f64x2.add(odd, f64x2.mul(e, f64x2.sub(f64x2.splat(1), f64x2.mul(f64x2.splat(0.5), z))));
}

// @ts-ignore: decorator
@inline
export function cosineRest(r: v128, e: v128, c: v128): v128 {
  const z = f64x2.mul(r, r);
  const far = step(C12, z, step(C14, z, step(C16, z, f64x2.splat(C18))));
  const even = f64x2.mul(z, f64x2.mul(z, step(C4, z, step(C6, z, step(C8, z, step(C10, z, far))))));
  const lost = f64x2.sub(f64x2.sub(f64x2.splat(1), c), f64x2.mul(f64x2.splat(0.5), z));
  return f64x2.add(lost, f64x2.sub(even, f64x2.mul(r, e)));
}

/** Mask of all bits where the last bit of k is 1. */
// @ts-ignore: decorator
@inline
export function odd(k: v128): v128 {
  return i64x2.shr_s(i64x2.shl(k, 63), 63);
}
