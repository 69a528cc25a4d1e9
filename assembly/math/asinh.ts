// Two lanes of src/math/asinh.ts, which says why; a test compares the constants and the bits.
import { twoTo } from './exponential';
import { logarithmPair, binaryExponent } from './logarithmPair';
import { productRest, rootRest, signed, sumRest } from './pairs';

const FAR: f64 = 268435456;
const SHRINK: f64 = 7.458340731200207e-155;
const SHRUNK: f64 = 513;

export function asinh(x: v128): v128 {
  const one = f64x2.splat(1);
  const size = f64x2.abs(x);
  const far = f64x2.gt(size, f64x2.splat(FAR));
  const t = v128.andnot(size, far);
  const square = f64x2.mul(t, t);
  const w = f64x2.add(one, square);
  const root = f64x2.sqrt(w);
  const rootLow = rootRest(w, f64x2.add(sumRest(one, square, w), productRest(t, t, square)), root);
  const sum = f64x2.add(t, root);
  const v = v128.bitselect(f64x2.mul(size, f64x2.splat(SHRINK)), sum, far);
  const vLow = v128.andnot(f64x2.add(sumRest(t, root, v), rootLow), far);
  const k = binaryExponent(v);
  const p = twoTo(k);
  const near = v128.andnot(f64x2.eq(k, f64x2.splat(0)), far);
  const n = v128.bitselect(t, f64x2.sub(v, p), near);
  const nLow = v128.andnot(f64x2.add(sumRest(v, f64x2.neg(p), n), vLow), near);
  const d = f64x2.add(v128.bitselect(one, v, near), v128.bitselect(root, p, near));
  const dLost = sumRest(v128.bitselect(one, v, near), v128.bitselect(root, p, near), d);
  const dLow = f64x2.add(dLost, v128.bitselect(rootLow, vLow, near));
  const y = logarithmPair(f64x2.add(k, v128.and(f64x2.splat(SHRUNK), far)), n, nLow, d, dLow);
  return v128.bitselect(x, signed(y, x), f64x2.eq(size, f64x2.splat(Infinity)));
}
