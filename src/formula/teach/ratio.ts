/** A number as a fraction: of whole numbers in lowest terms where it is one, else over 1. under > 0. */
export interface Ratio {
  readonly over: number;
  readonly under: number;
}

export const ratioOf = (value: number): Ratio => ({ over: value, under: 1 });

export const negated = ({ over, under }: Ratio): Ratio => ({ over: -over, under });

/** over/under in lowest terms; what is not a fraction of whole numbers that a double holds exactly is divided out. */
export function reduced(over: number, under: number): Ratio {
  if (under === 0 || !Number.isSafeInteger(over) || !Number.isSafeInteger(under))
    return ratioOf(over / under);
  const common = greatestCommonDivisor(Math.abs(over), Math.abs(under)) * Math.sign(under);
  return { over: over / common, under: under / common };
}

/** Product of two ratios; NaN where it overflows, or underflows to 0: see `isLost`. */
export const times = (a: Ratio, b: Ratio): Ratio =>
  kept(reduced(a.over * b.over, a.under * b.under), a.over !== 0 && b.over !== 0);

export const plus = (a: Ratio, b: Ratio): Ratio =>
  kept(reduced(a.over * b.under + b.over * a.under, a.under * b.under), false);

const kept = (ratio: Ratio, notZero: boolean): Ratio =>
  Number.isFinite(ratio.over) && !(notZero && ratio.over === 0) ? ratio : ratioOf(NaN);

/** Whether a ratio has overflowed or underflowed. */
export const isLost = ({ over }: Ratio): boolean => Number.isNaN(over);

/** Whole power of a ratio, from 1; null where it is not a fraction of whole numbers that doubles hold exactly. */
export function power({ over, under }: Ratio, exponent: number): Ratio | null {
  const [a, b] = [wholePower(over, exponent), wholePower(under, exponent)];
  return a === null || b === null ? null : { over: a, under: b };
}

function wholePower(base: number, exponent: number): number | null {
  if (exponent === 1) return base;
  if (Math.abs(base) <= 1 && Number.isInteger(base)) return exponent % 2 === 0 ? Math.abs(base) : base;
  let result = 1;
  for (let k = 0; k < exponent && Number.isSafeInteger(result); k++) result *= base;
  return Number.isSafeInteger(result) ? result : null;
}

/** Whether a ratio is a fraction of whole numbers. */
export const isExact = ({ over, under }: Ratio): boolean =>
  Number.isSafeInteger(over) && Number.isSafeInteger(under);

export const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b;

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x || 1;
}
