/** A number as a fraction: of whole numbers in lowest terms where it is one, else over 1. under > 0. */
export interface Ratio {
  readonly over: number;
  readonly under: number;
}

export const ratioOf = (value: number): Ratio => ({ over: value, under: 1 });

export const negated = ({ over, under }: Ratio): Ratio => ({ over: -over, under });

/** over/under; what is not a fraction of whole numbers that a double holds exactly is divided out. */
export function reduced(over: number, under: number): Ratio {
  if (under === 0 || !Number.isSafeInteger(over) || !Number.isSafeInteger(under))
    return ratioOf(over / under);
  const common = greatestCommonDivisor(Math.abs(over), Math.abs(under)) * Math.sign(under);
  return { over: over / common, under: under / common };
}

export const times = (a: Ratio, b: Ratio): Ratio => reduced(a.over * b.over, a.under * b.under);

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x || 1;
}
