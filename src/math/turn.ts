// Sine and cosine of a pair r + e, |r| ≤ π/4, as r or 1 − r²/2 and a remainder.

// ±1/k!
const C3 = -1 / 6;
const C4 = 1 / 24;
const C5 = 1 / 120;
const C6 = -1 / 720;
const C7 = -1 / 5040;
const C8 = 1 / 40320;
const C9 = 1 / 362880;
const C10 = -1 / 3628800;
const C11 = -1 / 39916800;
const C12 = 1 / 479001600;
const C13 = 1 / 6227020800;
const C14 = -1 / 87178291200;
const C15 = -1 / 1307674368000;
const C16 = 1 / 20922789888000;
const C17 = 1 / 355687428096000;
const C18 = -1 / 6402373705728000;

/** sin(r + e) − r: Taylor, whose next term is below 2⁻⁶². */
export function sineRest(r: number, e: number): number {
  const z = r * r;
  const far = C11 + z * (C13 + z * (C15 + z * C17));
  return r * (z * (C3 + z * (C5 + z * (C7 + z * (C9 + z * far))))) + e * (1 - 0.5 * z);
}

/** cos(r + e) − c, where c is the rounded 1 − r²/2: Taylor, whose next term is below 2⁻⁶⁵. */
export function cosineRest(r: number, e: number, c: number): number {
  const z = r * r;
  const far = C12 + z * (C14 + z * (C16 + z * C18));
  return 1 - c - 0.5 * z + (z * (z * (C4 + z * (C6 + z * (C8 + z * (C10 + z * far))))) - r * e);
}
