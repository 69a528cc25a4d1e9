/** A number as a fraction: of whole numbers in lowest terms where it is one, else over 1. under > 0. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

export const ratioOf = (value: number): Ratio => ({ numerator: value, denominator: 1 });

export const negateRatio = ({ numerator, denominator }: Ratio): Ratio => ({
  numerator: -numerator,
  denominator,
});

/** over/under in lowest terms; what is not a fraction of whole numbers that a double holds exactly is divided out. */
export function reduceRatio(numerator: number, denominator: number): Ratio {
  if (denominator === 0 || !Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator))
    return ratioOf(numerator / denominator);
  const common = greatestCommonDivisor(Math.abs(numerator), Math.abs(denominator)) * Math.sign(denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

/** Product of two ratios; NaN where it overflows, or underflows to 0: see `isOutOfRange`. */
export const multiplyRatios = (a: Ratio, b: Ratio): Ratio =>
  nanIfOutOfRange(
    reduceRatio(a.numerator * b.numerator, a.denominator * b.denominator),
    a.numerator !== 0 && b.numerator !== 0,
  );

export const addRatios = (a: Ratio, b: Ratio): Ratio =>
  nanIfOutOfRange(
    reduceRatio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
    false,
  );

/** Whether the sum of two ratios is what `addRatios` gives, to the last digit. */
export function isExactSum(a: Ratio, b: Ratio): boolean {
  if (a.denominator === 1 && b.denominator === 1) {
    // The rounding error of a sum, by Knuth's TwoSum.
    const sum = a.numerator + b.numerator;
    const rounded = sum - a.numerator;
    return a.numerator - (sum - rounded) + (b.numerator - rounded) === 0;
  }
  return [a.numerator * b.denominator, b.numerator * a.denominator, a.denominator * b.denominator].every(
    Number.isSafeInteger,
  );
}

const nanIfOutOfRange = (ratio: Ratio, notZero: boolean): Ratio =>
  Number.isFinite(ratio.numerator) && !(notZero && ratio.numerator === 0) ? ratio : ratioOf(NaN);

/** Whether a ratio has overflowed or underflowed. */
export const isOutOfRange = ({ numerator }: Ratio): boolean => Number.isNaN(numerator);

/** Whole power of a ratio, from 1; null where it is not a fraction of whole numbers that doubles hold exactly. */
export function ratioPower({ numerator, denominator }: Ratio, exponent: number): Ratio | null {
  const [a, b] = [wholePower(numerator, exponent), wholePower(denominator, exponent)];
  return a === null || b === null ? null : { numerator: a, denominator: b };
}

function wholePower(base: number, exponent: number): number | null {
  if (exponent === 1) return base;
  if (Math.abs(base) <= 1 && Number.isInteger(base)) return exponent % 2 === 0 ? Math.abs(base) : base;
  let result = 1;
  for (let k = 0; k < exponent && Number.isSafeInteger(result); k++) result *= base;
  return Number.isSafeInteger(result) ? result : null;
}

/** Whether a ratio is a fraction of whole numbers. */
export const isExactRatio = ({ numerator, denominator }: Ratio): boolean =>
  Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);

export const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b;

export function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x || 1;
}
