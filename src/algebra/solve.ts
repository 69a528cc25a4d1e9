import { loadedEngine, withAllocator } from '../engine/load.js';
import { allocateZeros, canonicalizeNaNs, type Resident } from '../engine/memory.js';

import { needKeys, needNumber } from '../need.js';
import { needInPlace, needOwnMemory, numbersOf } from '../numbers.js';
import { cellName, type Matrix, matrixFrom } from './matrix.js';
import { type AnyMatrix, needMatrix, type ResidentMatrix, type ResidentVector } from './resident.js';

const EPSILON = 2 ** -52;

/**
 * Solution x of a·x = b for an n×n matrix a: of one that is symmetric and positive definite by Cholesky, without its
 * square roots, of any other by Gaussian elimination with partial pivoting. b is a vector of n numbers, or a matrix of a
 * right side a column, each solved with the bits of the vector. `out`, of the form of b, is written and returned; it
 * shares memory with neither. Where a is not square, `leastSquares(a, b)`.
 * Throws RangeError for a matrix that is singular, exactly or as far as rounding lets see, for sizes that do not meet,
 * shared memory, and numbers that are not finite; TypeError for what is no matrix or vector, and for unknown options.
 */
export function solve(a: AnyMatrix, b: ArrayLike<number> | ResidentVector): Float64Array;
export function solve(a: AnyMatrix, b: AnyMatrix): Matrix;
export function solve<Out extends Float64Array | ResidentVector>(
  a: AnyMatrix,
  b: ArrayLike<number> | ResidentVector,
  options: { out: Out },
): Out;
export function solve<Out extends Matrix | ResidentMatrix>(
  a: AnyMatrix,
  b: AnyMatrix,
  options: { out: Out },
): Out;
export function solve(a: unknown, b: unknown, options: { out?: unknown } = {}): unknown {
  needKeys('solve', 'option', options, ['out']);
  const { out } = options;
  const left = matrixInPlace('a', a);
  const n = left.rows;
  if (left.columns !== n)
    throw new RangeError(
      `solve: a needs as many columns as rows, got ${n}×${left.columns}; leastSquares takes others`,
    );
  const isVector = !isMatrixLike(b);
  const right = isVector ? columnOf(numbersOf('solve', 'b', b, n)) : matrixInPlace('b', b);
  const k = right.columns;
  if (right.rows !== n)
    throw new RangeError(`solve: b needs ${n} rows to meet a (${n}×${n}), got ${right.rows}×${k}`);
  const target =
    out === undefined ? allocateZeros('solve', 'the solution', n * k) : outOf(out, isVector, n, k);
  for (const [what, { data }] of [
    ['a', left],
    ['b', right],
  ] as const)
    if (out !== undefined) needOwnMemory('solve', 'out', target, data, what);
  needFinite(left.data, (at) => cellName('a', left, at));
  needFinite(right.data, (at) => (isVector ? `b[${at}]` : cellName('b', right, at)));
  withAllocator('solve', (allocate) => {
    const [lu, x] = [allocate(n * n), allocate(n * k)];
    const rows = factorizePositive(left, lu) ?? factorize(left, lu);
    substitute(lu, rows, right, x);
    target.set(x);
  });
  canonicalizeNaNs(target);
  return out ?? (isVector ? target : { rows: n, columns: k, data: target });
}

const isMatrixLike = (given: unknown) =>
  (Array.isArray(given) && typeof given[0] === 'object') ||
  (typeof given === 'object' && given !== null && 'rows' in given);

const matrixInPlace = (what: string, given: unknown): Matrix =>
  Array.isArray(given) ? matrixFrom('solve', what, given) : needMatrix('solve', what, given);

const columnOf = (data: Float64Array): Matrix => ({ rows: data.length, columns: 1, data });

const outOf = (out: unknown, isVector: boolean, n: number, k: number): Float64Array =>
  isVector ? needInPlace('solve', 'out', out, n) : needMatrix('solve', 'out', out, n, k).data;

function needFinite(data: Float64Array, name: (at: number) => string): void {
  for (let at = 0; at < data.length; at++)
    if (!Number.isFinite(data[at])) needNumber('solve', name(at), data[at]);
}

/** Numbers of a row from which a call of the engine pays. */
const MANY = 16;

