import { productRest, quotientRest, sumRest } from '../../math/pairs.js';

// Intervals of extended real numbers, rounded outward: what is computed holds every value of what is written. Ends that
// are exact stay so, by the rounding errors of pairs.ts.

/** The numbers from low to high; an end may be infinite. */
export type Interval = readonly [low: number, high: number];

export const all: Interval = [-Infinity, Infinity];
export const zero: Interval = [0, 0];
export const one: Interval = [1, 1];
export const exactly = (value: number): Interval => [value, value];

/** Number below by as many ulps or a little more; what overflowed is as large as a number can be. */
export const below = (value: number, ulps = 1): number =>
  value === Infinity ? Number.MAX_VALUE : value - (Math.abs(value) * (ulps * 2 ** -52) + ulps * 5e-324);
export const above = (value: number, ulps = 1): number => -below(-value, ulps);

/** Interval of two ends, each of which is infinite where it is NaN. */
const interval = (low: number, high: number): Interval => [
  Number.isNaN(low) ? -Infinity : low,
  Number.isNaN(high) ? Infinity : high,
];

export const isJustZero = ([low, high]: Interval) => low === 0 && high === 0;
export const isBounded = ([low, high]: Interval) => Number.isFinite(low) && Number.isFinite(high);
export const holds = ([low, high]: Interval, value: number) => low <= value && value <= high;
export const hull = (x: Interval, y: Interval): Interval => [Math.min(x[0], y[0]), Math.max(x[1], y[1])];
/** The numbers in both, of which there are some. */
export const overlap = (x: Interval, y: Interval): Interval => [Math.max(x[0], y[0]), Math.min(x[1], y[1])];
/** The largest absolute value. */
export const magnitude = ([low, high]: Interval) => Math.max(-low, high);
export const middle = ([low, high]: Interval) => low + (high - low) / 2;

/** Rounded sum from below: NaN, which −∞ + ∞ is, counts as −∞ among ends. */
function sumBelow(a: number, b: number): number {
  const sum = a + b;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return sum;
  return sumRest(a, b, sum) >= 0 ? sum : below(sum);
}

/** 0 times what is unbounded is 0: each number of it is finite. */
function productBelow(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  const product = a * b;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return product;
  const isExact = Math.abs(product) > 2 ** -960 && productRest(a, b, product) >= 0;
  return isExact ? product : below(product);
}

function quotientBelow(n: number, d: number): number {
  if (n === 0) return 0;
  const quotient = n / d;
  if (!Number.isFinite(n) || !Number.isFinite(d)) return quotient;
  const isPlain = [n, d].every((each) => Math.abs(each) > 2 ** -450 && Math.abs(each) < 2 ** 450);
  return isPlain && quotientRest(n, 0, d, 0, quotient) >= 0 ? quotient : below(quotient);
}

export const negate = ([low, high]: Interval): Interval => [-high, -low];
export const add = (x: Interval, y: Interval): Interval =>
  interval(sumBelow(x[0], y[0]), -sumBelow(-x[1], -y[1]));
export const subtract = (x: Interval, y: Interval): Interval => add(x, negate(y));

export function multiply([a, b]: Interval, [c, d]: Interval): Interval {
  if (a >= 0 && c >= 0) return interval(productBelow(a, c), -productBelow(-b, d));
  const low = Math.min(productBelow(a, c), productBelow(a, d), productBelow(b, c), productBelow(b, d));
  const high = Math.min(productBelow(-a, c), productBelow(-a, d), productBelow(-b, c), productBelow(-b, d));
  return interval(low, -high);
}

export const square = (x: Interval): Interval => multiply(absolute(x), absolute(x));
export const absolute = (x: Interval): Interval =>
  x[0] >= 0 ? x : x[1] <= 0 ? negate(x) : [0, magnitude(x)];

/** Quotient; where 0 is inside the divisor it is unbounded, where 0 is at its end on one side. */
export function divide(x: Interval, y: Interval): Interval {
  if (isJustZero(x)) return zero;
  if (y[1] <= 0) return divide(negate(x), negate(y));
  if (y[0] < 0) return all;
  const low = x[0] >= 0 ? quotientBelow(x[0], y[1]) : y[0] === 0 ? -Infinity : quotientBelow(x[0], y[0]);
  const high = x[1] <= 0 ? quotientBelow(-x[1], y[1]) : y[0] === 0 ? -Infinity : quotientBelow(-x[1], y[0]);
  return interval(low, -high);
}
