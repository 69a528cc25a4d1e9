import { ResidentNumbers, viewOf } from '../engine/resident.js';
import { needWhole, wrongKind } from '../need.js';
import { checkedNumbers, numbersOf } from '../numbers.js';
import { type Matrix, matrixFrom } from './matrix.js';

/** Vector in engine memory, taken wherever an array of numbers is. It stays there until `free()`. */
export class ResidentVector extends ResidentNumbers {
  readonly length: number;

  constructor(values: Float64Array) {
    super('the vector', values.length);
    this.length = values.length;
    viewOf('resident', 'the vector', this).set(values);
  }

  /** Number i, from 0. */
  get(i: number): number {
    needWhole('resident', 'i', i, 0, this.length - 1);
    return viewOf('resident', 'the vector', this)[i];
  }

  /** Its numbers become those of an array, or of another resident. Throws RangeError for another length. */
  set(values: ArrayLike<number> | ResidentVector): void {
    const view = viewOf('resident', 'the vector', this);
    view.set(numbersOf('resident', 'values', values, this.length));
  }
}

/** Matrix in engine memory, taken wherever a `Matrix` is. It stays there until `free()`. */
export class ResidentMatrix extends ResidentNumbers {
  readonly rows: number;
  readonly columns: number;

  constructor({ rows, columns, data }: Matrix) {
    super('the matrix', data.length);
    [this.rows, this.columns] = [rows, columns];
    viewOf('resident', 'the matrix', this).set(data);
  }

  /** Element (i, j). */
  get(i: number, j: number): number {
    needWhole('resident', 'i', i, 0, this.rows - 1);
    needWhole('resident', 'j', j, 0, this.columns - 1);
    return viewOf('resident', 'the matrix', this)[i * this.columns + j];
  }

  /** Its numbers become those of a matrix of its size, or of another resident one. Throws RangeError for other sizes. */
  set(values: Matrix | ResidentMatrix | readonly ArrayLike<number>[]): void {
    const view = viewOf('resident', 'the matrix', this);
    const given = Array.isArray(values) ? matrixFrom('resident', 'values', values) : values;
    view.set(needMatrix('resident', 'values', given, this.rows, this.columns).data);
  }
}

/**
 * A copy of a vector or of a matrix in engine memory, where verbs neither copy it nor, with an `out`, allocate
 * anything. Free it when done: `free()`, or `using`.
 * Throws TypeError for what is not numbers, RangeError where no memory is left.
 */
export function resident(given: ArrayLike<number> | ResidentVector): ResidentVector;
export function resident(given: Matrix | ResidentMatrix | readonly ArrayLike<number>[]): ResidentMatrix;
export function resident(given: unknown): ResidentVector | ResidentMatrix {
  const isRows = Array.isArray(given) && typeof given[0] === 'object';
  if (isRows || (typeof given === 'object' && given !== null && 'rows' in given))
    return new ResidentMatrix(matrixFrom('resident', 'matrix', given));
  return new ResidentVector(checkedNumbers('resident', 'vector', given));
}

/**
 * Fields of a `Matrix` or of a resident one, of these sizes where they are told; read once, so that what was checked is
 * what is used.
 */
export function needMatrix(who: string, what: string, given: unknown, m?: number, n?: number): Matrix {
  if (typeof given !== 'object' || given === null) throw wrongKind(who, what, 'a matrix', given);
  const { rows, columns } = given as Matrix;
  const data = given instanceof ResidentMatrix ? viewOf(who, what, given) : (given as Matrix).data;
  if (!(data instanceof Float64Array) || !Number.isSafeInteger(rows) || !Number.isSafeInteger(columns))
    throw wrongKind(who, what, 'a matrix', given);
  if (rows < 1 || columns < 1)
    throw new RangeError(`${who}: ${what} needs at least one row and one column, got ${rows}×${columns}`);
  if (data.length !== rows * columns)
    throw new RangeError(
      `${who}: ${what} needs ${rows}×${columns} = ${rows * columns} numbers, got ${data.length}`,
    );
  if ((m ?? rows) !== rows || (n ?? columns) !== columns)
    throw new RangeError(`${who}: ${what} needs ${m}×${n}, got ${rows}×${columns}`);
  return { rows, columns, data };
}
