// Two lanes of src/math/pairs.ts, which says why; a test compares the constants and the bits.
const SPLIT: f64 = 134217729;

// @ts-ignore: decorator
@inline
export function sumRest(a: v128, b: v128, s: v128): v128 {
  const c = f64x2.sub(s, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(s, c)), f64x2.sub(b, c));
}

/** a to 26 bits, rounded as a whole number: but for ties what `SPLIT` rounds to. The halves' products are as exact. */
// @ts-ignore: decorator
@inline
function upperHalf(a: v128): v128 {
  return v128.and(i64x2.add(a, i64x2.splat(<i64>SPLIT >> 1)), i64x2.splat(1 - <i64>SPLIT));
}

// @ts-ignore: decorator
@inline
export function productRest(a: v128, b: v128, p: v128): v128 {
  const high = upperHalf(a), other = upperHalf(b);
  const low = f64x2.sub(a, high);
  const rest = f64x2.sub(b, other);
  const most = f64x2.add(f64x2.sub(f64x2.mul(high, other), p), f64x2.mul(high, rest));
  return f64x2.add(f64x2.add(most, f64x2.mul(low, other)), f64x2.mul(low, rest));
}

/** n − qd is a double: the parts of qd taken from n one by one leave it, without p. */
// @ts-ignore: decorator
@inline
export function quotientRest(n: v128, nLow: v128, d: v128, dLow: v128, q: v128): v128 {
  const high = upperHalf(q), other = upperHalf(d);
  const low = f64x2.sub(q, high), rest = f64x2.sub(d, other);
  const most = f64x2.sub(f64x2.sub(n, f64x2.mul(high, other)), f64x2.mul(high, rest));
  const exact = f64x2.sub(f64x2.sub(most, f64x2.mul(low, other)), f64x2.mul(low, rest));
  return f64x2.div(f64x2.add(exact, f64x2.sub(nLow, f64x2.mul(q, dLow))), d);
}

// @ts-ignore: decorator
@inline
export function rootRest(x: v128, xLow: v128, s: v128): v128 {
  const p = f64x2.mul(s, s);
  const exact = f64x2.add(f64x2.sub(f64x2.sub(x, p), productRest(s, s, p)), xLow);
  const rest = f64x2.div(exact, f64x2.mul(f64x2.splat(2), s));
  return v128.and(rest, f64x2.gt(s, f64x2.splat(0)));
}

export let lower: v128 = i64x2(0, 0);

// @ts-ignore: decorator
@inline
export function leave(low: v128): void {
  lower = low;
}

/** c + x·rest, a step of Horner's rule. */
// @ts-ignore: decorator
@inline
export function step(c: f64, x: v128, rest: v128): v128 {
  return f64x2.add(f64x2.splat(c), f64x2.mul(x, rest));
}

/** y with the sign of x, for y that has none. */
// @ts-ignore: decorator
@inline
export function signed(y: v128, x: v128): v128 {
  return v128.or(y, v128.and(x, f64x2.splat(-0.0)));
}
