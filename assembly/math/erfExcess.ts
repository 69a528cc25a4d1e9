// Two lanes of src/math/erfExcess.ts, which says why; a test compares the constants and the bits.
import { step } from './pairs';

const A0: f64 = -0.03453126133013269;
const A1: f64 = -0.2810721780454342;
const A2: f64 = 0.07940998675593483;
const A3: f64 = -0.018283884489152902;
const A4: f64 = 0.0034802744966653987;
const A5: f64 = -0.0005611894221160443;
const A6: f64 = 7.829649525828765e-5;
const A7: f64 = -9.614808686393428e-6;
const A8: f64 = 1.0536449241804712e-6;
const A9: f64 = -1.042036961542753e-7;
const A10: f64 = 9.387731832811591e-9;
const A11: f64 = -7.798517321293067e-10;
const A12: f64 = 5.945255584223488e-11;

// @ts-ignore: decorator
@inline
export function erfExcess(x: v128): v128 {
  const z = f64x2.sub(f64x2.mul(x, x), f64x2.splat(0.5));
  const far = step(A6, z, step(A7, z, step(A8, z, step(A9, z, step(A10, z, step(A11, z, f64x2.splat(A12)))))));
  return step(A0, z, step(A1, z, step(A2, z, step(A3, z, step(A4, z, step(A5, z, far))))));
}
