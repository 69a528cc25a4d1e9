// Two lanes of src/math/tanh.ts, which says why; a test compares the constants and the bits.
import { nearestLn2Multiple, twoTo } from './exponential';
import { hyperbolicLow, hyperbolicPair } from './hyperbolicPair';
import { quotientRest, signed } from './pairs';

const HIGHEST: f64 = 40;

export function tanh(x: v128): v128 {
  const t = f64x2.pmin(f64x2.abs(x), f64x2.splat(HIGHEST));
  const k = nearestLn2Multiple(t);
  const share = twoTo(f64x2.mul(f64x2.splat(-2), k)), less = f64x2.neg(share);
  const n = hyperbolicPair(t, k, less), nLow = hyperbolicLow(t, k, less);
  const d = hyperbolicPair(t, k, share), dLow = hyperbolicLow(t, k, share);
  const q = f64x2.div(n, d);
  return signed(f64x2.add(q, quotientRest(n, nLow, d, dLow, q)), x);
}
