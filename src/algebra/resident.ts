import type { Precision } from '../engine/kernel.js';
import { loadedEngine } from '../engine/load.js';
import { ResidentNumbers, residentView } from '../engine/resident.js';
import { needKeys, needWhole, unknownName, wrongKind } from '../need.js';
import { checkedNumbers, numbersOf } from '../numbers.js';
import { type Matrix, matrixFrom } from './matrix.js';

/** Vector in engine memory, taken wherever an array of numbers is. It stays there until `free()`. */
export class ResidentVector extends ResidentNumbers {
  readonly length: number;

  constructor(values: Float64Array, precision?: Precision) {
    super(loadedEngine()?.memory ?? null, 'the vector', values.length, precision);
    this.length = values.length;
    residentView('resident', 'the vector', this).set(values);
  }

  /** Number i, from 0. */
  get(i: number): number {
    needWhole('resident', 'i', i, 0, this.length - 1);
    return residentView('resident', 'the vector', this)[i];
  }

  /** Its numbers become those of an array, or of another resident. Throws RangeError for another length. */
  set(values: ArrayLike<number> | ResidentVector): void {
    const view = residentView('resident', 'the vector', this);
    view.set(numbersOf('resident', 'values', values, this.length));
  }
}

/** Matrix in engine memory, taken wherever a `Matrix` is. It stays there until `free()`. */
export class ResidentMatrix extends ResidentNumbers {
  readonly rows: number;
  readonly columns: number;

  constructor({ rows, columns, data }: Matrix, precision?: Precision) {
    super(loadedEngine()?.memory ?? null, 'the matrix', data.length, precision);
    [this.rows, this.columns] = [rows, columns];
    residentView('resident', 'the matrix', this).set(data);
  }

  /** Element (i, j). */
  get(i: number, j: number): number {
    needWhole('resident', 'i', i, 0, this.rows - 1);
    needWhole('resident', 'j', j, 0, this.columns - 1);
    return residentView('resident', 'the matrix', this)[i * this.columns + j];
  }

  /** Its numbers become those of a matrix of its size, or of another resident one. Throws RangeError for other sizes. */
  set(values: Matrix | ResidentMatrix | readonly ArrayLike<number>[]): void {
    const view = residentView('resident', 'the matrix', this);
    const given = Array.isArray(values) ? matrixFrom('resident', 'values', values) : values;
    view.set(needMatrix('resident', 'values', given, this.rows, this.columns).data);
  }
}

/** Matrix as callers write it. */
export type AnyMatrix = Matrix | ResidentMatrix | readonly ArrayLike<number>[];

export interface ResidentOptions {
  /** Precision of the numbers: `'f64'` unless said, or `'f32'`, of which `matmul` makes products twice as fast. */
  precision?: Precision;
}

/**
 * A copy of a vector or of a matrix in engine memory, where verbs neither copy it nor, with an `out`, allocate
 * anything. Free it when done: `free()`, or `using`.
 * Throws TypeError for what is not numbers, RangeError where no memory is left.
 */
export function resident(
  given: ArrayLike<number> | ResidentVector,
  options?: ResidentOptions,
): ResidentVector;
export function resident(
  given: Matrix | ResidentMatrix | readonly ArrayLike<number>[],
  options?: ResidentOptions,
): ResidentMatrix;
export function resident(given: unknown, options: ResidentOptions = {}): ResidentVector | ResidentMatrix {
  needKeys('resident', 'option', options, ['precision']);
  const { precision = 'f64' } = options;
  if (precision !== 'f64' && precision !== 'f32')
    throw unknownName('resident', 'precision', precision, ['f64', 'f32']);
  const isRows = Array.isArray(given) && typeof given[0] === 'object';
  if (isRows || (typeof given === 'object' && given !== null && 'rows' in given))
    return new ResidentMatrix(matrixFrom('resident', 'matrix', given), precision);
  return new ResidentVector(checkedNumbers('resident', 'vector', given), precision);
}

/** Rows and columns of numbers, in either precision. */
interface Numbers<Data extends Float64Array | Float32Array> {
  readonly rows: number;
  readonly columns: number;
  readonly data: Data;
}

/**
 * Fields of a `Matrix` or of a resident one, of these sizes where they are told; read once, so that what was checked is
 * what is used.
 */
export function needMatrix(who: string, what: string, given: unknown, m?: number, n?: number): Matrix {
  const { rows, columns, data } = needNumbers(who, what, given, m, n);
  if (data instanceof Float64Array) return { rows, columns, data };
  throw new TypeError(`${who}: ${what} needs precision 'f64', got one of 'f32'`);
}

/** The same of a resident matrix in single precision. */
export function needSingleMatrix(
  who: string,
  what: string,
  given: unknown,
  m?: number,
  n?: number,
): Numbers<Float32Array> {
  const { rows, columns, data } = needNumbers(who, what, given, m, n);
  if (data instanceof Float32Array) return { rows, columns, data };
  throw new TypeError(`${who}: ${what} needs a resident of precision 'f32', as the others, got one of 'f64'`);
}

function needNumbers(
  who: string,
  what: string,
  given: unknown,
  m?: number,
  n?: number,
): Numbers<Float64Array | Float32Array> {
  if (typeof given !== 'object' || given === null) throw wrongKind(who, what, 'a matrix', given);
  const { rows, columns } = given as Matrix;
  const isOurs = given instanceof ResidentMatrix;
  const data = isOurs ? residentView(who, what, given) : (given as Matrix).data;
  const isData = data instanceof Float64Array || (isOurs && data instanceof Float32Array);
  if (!isData || !Number.isSafeInteger(rows) || !Number.isSafeInteger(columns))
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
