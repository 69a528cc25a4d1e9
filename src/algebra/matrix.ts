import { allocateZeros, copyOf } from '../engine/memory.js';
import { ResidentNumbers, residentView } from '../engine/resident.js';
import { needLength, needNumber, needWhole, wrongKind } from '../need.js';
import { checkedNumbers } from '../numbers.js';

/** Dense row-major matrix: element (i, j) is data[i · columns + j]. Ordinary memory, no view of the engine's. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

const MOST = 2 ** 32;

/**
 * A rows × columns matrix of zeros, or of a copy of `data` in row-major order; or of a copy of rows of equal length,
 * `matrix([[1, 2], [3, 4]])`.
 * Throws RangeError for a wrong length, no rows or columns, or sizes no memory can hold, TypeError for
 * what is not a number.
 */
export function matrix(rows: readonly ArrayLike<number>[]): Matrix;
export function matrix(rows: number, columns: number, data?: ArrayLike<number>): Matrix;
export function matrix(
  rows: number | readonly ArrayLike<number>[],
  columns?: number,
  data?: ArrayLike<number>,
): Matrix {
  if (typeof rows === 'object' && columns === undefined) return matrixFrom('matrix', 'rows', rows);
  const [m, n] = [
    needWhole('matrix', 'rows', rows, 1, MOST),
    needWhole('matrix', 'columns', columns, 1, MOST),
  ];
  return {
    rows: m,
    columns: n,
    data:
      data === undefined
        ? allocateZeros('matrix', 'data', m * n)
        : checkedNumbers('matrix', 'data', data, m * n),
  };
}

/** Copy of what a caller gave for a matrix: a `Matrix`, a resident one, or an array of rows of equal length. */
export function matrixFrom(who: string, what: string, given: unknown): Matrix {
  if (isMatrix(given)) {
    const { rows, columns } = given;
    needWhole(who, `${what}.rows`, rows, 1, MOST);
    needWhole(who, `${what}.columns`, columns, 1, MOST);
    if (given instanceof ResidentNumbers)
      return { rows, columns, data: copyOf(who, what, residentView(who, what, given)) };
    return { rows, columns, data: checkedNumbers(who, `${what}.data`, given.data, rows * columns) };
  }
  if (!Array.isArray(given)) throw wrongKind(who, what, 'a matrix or an array of rows', given);
  const rows = Array.from(given, (row, i) => checkedNumbers(who, `${what}[${i}]`, row));
  if (rows.length === 0 || rows[0].length === 0) {
    throw new RangeError(`${who}: ${what} needs at least one row and one column, got ${rows.length}×0`);
  }
  const columns = rows[0].length;
  rows.forEach((row, i) => {
    needLength(who, `${what}[${i}]`, row, columns);
  });
  const data = allocateZeros(who, what, rows.length * columns);
  rows.forEach((row, i) => {
    data.set(row, i * columns);
  });
  return { rows: rows.length, columns, data };
}

/** Copy of a matrix of measurements, `matrixFrom` of numbers that are all finite. */
export function finiteMatrixFrom(who: string, what: string, given: unknown): Matrix {
  const found = matrixFrom(who, what, given);
  const bad = found.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) needNumber(who, cellName(what, found, bad), found.data[bad]);
  return found;
}

/** Name of an entry in an error, by its index in `data`: `rows[0][1] (row 1, column 2)`. */
export function cellName(what: string, { columns }: Matrix, at: number): string {
  const [i, j] = [Math.floor(at / columns), at % columns];
  return `${what}[${i}][${j}] (row ${i + 1}, column ${j + 1})`;
}

/** Copy of the numbers of an array, or of a matrix row by row; at least one. */
export function entriesFrom(who: string, what: string, given: unknown): Float64Array {
  const isRows = typeof given === 'object' && given !== null && 'rows' in given;
  const all = isRows ? matrixFrom(who, what, given).data : checkedNumbers(who, what, given);
  if (all.length === 0) throw new RangeError(`${who}: ${what} needs at least one number, got 0`);
  return all;
}

const isMatrix = (given: unknown): given is Matrix =>
  typeof given === 'object' &&
  given !== null &&
  'rows' in given &&
  'columns' in given &&
  ('data' in given || given instanceof ResidentNumbers);
