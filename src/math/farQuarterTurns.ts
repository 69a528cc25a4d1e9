import { twoTo } from './exponential.js';
import { productRest, sumRest } from './pairs.js';
import { float64View, int32View } from './words.js';

const HALF_PI = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;
const TWO_24 = 16777216;
// 2/π in digits of 24 bits after the point, as many as the largest double needs.
const DIGITS = [
  10680707, 7228996, 1387004, 2578385, 16069853, 12639074, 9804092, 4427841, 16666979, 11263675, 12935607,
  2387514, 4345298, 14681673, 3074569, 13734428, 16653803, 1880361, 10960616, 8533493, 3062596, 8710556,
  7349940, 6258241, 3772886, 3769171, 3798172, 8675211, 12450088, 3874808, 9961438, 366607, 15675153, 9132554,
  7151469, 3571407, 2607881, 12013382, 4155038, 6285869, 7677882, 13102053, 15825725, 473591, 9065106,
  15363067, 6271263, 9264392, 5636912,
];

/** Remainder of x after its quarter turns, as a pair: high, low. */
export const left = new Float64Array(2);

/**
 * The quarter turns in x ≥ 1, but for multiples of 4 (Payne and Hanek 1983). x and 2/π are multiplied as
 * digits of 24 bits: x has four from its first on, and the product those at the unit and seven after it,
 * because no double comes nearer to a multiple of π/2 than 2⁻⁶².
 */
export function farQuarterTurns(x: number): number {
  if (!(x < Infinity)) {
    left[0] = NaN;
    return 0;
  }
  float64View[0] = x;
  const from = Math.floor(((int32View[1] >> 20) - 1023) / 24);
  let rest = x * twoTo(-24 * from);
  const x0 = Math.floor(rest);
  rest = (rest - x0) * TWO_24;
  const x1 = Math.floor(rest);
  rest = (rest - x1) * TWO_24;
  const x2 = Math.floor(rest);
  const x3 = (rest - x2) * TWO_24;
  const s7 = digitColumn(from + 6, x0, x1, x2, x3);
  const s6 = digitColumn(from + 5, x0, x1, x2, x3) + carryOut(s7);
  const s5 = digitColumn(from + 4, x0, x1, x2, x3) + carryOut(s6);
  const s4 = digitColumn(from + 3, x0, x1, x2, x3) + carryOut(s5);
  const s3 = digitColumn(from + 2, x0, x1, x2, x3) + carryOut(s4);
  const s2 = digitColumn(from + 1, x0, x1, x2, x3) + carryOut(s3);
  const s1 = digitColumn(from, x0, x1, x2, x3) + carryOut(s2);
  const s0 = digitColumn(from - 1, x0, x1, x2, x3) + carryOut(s1);
  const first = (lowDigit(s1) * TWO_24 + lowDigit(s2)) * twoTo(-48);
  const up = first >= 0.5 ? 1 : 0;
  const a = first - up;
  const b = (lowDigit(s3) * TWO_24 + lowDigit(s4)) * twoTo(-96);
  const c = (lowDigit(s5) * TWO_24 + lowDigit(s6)) * twoTo(-144);
  const some = a + b;
  const most = some + c;
  const tail = sumRest(a, b, some) + sumRest(some, c, most) + lowDigit(s7) * twoTo(-168);
  const turns = most + tail;
  const turnsLow = tail - (turns - most);
  left[0] = turns * HALF_PI;
  left[1] = productRest(turns, HALF_PI, left[0]) + (turns * HALF_PI_LOW + turnsLow * HALF_PI);
  return s0 - 4 * Math.floor(0.25 * s0) + up;
}

/** Σ of the products that meet at one digit, a whole number below 2⁵¹. */
function digitColumn(i: number, x0: number, x1: number, x2: number, x3: number): number {
  return (
    x0 * twoOverPiDigit(i) +
    x1 * twoOverPiDigit(i - 1) +
    x2 * twoOverPiDigit(i - 2) +
    x3 * twoOverPiDigit(i - 3)
  );
}

function twoOverPiDigit(i: number): number {
  return i < 0 ? 0 : DIGITS[i];
}

function carryOut(sum: number): number {
  return Math.floor(sum / TWO_24);
}

function lowDigit(sum: number): number {
  return sum - TWO_24 * Math.floor(sum / TWO_24);
}
