// Two lanes of src/math/arctangentPair.ts, which says why; a test compares the constants and the bits.
import { leave, quotientRest, step, sumRest } from './pairs';

const C1: f64 = -1 / 3.0;
const C2: f64 = 1 / 5.0;
const C3: f64 = -1 / 7.0;
const C4: f64 = 1 / 9.0;
const C5: f64 = -1 / 11.0;
const C6: f64 = 1 / 13.0;
const C7: f64 = -1 / 15.0;
const C8: f64 = 1 / 17.0;
const C9: f64 = -1 / 19.0;
const C10: f64 = 1 / 21.0;
const C11: f64 = -1 / 23.0;
const C12: f64 = 1 / 25.0;
const C13: f64 = -1 / 27.0;
const HALF: f64 = 0.4636476090008061;
const HALF_LOW: f64 = 2.2698777452961687e-17;
const HALF_FROM: f64 = 0.24;
const ONE: f64 = 0.7853981633974483;
const ONE_LOW: f64 = 3.061616997868383e-17;
const ONE_FROM: f64 = 0.72;
const TWO: f64 = 1.1071487177940904;
const TWO_LOW: f64 = 9.404471373566379e-17;
const TWO_FROM: f64 = 1.39;
const UPRIGHT: f64 = 1.5707963267948966;
const UPRIGHT_LOW: f64 = 6.123233995736766e-17;
const UPRIGHT_FROM: f64 = 4.2;

/** The first where the slope is below the bound, else the second. */
// @ts-ignore: decorator
@inline
function under(slope: v128, bound: f64, first: f64, second: v128): v128 {
  return v128.bitselect(f64x2.splat(first), second, f64x2.lt(slope, f64x2.splat(bound)));
}

export function arctangentPair(n: v128, nLow: v128, d: v128, dLow: v128): v128 {
  const s = f64x2.div(n, d);
  const p = under(s, HALF_FROM, 0, under(s, TWO_FROM, 1, under(s, UPRIGHT_FROM, 2, f64x2.splat(1))));
  const q = under(s, HALF_FROM, 1, under(s, ONE_FROM, 2, under(s, UPRIGHT_FROM, 1, f64x2.splat(0))));
  const steep = under(s, TWO_FROM, ONE, under(s, UPRIGHT_FROM, TWO, f64x2.splat(UPRIGHT)));
  const steepLow = under(s, TWO_FROM, ONE_LOW, under(s, UPRIGHT_FROM, TWO_LOW, f64x2.splat(UPRIGHT_LOW)));
  const angle = under(s, HALF_FROM, 0, under(s, ONE_FROM, HALF, steep));
  const angleLow = under(s, HALF_FROM, 0, under(s, ONE_FROM, HALF_LOW, steepLow));
  const qn = f64x2.mul(q, n);
  const pd = f64x2.mul(f64x2.neg(p), d);
  const qd = f64x2.mul(q, d);
  const pn = f64x2.mul(p, n);
  const across = f64x2.add(qn, pd);
  const along = f64x2.add(qd, pn);
  const acrossBoth = f64x2.sub(f64x2.mul(q, nLow), f64x2.mul(p, dLow));
  const alongBoth = f64x2.add(f64x2.mul(q, dLow), f64x2.mul(p, nLow));
  const acrossLow = f64x2.add(sumRest(qn, pd, across), acrossBoth);
  const alongLow = f64x2.add(sumRest(qd, pn, along), alongBoth);
  const t = f64x2.div(across, along);
  const tLow = quotientRest(across, acrossLow, along, alongLow, t);
  const z = f64x2.mul(t, t);
  const far = step(C7, z, step(C8, z, step(C9, z, step(C10, z, step(C11, z, step(C12, z, f64x2.splat(C13)))))));
  const series = step(C1, z, step(C2, z, step(C3, z, step(C4, z, step(C5, z, step(C6, z, far))))));
  const tail = f64x2.mul(t, f64x2.mul(z, series));
  const value = f64x2.add(angle, t);
  const lost = f64x2.sub(t, f64x2.sub(value, angle));
  leave(f64x2.add(lost, f64x2.add(angleLow, f64x2.add(tLow, tail))));
  return value;
}
