import { lower, productRest, rootRest, sumRest } from './pairs.js';

/** √(1 − x²) as a pair, for x ≥ 0: the leg of a right triangle; NaN beyond 1. */
export function sqrtOneMinusSquare(x: number): number {
  const less = 1 - x;
  const more = 1 + x;
  const w = less * more;
  const rest = less * sumRest(1, x, more) + sumRest(1, -x, less) * more;
  const root = Math.sqrt(w);
  lower[0] = rootRest(w, productRest(less, more, w) + rest, root);
  return root;
}
