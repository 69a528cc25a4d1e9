// Two lanes of src/math/cbrt.ts, which says why; a test compares the constants and the bits.
import { numberOf, twoTo } from './exponential';
import { productRest, signed, step } from './pairs';

const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const TWO_54: f64 = 18014398509481984;
const A0: f64 = 0.6215132210661001;
const A1: f64 = 0.43944236100531975;
const A2: f64 = -0.06031955824671246;
const ROOT_2: f64 = 1.2599210498948732;
const ROOT_4: f64 = 1.5874010519681994;
const SPLIT: f64 = 134217729;

export function cbrt(x: v128): v128 {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const size = f64x2.abs(x);
  const subnormal = f64x2.lt(size, f64x2.splat(SMALLEST_NORMAL));
  const scaled = v128.bitselect(f64x2.mul(size, f64x2.splat(TWO_54)), size, subnormal);
  const bits = i64x2.sub(i64x2.shr_u(scaled, 52), i64x2.splat(1023));
  const e = numberOf(bits);
  const q = f64x2.floor(f64x2.div(e, f64x2.splat(3)));
  const j = f64x2.sub(e, f64x2.mul(f64x2.splat(3), q));
  const m = i64x2.sub(scaled, i64x2.shl(bits, 52));
  const whole = f64x2.eq(j, f64x2.splat(0));
  const single = f64x2.eq(j, one);
  const times = v128.bitselect(one, v128.bitselect(two, f64x2.splat(4), single), whole);
  const root = v128.bitselect(f64x2.splat(ROOT_2), f64x2.splat(ROOT_4), single);
  const w = f64x2.mul(m, times);
  const guess = f64x2.mul(step(A0, m, step(A1, m, f64x2.splat(A2))), v128.bitselect(one, root, whole));
  const cube = f64x2.mul(f64x2.mul(guess, guess), guess);
  const slope = f64x2.add(f64x2.mul(two, cube), w);
  const better = f64x2.add(guess, f64x2.div(f64x2.mul(guess, f64x2.sub(w, cube)), slope));
  const u = f64x2.mul(f64x2.splat(SPLIT), better);
  const t = f64x2.sub(u, f64x2.sub(u, better));
  const square = f64x2.mul(t, t);
  const p = f64x2.mul(square, t);
  const residual = f64x2.sub(f64x2.sub(w, p), productRest(square, t, p));
  const change = f64x2.div(f64x2.mul(t, residual), f64x2.add(f64x2.mul(two, p), w));
  const y = f64x2.mul(f64x2.add(t, change), twoTo(f64x2.sub(q, v128.and(subnormal, f64x2.splat(18)))));
  const inner = v128.and(f64x2.gt(size, f64x2.splat(0)), f64x2.lt(size, f64x2.splat(Infinity)));
  return v128.bitselect(signed(y, x), x, inner);
}
