import { erfExcess } from './erfExcess.js';
import { productRest, sumRest } from './pairs.js';

// Parts of erfc(t + tLow), for the functions made of it: t and what its rounding lost.

// Where the parts meet.
const MEETING = 0.75;
// From there to 28: (t + 2) e^t² erfc t by interpolation at Chebyshev's nodes in 1/(t + 2) − CENTER, to 2⁻⁵⁹; at CENTER
// the value is nearest to a double.
const CENTER = 0.1767425537109375;
const E0 = 0.8431616625815443;
const E1 = 2.138606297678573;
const E2 = 3.8124283920878286;
const E3 = 3.508966448548955;
const E4 = -2.3261920922907606;
const E5 = -9.815260486213134;
const E6 = 0.3756695731843614;
const E7 = 29.81720265323176;
const E8 = 0.4610691992865568;
const E9 = -111.21832218644194;
const E10 = 41.20452240030693;
const E11 = 458.5720990730633;
const E12 = -543.8171527929766;
const E13 = -1726.4744167432193;
const E14 = 4700.1473428088975;
const E15 = 3372.694626000304;
const E16 = -30929.009549001184;
const E17 = 26967.508080886437;
const E18 = 137713.83102855505;
const E19 = -374124.8952145505;
const E20 = -135427.31905923993;
const E21 = 1877186.277641119;
const E22 = -2311676.2647725763;

/** Whether `erfcNear` is for numbers of a size, and not `erfcFar`. */
export const isNear = (size: number) => size < MEETING;

/** erfc(t + tLow) for t near 0: 1 − t, exactly, less what erf has beside t. */
export function erfcNear(t: number, tLow: number): number {
  const sum = 1 - t;
  // erf′ is 2/√π e^−t², near 9/8 − t².
  return sum + (1 - sum - t - (t * erfExcess(t) + tLow * (1.125 - t * t)));
}

/** erfc(t + tLow) for t from there to 28, times a factor: given, as a pair, e^−(t + tLow)² times that. */
export function erfcFar(t: number, tLow: number, e: number, eLow: number): number {
  const d = t + 2;
  const w = 1 / d;
  const p = w * d;
  const wLow = w * (1 - p - productRest(w, d, p) - w * (sumRest(t, 2, d) + tLow));
  const z = w - CENTER;
  const far = E15 + z * (E16 + z * (E17 + z * (E18 + z * (E19 + z * (E20 + z * (E21 + z * E22))))));
  const middle = E8 + z * (E9 + z * (E10 + z * (E11 + z * (E12 + z * (E13 + z * (E14 + z * far))))));
  const rest = z * (E1 + z * (E2 + z * (E3 + z * (E4 + z * (E5 + z * (E6 + z * (E7 + z * middle)))))));
  const sum = E0 + rest;
  const sumLow = E0 - sum + rest + wLow * (E1 + z * (E2 + E2));
  const n = w * sum;
  const nLow = productRest(w, sum, n) + (w * sumLow + wLow * sum);
  const y = e * n;
  return y + (productRest(e, n, y) + (e * nLow + eLow * n));
}
