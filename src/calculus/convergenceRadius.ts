import type { Formula } from '../formula/formula.js';
import { exp } from '../math/exp.js';
import { log } from '../math/log.js';
import { taylor } from './taylor.js';

/** Last of the coefficients that an estimate is made of. */
const LAST_COEFFICIENT = 80;
/** Most that the estimates of two windows of coefficients may differ by, as a share, to be of one radius. */
const AGREEMENT = 0.05;
/** Share of its terms below which a determinant is their rounding. */
const ROUNDING = 1e-9;

/**
 * Estimate of the radius of convergence of the Taylor series of f, of one variable, at a point; null where there is no
 * end, or none to be found by order 80. Of coefficients cₙ the determinants cₙ₊₁cₙ₋₁ − cₙ² fall like n^β R⁻²ⁿ also where
 * a pair of complex singularities makes the coefficients oscillate (Mercer and Roberts 1990); R is fitted to the later
 * half of them, and believed where the earlier half gives the same.
 */
export function convergenceRadius(f: Formula, x: number): number | null {
  const scale = growth(taylor(f, x, 20));
  if (scale === null) return null;
  const logs = determinantLogs(taylor(f, x, LAST_COEFFICIENT + 1, { along: [1 / scale] }));
  const [before, after] = [fittedRate(logs, 20, 40), fittedRate(logs, 40, LAST_COEFFICIENT)];
  if (before === null || after === null) return null;
  const radius = 1 / (scale * exp(after));
  return Math.abs(exp(after - before) - 1) < AGREEMENT && radius > 0 && radius < Infinity ? radius : null;
}

/** Growth of the coefficients from one to the next, by which they are divided so that none overflows; null where they end. */
function growth(coefficients: ArrayLike<number>): number | null {
  const largest = (from: number, to: number) =>
    Math.max(...Array.from(coefficients).slice(from, to).map(Math.abs));
  const [before, after] = [largest(6, 11), largest(16, 21)];
  if (!(before > 0 && after > 0 && before < Infinity && after < Infinity)) return null;
  return exp((log(after) - log(before)) / 10);
}

/** Half the logarithm of the size of each determinant; of cₙ itself where it is rounding; NaN where there is none. */
const determinantLogs = (c: ArrayLike<number>): number[] =>
  Array.from(c, (each, n) => {
    if (n === 0 || n + 1 >= c.length) return NaN;
    const [beside, own] = [c[n + 1] * c[n - 1], each * each];
    const size = Math.abs(beside) + own;
    const determinant = Math.abs(beside - own);
    return log(determinant > ROUNDING * size ? determinant : size / 2) / 2;
  });

/** Rate r of the least-squares fit of a + r·n + b·log n to what is finite from one index to another. */
function fittedRate(values: readonly number[], first: number, last: number): number | null {
  const rows: number[][] = [];
  for (let n = first; n <= last; n++)
    if (Number.isFinite(values[n])) rows.push([1, n - first, log(n), values[n]]);
  if (rows.length < 4) return null;
  const normal = [0, 1, 2].map((i) =>
    [0, 1, 2, 3].map((j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
  );
  for (const [i, pivot] of normal.entries()) {
    for (const [j, row] of normal.entries()) {
      const share = j === i ? 0 : row[i] / pivot[i];
      for (let k = 0; k < 4; k++) row[k] -= share * pivot[k];
    }
  }
  const rate = normal[1][3] / normal[1][1];
  return Number.isFinite(rate) ? rate : null;
}
