// src/math/farQuarterTurns.ts, one lane at a time because it is seldom needed; that file says why, and a test
// compares the constants and the bits.
import { productRest as productLanes, sumRest as sumLanes } from './pairs';

const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_LOW: f64 = 6.123233995736766e-17;
const TWO_24: f64 = 16777216;
const DIGITS: StaticArray<f64> = [
  10680707, 7228996, 1387004, 2578385, 16069853, 12639074, 9804092, 4427841, 16666979, 11263675, 12935607,
  2387514, 4345298, 14681673, 3074569, 13734428, 16653803, 1880361, 10960616, 8533493, 3062596, 8710556,
  7349940, 6258241, 3772886, 3769171, 3798172, 8675211, 12450088, 3874808, 9961438, 366607, 15675153, 9132554,
  7151469, 3571407, 2607881, 12013382, 4155038, 6285869, 7677882, 13102053, 15825725, 473591, 9065106,
  15363067, 6271263, 9264392, 5636912,
];

export let farLeft: f64 = 0;
export let farLeftLow: f64 = 0;

export function farQuarterTurns(x: f64): f64 {
  if (!(x < Infinity)) {
    farLeft = NaN;
    return 0;
  }
  const from = floor<f64>(<f64>((reinterpret<i64>(x) >> 52) - 1023) / 24);
  let rest: f64 = x * twoTo(-24 * from);
  const x0 = floor<f64>(rest);
  rest = (rest - x0) * TWO_24;
  const x1 = floor<f64>(rest);
  rest = (rest - x1) * TWO_24;
  const x2 = floor<f64>(rest);
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
  const up: f64 = first >= 0.5 ? 1 : 0;
  const a = first - up;
  const b = (lowDigit(s3) * TWO_24 + lowDigit(s4)) * twoTo(-96);
  const c = (lowDigit(s5) * TWO_24 + lowDigit(s6)) * twoTo(-144);
  const some = a + b;
  const most = some + c;
  const tail = sumRest(a, b, some) + sumRest(some, c, most) + lowDigit(s7) * twoTo(-168);
  const turns = most + tail;
  const turnsLow = tail - (turns - most);
  farLeft = turns * HALF_PI;
  farLeftLow = productRest(turns, HALF_PI, farLeft) + (turns * HALF_PI_LOW + turnsLow * HALF_PI);
  return s0 - 4 * floor<f64>(0.25 * s0) + up;
}

/** Σ of the products that meet at one digit, a whole number below 2⁵¹. */
function digitColumn(i: f64, x0: f64, x1: f64, x2: f64, x3: f64): f64 {
  return x0 * twoOverPiDigit(i) + x1 * twoOverPiDigit(i - 1) + x2 * twoOverPiDigit(i - 2) + x3 * twoOverPiDigit(i - 3);
}

function twoOverPiDigit(i: f64): f64 {
  return i < 0 ? 0 : unchecked(DIGITS[<i32>i]);
}

function carryOut(sum: f64): f64 {
  return floor<f64>(sum / TWO_24);
}

function lowDigit(sum: f64): f64 {
  return sum - TWO_24 * floor<f64>(sum / TWO_24);
}

function twoTo(k: f64): f64 {
  return reinterpret<f64>((<i64>k + 1023) << 52);
}

function sumRest(a: f64, b: f64, s: f64): f64 {
  return f64x2.extract_lane(sumLanes(f64x2.splat(a), f64x2.splat(b), f64x2.splat(s)), 0);
}

function productRest(a: f64, b: f64, p: f64): f64 {
  return f64x2.extract_lane(productLanes(f64x2.splat(a), f64x2.splat(b), f64x2.splat(p)), 0);
}
