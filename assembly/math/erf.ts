// Two lanes of src/math/erf.ts, which says why; a test compares the constants and the bits.
import { erfExcess } from './erfExcess';
import { exp } from './exp';
import { signed, step } from './pairs';

const B0: f64 = 0.17900115118139;
const B1: f64 = -0.32623356004316256;
const B2: f64 = 0.24560380170781132;
const B3: f64 = -0.1501159365456498;
const B4: f64 = 0.07166583744053552;
const B5: f64 = -0.024392489969087595;
const B6: f64 = 0.00426923272386416;
const B7: f64 = 0.0007083055301325659;
const B8: f64 = -0.0005950001391614603;
const B9: f64 = 5.021843503329499e-5;
const B10: f64 = 7.16238613704933e-5;
const B11: f64 = -6.441083349686719e-6;
const B12: f64 = -6.579445142906269e-6;
const HIGHEST: f64 = 6;

export function erf(x: v128): v128 {
  const one = f64x2.splat(1);
  const size = f64x2.abs(x);
  const inner = f64x2.add(x, f64x2.mul(x, erfExcess(x)));
  const t = f64x2.pmin(size, f64x2.splat(HIGHEST));
  const u = f64x2.div(f64x2.sub(t, f64x2.splat(3)), f64x2.add(t, f64x2.splat(3)));
  const far = step(B6, u, step(B7, u, step(B8, u, step(B9, u, step(B10, u, step(B11, u, f64x2.splat(B12)))))));
  const rest = step(B0, u, step(B1, u, step(B2, u, step(B3, u, step(B4, u, step(B5, u, far))))));
  const outer = f64x2.sub(one, f64x2.mul(exp(f64x2.mul(f64x2.neg(t), t)), rest));
  return v128.bitselect(inner, signed(outer, x), f64x2.lt(size, one));
}
