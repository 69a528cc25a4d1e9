import { erfExcess } from './erfExcess.js';
import { exp } from './exp.js';

// Minimax polynomial (Remez) from 1 on: (1 − erf x) e^x² in (x − 3)/(x + 3), to 2⁻⁶¹ of 1 after the multiplication by e^−x².
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
  if (size < 1) return x + x * erfExcess(x);
  const t = size > HIGHEST ? HIGHEST : size;
  const u = (t - 3) / (t + 3);
  const far = B6 + u * (B7 + u * (B8 + u * (B9 + u * (B10 + u * (B11 + u * B12)))));
  const rest = B0 + u * (B1 + u * (B2 + u * (B3 + u * (B4 + u * (B5 + u * far)))));
  const y = 1 - exp(-t * t) * rest;
  return x < 0 ? -y : y;
}
