import { zeros } from '../engine/memory.js';
import * as kernels from '../kernels/index.js';
import { needKeys, wrongKind } from '../need.js';
import type { Matrix } from './matrix.js';
import { ResidentMatrix, viewOf } from './resident.js';

export interface MatmulOptions<M extends Matrix | ResidentMatrix = Matrix> {
  /** Take aᵀ for a. */
  transposeA?: boolean;
  /** Take bᵀ for b. */
  transposeB?: boolean;
  /** Where the product goes, instead of into a new matrix; shares memory with neither a nor b. */
  out?: M;
}

/**
 * The product a·b (m×k by k×n). Every element is summed over k in rising order, so the bits are those of
 * the plain triple loop everywhere.
 * Throws RangeError where shapes do not meet or `out` shares memory with a factor, TypeError for what is
 * not a matrix and for unknown options.
 */
export function matmul<M extends Matrix | ResidentMatrix = Matrix>(
  a: Matrix | ResidentMatrix,
  b: Matrix | ResidentMatrix,
  options: MatmulOptions<M> = {},
): M {
  needKeys('matmul', 'option', options, ['transposeA', 'transposeB', 'out']);
  const { transposeA, transposeB, out } = options;
  const [left, right] = [needMatrix('a', a), needMatrix('b', b)];
  const [m, k] = transposeA ? [left.columns, left.rows] : [left.rows, left.columns];
  const [depth, n] = transposeB ? [right.columns, right.rows] : [right.rows, right.columns];
  if (depth !== k) throw new RangeError(`matmul: b needs ${k} rows to meet a (${m}×${k}), got ${depth}×${n}`);
  const fresh =
    out === undefined ? { rows: m, columns: n, data: zeros('matmul', 'the product', m * n) } : null;
  const target = fresh ? fresh.data : needOut(out, left, right, m, n);
  if (transposeA && transposeB) kernels.matmulTransposeA(m, n, k, left.data, transposed(right), target);
  else if (transposeA) kernels.matmulTransposeA(m, n, k, left.data, right.data, target);
  else if (transposeB) kernels.matmulTransposeB(m, n, k, left.data, right.data, target);
  else kernels.matmul(m, n, k, left.data, right.data, target);
  return (fresh ?? out) as M;
}

/** A matrix read once, so that what was checked is what is used. */
function needMatrix(what: string, given: unknown): Matrix {
  if (typeof given !== 'object' || given === null) throw wrongKind('matmul', what, 'a matrix', given);
  const { rows, columns } = given as Matrix;
  const data = given instanceof ResidentMatrix ? viewOf(given) : (given as Matrix).data;
  if (!(data instanceof Float64Array) || !Number.isSafeInteger(rows) || !Number.isSafeInteger(columns)) {
    throw wrongKind('matmul', what, 'a matrix', given);
  }
  if (rows < 1 || columns < 1) {
    throw new RangeError(`matmul: ${what} needs at least one row and one column, got ${rows}×${columns}`);
  }
  if (data.length !== rows * columns) {
    throw new RangeError(
      `matmul: ${what} needs ${rows}×${columns} = ${rows * columns} numbers, got ${data.length}`,
    );
  }
  return { rows, columns, data };
}

function needOut(given: unknown, a: Matrix, b: Matrix, m: number, n: number): Float64Array {
  const { rows, columns, data } = needMatrix('out', given);
  if (rows !== m || columns !== n) {
    throw new RangeError(`matmul: out needs ${m}×${n}, got ${rows}×${columns}`);
  }
  if (overlap(data, a.data) || overlap(data, b.data)) {
    throw new RangeError('matmul: out needs memory of its own, got that of a factor');
  }
  return data;
}

function overlap(x: Float64Array, y: Float64Array): boolean {
  if (x.buffer !== y.buffer) return false;
  return x.byteOffset < y.byteOffset + y.byteLength && y.byteOffset < x.byteOffset + x.byteLength;
}

function transposed({ rows, columns, data }: Matrix): Float64Array {
  const out = zeros('matmul', 'bᵀ', rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j];
  return out;
}
