import { productRest } from '../math/pairs.js';
import { finiteMatrixFrom, type Matrix } from './matrix.js';
import type { ResidentMatrix } from './resident.js';

/** Largest factors whose products are split without overflow. */
const LARGEST = 2 ** 500;

/**
 * Determinant of an n×n matrix: of two rows to the last bits of its four numbers, of more by Gaussian elimination with
 * partial pivoting.
 * Throws RangeError for another shape and for numbers that are not finite, TypeError for what is no matrix.
 */
export function det(a: Matrix | ResidentMatrix | readonly ArrayLike<number>[]): number {
  const { rows: n, columns, data } = finiteMatrixFrom('det', 'a', a);
  if (columns !== n) throw new RangeError(`det: a needs as many columns as rows, got ${n}×${columns}`);
  if (n === 2) return differenceOfProducts(data[0], data[3], data[1], data[2]);
  return detByElimination(data, n);
}

/** a·d − b·c, with the rounding errors of both products: Kahan; Jeannerod, Louvet and Muller 2013. */
export function differenceOfProducts(a: number, d: number, b: number, c: number): number {
  const [p, q] = [a * d, b * c];
  const isSplit = [a, b, c, d].every((each) => Math.abs(each) < LARGEST);
  return isSplit ? p - q + (productRest(a, d, p) - productRest(b, c, q)) : p - q;
}

/** Product of the pivots; `a` is overwritten. */
function detByElimination(a: Float64Array, n: number): number {
  let product = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) pivot = i;
    if (a[pivot * n + k] === 0) return 0;
    if (pivot !== k) product = -product;
    for (let j = k; j < n; j++) [a[k * n + j], a[pivot * n + j]] = [a[pivot * n + j], a[k * n + j]];
    product *= a[k * n + k];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k] / a[k * n + k];
      for (let j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
    }
  }
  return product;
}
