// Two lanes of src/math/gelu.ts, which says why; a test compares the constants and the bits.
import { ndtr64 } from './ndtr64';

const LOWEST: f64 = -40;
const UNIT: f64 = 5.421010862427522e-20;

export function gelu(x: v128): v128 {
  const p = ndtr64(x);
  const unit = f64x2.splat(UNIT);
  const t = f64x2.pmax(x, f64x2.splat(LOWEST));
  const left = f64x2.mul(f64x2.mul(t, p), unit);
  return v128.bitselect(left, f64x2.mul(t, f64x2.mul(p, unit)), f64x2.lt(x, f64x2.splat(0)));
}
