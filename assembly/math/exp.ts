// Two lanes of src/math/exp.ts, which says why; a test compares the constants and the bits.
const LOG2E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const ROUND: f64 = 6755399441055744;
const HIGHEST: f64 = 710;
const LOWEST: f64 = -746;
const C2: f64 = 1 / 2.0;
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

// @ts-ignore: decorator
@inline
function step(c: f64, q: v128, rest: v128): v128 {
  return f64x2.add(f64x2.splat(c), f64x2.mul(q, rest));
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // pmin and pmax keep their first operand where the comparison is false, so NaN passes through.
  const t = f64x2.pmax(f64x2.pmin(x, f64x2.splat(HIGHEST)), f64x2.splat(LOWEST));
  const shifted = f64x2.add(f64x2.mul(t, f64x2.splat(LOG2E)), f64x2.splat(ROUND));
  const k = f64x2.sub(shifted, f64x2.splat(ROUND));
  const high = f64x2.sub(t, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
  const low = f64x2.mul(k, f64x2.splat(LN2_LOW));
  const r = f64x2.sub(high, low);
  const q = f64x2.mul(r, r);
  const even = step(C2, q, step(C4, q, step(C6, q, step(C8, q, step(C10, q, f64x2.splat(C12))))));
  const odd = step(C3, q, step(C5, q, step(C7, q, step(C9, q, step(C11, q, f64x2.splat(C13))))));
  const rest = f64x2.sub(f64x2.mul(q, f64x2.add(even, f64x2.mul(r, odd))), low);
  const one = f64x2.splat(1);
  const sum = f64x2.add(one, high);
  const lost = f64x2.sub(high, f64x2.sub(sum, one));
  // The low bits of `shifted` hold k as a whole number.
  const biased = i64x2.add(i64x2.sub(shifted, f64x2.splat(ROUND)), i64x2.splat(2046));
  const half = i64x2.shr_u(biased, 1);
  const first = i64x2.shl(half, 52);
  const second = i64x2.shl(i64x2.sub(biased, half), 52);
  return f64x2.mul(f64x2.mul(f64x2.add(sum, f64x2.add(lost, rest)), first), second);
}
