// Two lanes of src/math/sigmoid.ts, which says why; a test compares the constants and the bits.
import { expNegative, expNegativeLow } from './expNegative';
import { quotientRest } from './pairs';

export function sigmoid(x: v128): v128 {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const t = f64x2.neg(f64x2.abs(x));
  const small = expNegative(t), smallLow = expNegativeLow(t);
  const d = f64x2.add(one, small);
  const dLow = f64x2.add(f64x2.sub(small, f64x2.sub(d, one)), smallLow);
  const negative = f64x2.lt(x, zero);
  const n = v128.bitselect(small, one, negative);
  const q = f64x2.div(n, d);
  return f64x2.add(q, quotientRest(n, v128.and(smallLow, negative), d, dLow, q));
}
