import type { Vec } from '../fn.js';
import { norm } from './norm.js';

const EPSILON = 2 ** -52;

/**
 * QR factorization by Householder reflections, of columns of equal length that are overwritten. With pivoting the
 * column of largest remaining norm comes first (Businger and Golub 1965), and the rank is how many come before only
 * rounding is left.
 */
export class Qr {
  readonly rows: number;
  readonly rank: number;
  /** Index in A of each column of R. */
  readonly order: readonly number[];
  /** R above the diagonal, the Householder vectors from the diagonal down. */
  readonly #columns: readonly Vec[];
  readonly #diagonal: Vec;
  readonly #weights: Vec;

  constructor(columns: Vec[], pivoting: boolean) {
    const [rows, n] = [columns[0]?.length ?? 0, columns.length];
    const order = columns.map((_, j) => j);
    const least = Math.min(rows, n);
    this.rows = rows;
    this.order = order;
    this.#columns = columns;
    this.#diagonal = new Float64Array(least);
    this.#weights = new Float64Array(least);
    for (let j = 0; j < least; j++) {
      if (pivoting) pivotColumn(columns, order, j);
      this.#reflect(j);
    }
    const smallest = Math.max(rows, n) * EPSILON * Math.abs(this.#diagonal[0] ?? 0);
    const end = pivoting ? this.#diagonal.findIndex((d) => !(Math.abs(d) > smallest)) : least;
    this.rank = end < 0 ? least : end;
  }

  #reflect(j: number): void {
    const column = this.#columns[j];
    const length = norm(column, j);
    if (!(length > 0)) return;
    const diagonal = column[j] > 0 ? -length : length;
    const lead = column[j] - diagonal;
    for (let i = j + 1; i < this.rows; i++) column[i] /= lead;
    column[j] = 1;
    this.#diagonal[j] = diagonal;
    this.#weights[j] = -lead / diagonal;
    for (const other of this.#columns.slice(j + 1)) this.#applyReflection(j, other);
  }

  /** Reflection j of y, in place. */
  #applyReflection(j: number, y: Vec): void {
    const column = this.#columns[j];
    let along = 0;
    for (let i = j; i < this.rows; i++) along += column[i] * y[i];
    along *= this.#weights[j];
    for (let i = j; i < this.rows; i++) y[i] -= along * column[i];
  }

  /** The product Qᵀy. */
  applyQTransposed(y: Vec): Vec {
    const out = y.slice();
    for (let j = 0; j < this.#weights.length; j++) this.#applyReflection(j, out);
    return out;
  }

  /** Entry Rᵢⱼ. */
  at(i: number, j: number): number {
    if (i > j || i >= this.#diagonal.length) return 0;
    return i === j ? this.#diagonal[i] : this.#columns[j][i];
  }

  /** Solution z of Rz = c by back substitution in the first `rank` columns, 0 in the others; in the order of R. */
  backSubstitute(c: Vec, rank = this.rank): Vec {
    const z = new Float64Array(this.order.length);
    for (let i = rank - 1; i >= 0; i--) {
      let rest = c[i];
      for (let j = i + 1; j < rank; j++) rest -= this.at(i, j) * z[j];
      z[i] = rest / this.#diagonal[i];
    }
    return z;
  }

  /** The numbers `z`, given in the order of R, in that of A. */
  unpermute(z: Vec): Vec {
    const out = new Float64Array(z.length);
    this.order.forEach((place, j) => {
      out[place] = z[j];
    });
    return out;
  }
}

/** Swap of the column of largest norm from row j on into place j. */
function pivotColumn(columns: Vec[], order: number[], j: number): void {
  let [best, most] = [j, -1];
  for (let k = j; k < columns.length; k++) {
    const left = norm(columns[k], j);
    if (left > most) [best, most] = [k, left];
  }
  [columns[j], columns[best]] = [columns[best], columns[j]];
  [order[j], order[best]] = [order[best], order[j]];
}
