import { lower, quotientRest, sumRest } from './pairs.js';

// 1/(2k + 1), the Taylor coefficients of atan.
const C1 = -1 / 3;
const C2 = 1 / 5;
const C3 = -1 / 7;
const C4 = 1 / 9;
const C5 = -1 / 11;
const C6 = 1 / 13;
const C7 = -1 / 15;
const C8 = 1 / 17;
const C9 = -1 / 19;
const C10 = 1 / 21;
const C11 = -1 / 23;
const C12 = 1 / 25;
const C13 = -1 / 27;
// The angles of slope ½, 1, 2 and ∞, and what their doubles leave out; below each, where it takes over.
const HALF = 0.4636476090008061;
const HALF_LOW = 2.2698777452961687e-17;
const HALF_FROM = 0.24;
const ONE = 0.7853981633974483;
const ONE_LOW = 3.061616997868383e-17;
const ONE_FROM = 0.72;
const TWO = 1.1071487177940904;
const TWO_LOW = 9.404471373566379e-17;
const TWO_FROM = 1.39;
const UPRIGHT = 1.5707963267948966;
const UPRIGHT_LOW = 6.123233995736766e-17;
const UPRIGHT_FROM = 4.2;

/**
 * The angle whose slope is n/d, as a pair, for pairs n ≥ 0 and d ≥ 0 that are not both 0. Less the nearest
 * of five angles of slope p/q it is atan t, t = (qn − pd)/(qd + pn), and |t| < 0.24: Taylor to 2⁻⁶⁰.
 */
export function arctangentPair(n: number, nLow: number, d: number, dLow: number): number {
  const slope = n / d;
  const p = slope < HALF_FROM ? 0 : slope < TWO_FROM ? 1 : slope < UPRIGHT_FROM ? 2 : 1;
  const q = slope < HALF_FROM ? 1 : slope < ONE_FROM ? 2 : slope < UPRIGHT_FROM ? 1 : 0;
  const angle =
    slope < HALF_FROM
      ? 0
      : slope < ONE_FROM
        ? HALF
        : slope < TWO_FROM
          ? ONE
          : slope < UPRIGHT_FROM
            ? TWO
            : UPRIGHT;
  const angleLow =
    slope < HALF_FROM
      ? 0
      : slope < ONE_FROM
        ? HALF_LOW
        : slope < TWO_FROM
          ? ONE_LOW
          : slope < UPRIGHT_FROM
            ? TWO_LOW
            : UPRIGHT_LOW;
  const across = q * n - p * d;
  const along = q * d + p * n;
  const acrossLow = sumRest(q * n, -p * d, across) + (q * nLow - p * dLow);
  const alongLow = sumRest(q * d, p * n, along) + (q * dLow + p * nLow);
  const t = across / along;
  const tLow = quotientRest(across, acrossLow, along, alongLow, t);
  const z = t * t;
  const far = C7 + z * (C8 + z * (C9 + z * (C10 + z * (C11 + z * (C12 + z * C13)))));
  const tail = t * (z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * (C6 + z * far)))))));
  const value = angle + t;
  lower[0] = t - (value - angle) + (angleLow + (tLow + tail));
  return value;
}
