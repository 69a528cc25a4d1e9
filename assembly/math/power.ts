// Two lanes of src/math/power.ts, which says why; a test compares the bits.
import { bitsOf } from './exponential';
import { pow } from './pow';

const PRODUCTS: f64 = 16;

export function power(x: v128, y: v128): v128 {
  const one = f64x2.splat(1);
  const n = f64x2.abs(y);
  const whole = v128.and(f64x2.eq(f64x2.floor(y), y), f64x2.le(n, f64x2.splat(PRODUCTS)));
  const bits = bitsOf(v128.and(n, whole));
  let product = one;
  let square = x;
  for (let i = 0; i < 5; i++) {
    const odd = i64x2.ne(v128.and(i64x2.shr_u(bits, i), i64x2.splat(1)), i64x2.splat(0));
    product = v128.bitselect(f64x2.mul(product, square), product, odd);
    square = f64x2.mul(square, square);
  }
  const result = v128.bitselect(f64x2.div(one, product), product, f64x2.lt(y, f64x2.splat(0)));
  return i64x2.all_true(whole) ? result : v128.bitselect(result, pow(x, y), whole);
}
