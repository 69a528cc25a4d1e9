// Double-double arithmetic: a pair high + low is one number to twice the digits. The high part of a result is the
// machine's; these are the rounding errors (Dekker 1971), exact unless they fall below the subnormal.

// 2²⁷ + 1 cuts a number into halves of 26 bits, whose products are exact.
const SPLIT = 134217729;

/** a + b − s, where s is the rounded sum. */
export function sumRest(a: number, b: number, s: number): number {
  const c = s - a;
  return a - (s - c) + (b - c);
}

/** ab − p, where p is the rounded product; neither factor reaches 2⁹⁹⁶. */
export function productRest(a: number, b: number, p: number): number {
  const u = SPLIT * a;
  const v = SPLIT * b;
  const high = u - (u - a);
  const other = v - (v - b);
  const low = a - high;
  const rest = b - other;
  return high * other - p + high * rest + low * other + low * rest;
}

/** (n + nLow)/(d + dLow) − q, where q is the rounded n/d. */
export function quotientRest(n: number, nLow: number, d: number, dLow: number, q: number): number {
  const p = q * d;
  return (n - p - productRest(q, d, p) + (nLow - q * dLow)) / d;
}

/** √(x + xLow) − s, where s is the rounded √x. */
export function rootRest(x: number, xLow: number, s: number): number {
  const p = s * s;
  return s > 0 ? (x - p - productRest(s, s, p) + xLow) / (2 * s) : 0;
}

/** Low part of the pair whose high part a function has returned. */
export const lower = new Float64Array(1);