/** Row operation y ← αx + y on `count` numbers, x those from `from` on, y from `to` on. */
function rowAdder(array: Float64Array): (count: number, alpha: number, from: number, to: number) => void {
  const { address } = array as Partial<Resident>;
  const axpy = loadedEngine()?.kernels.axpy;
  const there = address ?? null;
  return (count, alpha, from, to) => {
    if (there !== null && count >= MANY) axpy!(count, alpha, there + 8 * from, there + 8 * to);
    else for (let j = 0; j < count; j++) array[to + j] += alpha * array[from + j];
  };
}

/**
 * Factors LDLᵀ of a symmetric positive definite a, D·Lᵀ from the diagonal on: elimination of one half, which needs no
 * pivoting. Null where a is not symmetric, or a pivot is not above the rounding of what it was made from.
 */
function factorizePositive(a: Matrix, ldl: Float64Array): Int32Array | null {
  const n = a.rows;
  if (!isSymmetric(a)) return null;
  ldl.set(a.data);
  const add = rowAdder(ldl);
  for (let k = 0; k < n; k++) {
    // Its terms are all of one sign.
    if (!(ldl[k * n + k] > k * EPSILON * a.data[k * n + k])) return null;
    for (let i = k + 1; i < n; i++) {
      const factor = ldl[k * n + i] / ldl[k * n + k];
      ldl[i * n + k] = factor;
      if (factor !== 0) add(n - i, -factor, k * n + i, i * n + i);
    }
  }
  return ldl.every(Number.isFinite) ? Int32Array.from({ length: n }, (_, i) => i) : null;
}

/** Whether a matrix is symmetric to the bit, with a diagonal above 0. */
function isSymmetric({ rows: n, data }: Matrix): boolean {
  for (let i = 0; i < n; i++) {
    if (!(data[i * n + i] > 0)) return false;
    for (let j = 0; j < i; j++) if (data[i * n + j] !== data[j * n + i]) return false;
  }
  return true;
}

/**
 * Factors of the rows of a in the order that is returned, L below the diagonal, with ones on it, and U from there on;
 * each pivot is the largest of its column.
 */
function factorize(a: Matrix, lu: Float64Array): Int32Array {
  const n = a.rows;
  lu.set(a.data);
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const add = rowAdder(lu);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]) > Math.abs(lu[pivot * n + k])) pivot = i;
    if (pivot !== k) swapRows(lu, rows, n, k, pivot);
    needRegular(a, lu, rows, k);
    for (let i = k + 1; i < n; i++) {
      const factor = lu[i * n + k] / lu[k * n + k];
      lu[i * n + k] = factor;
      if (factor !== 0) add(n - k - 1, -factor, k * n + k + 1, i * n + k + 1);
    }
  }
  return rows;
}

function swapRows(lu: Float64Array, rows: Int32Array, n: number, i: number, j: number): void {
  [rows[i], rows[j]] = [rows[j], rows[i]];
  for (let at = 0; at < n; at++) [lu[i * n + at], lu[j * n + at]] = [lu[j * n + at], lu[i * n + at]];
}

/**
 * Throws RangeError where no number of column k from row k on is more than the rounding of what it was made from, which
 * is k ε times the sum of the sizes of its terms. The pivot mostly is.
 */
function needRegular({ data }: Matrix, lu: Float64Array, rows: Int32Array, k: number): void {
  const n = rows.length;
  for (let i = k; i < n; i++) {
    let size = Math.abs(data[rows[i] * n + k]);
    for (let j = 0; j < k; j++) size += Math.abs(lu[i * n + j] * lu[j * n + k]);
    // Where it overflows there is nothing to tell.
    if (!(Math.abs(lu[i * n + k]) <= k * EPSILON * size && size < Infinity)) return;
  }
  throw new RangeError(
    `solve: a needs to be regular, got a singular matrix: its column ${k + 1} is a sum of multiples of those before it, but for rounding`,
  );
}

/** Solutions of L·U·x = the rows of b in their order: forward, then back. */
function substitute(lu: Float64Array, rows: Int32Array, b: Matrix, x: Float64Array): void {
  const [n, k] = [rows.length, b.columns];
  rows.forEach((from, i) => {
    x.set(b.data.subarray(from * k, (from + 1) * k), i * k);
  });
  const add = rowAdder(x);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) add(k, -lu[i * n + j], j * k, i * k);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) add(k, -lu[i * n + j], j * k, i * k);
    for (let c = 0; c < k; c++) x[i * k + c] /= lu[i * n + i];
  }
}
