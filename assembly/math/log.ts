// Two lanes of src/math/log.ts, which says why; a test compares the constants and the bits.
import { ln2LowPart } from './exponential';

const LN2_HIGH: f64 = 0.6931471803691238;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const TWO_54: f64 = 18014398509481984;
const C1: f64 = 2 / 3.0;
const C2: f64 = 2 / 5.0;
const C3: f64 = 2 / 7.0;
const C4: f64 = 2 / 9.0;
const C5: f64 = 2 / 11.0;
const C6: f64 = 2 / 13.0;
const C7: f64 = 2 / 15.0;
const C8: f64 = 2 / 17.0;
const C9: f64 = 2 / 19.0;
const C10: f64 = 2 / 21.0;
const ONE: i64 = 0x3ff00000;
const ROOT_HALF: i64 = 0x3fe6a09e;
// The bits of ROUND plus a whole number below 2⁵¹, read as a number, are ROUND plus that number.
const ROUND: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline
function step(c: f64, w: v128, rest: v128): v128 {
  return f64x2.add(f64x2.splat(c), f64x2.mul(w, rest));
}

// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const subnormal = f64x2.lt(x, f64x2.splat(SMALLEST_NORMAL));
  const scaled = v128.bitselect(f64x2.mul(x, f64x2.splat(TWO_54)), x, subnormal);
  const high = i64x2.add(scaled, i64x2.splat((ONE - ROOT_HALF) << 32));
  const down = v128.and(subnormal, i64x2.splat(54));
  const exponent = i64x2.sub(i64x2.sub(i64x2.shr_u(high, 52), i64x2.splat(1023)), down);
  const k = f64x2.sub(i64x2.add(exponent, f64x2.splat(ROUND)), f64x2.splat(ROUND));
  const mantissa = v128.and(high, i64x2.splat(0x000fffffffffffff));
  const f = f64x2.sub(i64x2.add(mantissa, i64x2.splat(ROOT_HALF << 32)), f64x2.splat(1));
  const finite = logarithmOf(k, f, ln2LowPart(k));
  const infinity = f64x2.splat(Infinity);
  const zero = f64x2.splat(0);
  const ends = v128.bitselect(f64x2.neg(infinity), finite, f64x2.eq(x, zero));
  const top = v128.bitselect(infinity, ends, f64x2.eq(x, infinity));
  return v128.bitselect(top, f64x2.splat(NaN), f64x2.ge(x, zero));
}

// @ts-ignore: decorator
@inline
export function logarithmOf(k: v128, f: v128, small: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const odd = f64x2.mul(z, step(C1, w, step(C3, w, step(C5, w, step(C7, w, f64x2.splat(C9))))));
  const even = f64x2.mul(w, step(C2, w, step(C4, w, step(C6, w, step(C8, w, f64x2.splat(C10))))));
  const square = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const tail = f64x2.mul(s, f64x2.add(square, f64x2.add(odd, even)));
  const low = f64x2.sub(f64x2.add(tail, small), square);
  return f64x2.add(f64x2.add(low, f), f64x2.mul(k, f64x2.splat(LN2_HIGH)));
}
