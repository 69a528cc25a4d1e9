import { allocateZeros } from '../engine/memory.js';
import { differenceOfProducts } from './det.js';
import { finiteMatrixFrom, type Matrix } from './matrix.js';
import type { ResidentMatrix } from './resident.js';

/** Singular value decomposition a = U·diag(S)·Vᵀ of an m×n matrix, with k = min(m, n). */
export interface Svd {
  /** m×k, columns of length 1 at right angles: where the axes go. */
  U: Matrix;
  /** The k singular values, falling. */
  S: Float64Array;
  /** n×k, columns of length 1 at right angles: the axes. */
  V: Matrix;
}

const EPSILON = 2 ** -52;
/** Tangent of twice an angle below which the angle is half of it in double precision. */
const SMALL = 2 ** -27;
const MOST_SWEEPS = 60;

type Column = Float64Array;

/**
 * Thin singular value decomposition of a, by one-sided Jacobi rotations (Hestenes 1958; Demmel and Veselić 1992), which
 * keep the digits of small singular values where those of the matrix allow. The rank is how many of S exceed
 * max(m, n)·ε·S[0].
 * Throws TypeError for what is no matrix, RangeError for numbers that are not finite.
 */
export function svd(a: Matrix | ResidentMatrix | readonly ArrayLike<number>[]): Svd {
  const { rows, columns, data } = finiteMatrixFrom('svd', 'a', a);
  const isWide = columns > rows;
  const [m, n] = isWide ? [columns, rows] : [rows, columns];
  const turned = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: m }, (_, i) => (isWide ? data[j * columns + i] : data[i * columns + j])),
  );
  const axes = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: n }, (_, i) => (i === j ? 1 : 0)),
  );
  turnUntilOrthogonal(turned, axes);
  const lengths = turned.map(lengthOf);
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j] - lengths[i]);
  const S = Float64Array.from(order, (j) => lengths[j]);
  // Of two rows the smaller is known better, from the determinant.
  if (m === 2 && n === 2 && S[0] > 0)
    S[1] = Math.abs(differenceOfProducts(data[0], data[3], data[1], data[2])) / S[0];
  const left = withUnitColumns(
    order.map((j) => turned[j]),
    order.map((j) => lengths[j]),
  );
  const right = order.map((j) => axes[j]);
  const [U, V] = (isWide ? [right, left] : [left, right]).map(matrixOfColumns);
  return { U, S, V };
}

/** Rotations of pairs of columns, and of the axes with them, until every pair is at right angles. */
function turnUntilOrthogonal(columns: readonly Column[], axes: readonly Column[]): void {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let isDone = true;
    for (let p = 0; p < columns.length; p++)
      for (let q = p + 1; q < columns.length; q++) {
        const t = tangentBetween(columns[p], columns[q]);
        if (t === 0) continue;
        isDone = false;
        const c = 1 / Math.sqrt(t * t + 1);
        for (const each of [columns, axes]) rotate(each[p], each[q], c, c * t);
      }
    if (isDone) return;
  }
}

/** Tangent of the rotation that brings two columns to right angles; 0 where they are, but for rounding. */
function tangentBetween(a: Column, b: Column): number {
  const [p, q] = [lengthOf(a), lengthOf(b)];
  if (p === 0 || q === 0) return 0;
  let cosine = 0;
  for (let i = 0; i < a.length; i++) cosine += (a[i] / p) * (b[i] / q);
  if (Math.abs(cosine) <= a.length * EPSILON) return 0;
  const zeta = (q / p - p / q) / (2 * cosine);
  const size = Math.abs(zeta);
  const t = size * SMALL > 1 ? 0.5 / size : 1 / (size + Math.sqrt(size * size + 1));
  return zeta < 0 ? -t : t;
}

function rotate(a: Column, b: Column, c: number, s: number): void {
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [a[i], b[i]];
    a[i] = c * u - s * v;
    b[i] = s * u + c * v;
  }
}

/** Length of a column, whose squares neither overflow nor are lost. */
function lengthOf(a: Column): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]));
  if (most === 0) return 0;
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] / most) * (a[i] / most);
  return most * Math.sqrt(total);
}

/** Columns divided by their lengths; those without one are any at right angles to the others. */
function withUnitColumns(columns: readonly Column[], lengths: readonly number[]): Column[] {
  const units: Column[] = [];
  columns.forEach((column, j) => {
    units.push(lengths[j] > 0 ? column.map((each) => each / lengths[j]) : unitBeside(units, column.length));
  });
  return units;
}

/** A vector of length 1 at right angles to some: of the axes the one that most of is left. */
function unitBeside(units: readonly Column[], m: number): Column {
  let best = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    const rest = new Float64Array(m);
    rest[k] = 1;
    // Twice is enough: Kahan; Giraud, Langou and Rozložník 2005.
    for (let pass = 0; pass < 2; pass++)
      for (const unit of units) {
        const share = unit.reduce((sum, each, i) => sum + each * rest[i], 0);
        for (let i = 0; i < m; i++) rest[i] -= share * unit[i];
      }
    if (lengthOf(rest) > lengthOf(best)) best = rest;
  }
  const length = lengthOf(best);
  return best.map((each) => each / length);
}

function matrixOfColumns(columns: readonly Column[]): Matrix {
  const [rows, n] = [columns[0].length, columns.length];
  const data = allocateZeros('svd', 'a factor', rows * n);
  columns.forEach((column, j) => {
    for (let i = 0; i < rows; i++) data[i * n + j] = column[i];
  });
  return { rows, columns: n, data };
}
