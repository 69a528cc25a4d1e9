// Two lanes of src/math/sqrtOneMinusSquare.ts, which says why; a test compares the constants and the bits.
import { leave, productRest, rootRest, sumRest } from './pairs';

export function sqrtOneMinusSquare(x: v128): v128 {
  const one = f64x2.splat(1);
  const less = f64x2.sub(one, x);
  const more = f64x2.add(one, x);
  const w = f64x2.mul(less, more);
  const upper = f64x2.mul(less, sumRest(one, x, more));
  const rest = f64x2.add(upper, f64x2.mul(sumRest(one, f64x2.neg(x), less), more));
  const root = f64x2.sqrt(w);
  leave(rootRest(w, f64x2.add(productRest(less, more, w), rest), root));
  return root;
}
