// Two lanes of src/math/acosh.ts, which says why; a test compares the constants and the bits.
import { twoTo } from './exponential';
import { logarithmPair, binaryExponent } from './logarithmPair';
import { productRest, rootRest, sumRest } from './pairs';

const FAR: f64 = 268435456;
const SHRINK: f64 = 7.458340731200207e-155;
const SHRUNK: f64 = 513;

export function acosh(x: v128): v128 {
  const one = f64x2.splat(1);
  const far = f64x2.gt(x, f64x2.splat(FAR));
  const t = v128.bitselect(one, x, far);
  const square = f64x2.mul(t, t);
  const w = f64x2.sub(square, one);
  const root = f64x2.sqrt(w);
  const wLow = f64x2.add(sumRest(square, f64x2.splat(-1), w), productRest(t, t, square));
  const rootLow = rootRest(w, wLow, root);
  const v = v128.bitselect(f64x2.mul(x, f64x2.splat(SHRINK)), f64x2.add(t, root), far);
  const vLow = v128.andnot(f64x2.add(sumRest(t, root, v), rootLow), far);
  const k = binaryExponent(v);
  const p = twoTo(k);
  const n = f64x2.sub(v, p);
  const d = f64x2.add(v, p);
  const nLow = f64x2.add(sumRest(v, f64x2.neg(p), n), vLow);
  const dLow = f64x2.add(sumRest(v, p, d), vLow);
  const y = logarithmPair(f64x2.add(k, v128.and(f64x2.splat(SHRUNK), far)), n, nLow, d, dLow);
  const top = v128.bitselect(x, y, f64x2.eq(x, f64x2.splat(Infinity)));
  return v128.bitselect(top, f64x2.splat(NaN), f64x2.ge(x, one));
}
