import { exp } from './exp.js';

// Minimax polynomials (Remez). Up to 1: erf x / x − 1 in x² − ½, to 2⁻⁶².
const A0 = -0.03453126133013269;
const A1 = -0.2810721780454342;
const A2 = 0.07940998675593483;
const A3 = -0.018283884489152902;
const A4 = 0.0034802744966653987;
const A5 = -0.0005611894221160443;
const A6 = 7.829649525828765e-5;
const A7 = -9.614808686393428e-6;
const A8 = 1.0536449241804712e-6;
const A9 = -1.042036961542753e-7;
const A10 = 9.387731832811591e-9;
const A11 = -7.798517321293067e-10;
const A12 = 5.945255584223488e-11;
// From 1 on: (1 − erf x) e^x² in (x − 3)/(x + 3), to 2⁻⁶¹ of 1 after the multiplication by e^−x².
const B0 = 0.17900115118139;
const B1 = -0.32623356004316256;
const B2 = 0.24560380170781132;
const B3 = -0.1501159365456498;
const B4 = 0.07166583744053552;
const B5 = -0.024392489969087595;
const B6 = 0.00426923272386416;
const B7 = 0.0007083055301325659;
const B8 = -0.0005950001391614603;
const B9 = 5.021843503329499e-5;
const B10 = 7.16238613704933e-5;
const B11 = -6.441083349686719e-6;
const B12 = -6.579445142906269e-6;
// From here on the result rounds to 1.
const HIGHEST = 6;

/** (2/√π) ∫₀ˣ e^−t² dt. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 1) {
    const z = x * x - 0.5;
    const far = A6 + z * (A7 + z * (A8 + z * (A9 + z * (A10 + z * (A11 + z * A12)))));
    return x + x * (A0 + z * (A1 + z * (A2 + z * (A3 + z * (A4 + z * (A5 + z * far))))));
  }
  const t = size > HIGHEST ? HIGHEST : size;
  const u = (t - 3) / (t + 3);
  const far = B6 + u * (B7 + u * (B8 + u * (B9 + u * (B10 + u * (B11 + u * B12)))));
  const rest = B0 + u * (B1 + u * (B2 + u * (B3 + u * (B4 + u * (B5 + u * far)))));
  const y = 1 - exp(-t * t) * rest;
  return x < 0 ? -y : y;
}
