// Two lanes of src/math/softplus.ts, which says why; a test compares the constants and the bits.
import { expNegative, expNegativeLow } from './expNegative';
import { logarithmPair } from './logarithmPair';
import { lower, sumRest } from './pairs';

const HALFWAY: f64 = 0.41421356237309503;
const FAR: f64 = 40;

export function softplus(x: v128): v128 {
  const zero = f64x2.splat(0);
  const t = f64x2.neg(f64x2.abs(x));
  const small = expNegative(t), smallLow = expNegativeLow(t);
  const k = v128.and(f64x2.splat(1), f64x2.gt(small, f64x2.splat(HALFWAY)));
  const more = f64x2.add(f64x2.splat(2), k);
  const n = f64x2.sub(small, k);
  const d = f64x2.add(small, more);
  const nLow = f64x2.add(sumRest(small, f64x2.neg(k), n), smallLow);
  const dLow = f64x2.add(sumRest(small, more, d), smallLow);
  const ln = logarithmPair(k, n, nLow, d, dLow);
  const base = v128.and(x, f64x2.gt(x, zero));
  const y = f64x2.add(base, ln);
  const total = f64x2.add(y, f64x2.add(sumRest(base, ln, y), lower));
  return v128.bitselect(x, total, f64x2.gt(x, f64x2.splat(FAR)));
}
