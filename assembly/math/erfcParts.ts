// Two lanes of src/math/erfcParts.ts, which says why; a test compares the constants and the bits.
import { erfExcess } from './erfExcess';
import { productRest, step, sumRest } from './pairs';

const MEETING: f64 = 0.75;
const CENTER: f64 = 0.1767425537109375;
const E0: f64 = 0.8431616625815443;
const E1: f64 = 2.138606297678573;
const E2: f64 = 3.8124283920878286;
const E3: f64 = 3.508966448548955;
const E4: f64 = -2.3261920922907606;
const E5: f64 = -9.815260486213134;
const E6: f64 = 0.3756695731843614;
const E7: f64 = 29.81720265323176;
const E8: f64 = 0.4610691992865568;
const E9: f64 = -111.21832218644194;
const E10: f64 = 41.20452240030693;
const E11: f64 = 458.5720990730633;
const E12: f64 = -543.8171527929766;
const E13: f64 = -1726.4744167432193;
const E14: f64 = 4700.1473428088975;
const E15: f64 = 3372.694626000304;
const E16: f64 = -30929.009549001184;
const E17: f64 = 26967.508080886437;
const E18: f64 = 137713.83102855505;
const E19: f64 = -374124.8952145505;
const E20: f64 = -135427.31905923993;
const E21: f64 = 1877186.277641119;
const E22: f64 = -2311676.2647725763;

// @ts-ignore: decorator
@inline
export function isNear(size: v128): v128 {
  return f64x2.lt(size, f64x2.splat(MEETING));
}

// @ts-ignore: decorator
@inline
export function erfcNear(t: v128, tLow: v128): v128 {
  const one = f64x2.splat(1);
  const sum = f64x2.sub(one, t);
  const slope = f64x2.sub(f64x2.splat(1.125), f64x2.mul(t, t));
  const beside = f64x2.add(f64x2.mul(t, erfExcess(t)), f64x2.mul(tLow, slope));
  return f64x2.add(sum, f64x2.sub(f64x2.sub(f64x2.sub(one, sum), t), beside));
}

export function erfcFar(t: v128, tLow: v128, e: v128, eLow: v128): v128 {
  const two = f64x2.splat(2);
  const d = f64x2.add(t, two);
  const w = f64x2.div(f64x2.splat(1), d);
  const p = f64x2.mul(w, d);
  const left = f64x2.sub(f64x2.sub(f64x2.splat(1), p), productRest(w, d, p));
  const wLow = f64x2.mul(w, f64x2.sub(left, f64x2.mul(w, f64x2.add(sumRest(t, two, d), tLow))));
  const z = f64x2.sub(w, f64x2.splat(CENTER));
  const last = step(E18, z, step(E19, z, step(E20, z, step(E21, z, f64x2.splat(E22)))));
  const far = step(E12, z, step(E13, z, step(E14, z, step(E15, z, step(E16, z, step(E17, z, last))))));
  const middle = step(E6, z, step(E7, z, step(E8, z, step(E9, z, step(E10, z, step(E11, z, far))))));
  const rest = f64x2.mul(z, step(E1, z, step(E2, z, step(E3, z, step(E4, z, step(E5, z, middle))))));
  const sum = f64x2.add(f64x2.splat(E0), rest);
  const lost = f64x2.add(f64x2.sub(f64x2.splat(E0), sum), rest);
  const sumLow = f64x2.add(lost, f64x2.mul(wLow, step(E1, z, f64x2.splat(E2 + E2))));
  const n = f64x2.mul(w, sum);
  const nLow = f64x2.add(productRest(w, sum, n), f64x2.add(f64x2.mul(w, sumLow), f64x2.mul(wLow, sum)));
  const y = f64x2.mul(e, n);
  const yLow = f64x2.add(productRest(e, n, y), f64x2.add(f64x2.mul(e, nLow), f64x2.mul(eLow, n)));
  return f64x2.add(y, yLow);
}
