import { zeros } from '../engine/memory.js';
import * as kernels from '../kernels/index.js';
import { needKeys, wrongKind } from '../need.js';
import type { Matrix } from './matrix.js';
import { isResident, type ResidentMatrix } from './resident.js';

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
export function matmul<M extends Matrix | ResidentMatrix>(
  a: Matrix | ResidentMatrix,
  b: Matrix | ResidentMatrix,
  options: MatmulOptions<M> = {},
): M {
  needMatrix('a', a);
  needMatrix('b', b);
  needKeys('matmul', 'option', options, ['transposeA', 'transposeB', 'out']);
  const left = options.transposeA ? [a.columns, a.rows] : [a.rows, a.columns];
  const right = options.transposeB ? [b.columns, b.rows] : [b.rows, b.columns];
  const [m, k] = left;
  const n = right[1];
  if (right[0] !== k) {
    throw new RangeError(`matmul: b needs ${k} rows to meet a (${left.join('×')}), got ${right.join('×')}`);
  }
  const out =
    options.out ?? ({ rows: m, columns: n, data: zeros('matmul', 'the product', m * n) } as unknown as M);
  if (options.out !== undefined) needOut(options.out, a, b, m, n);
  const multiply = options.transposeA
    ? kernels.matmulTransposeA
    : options.transposeB
      ? kernels.matmulTransposeB
      : kernels.matmul;
  const factor = options.transposeA && options.transposeB ? transposed(b) : b.data;
  multiply(m, n, k, a.data, factor, out.data);
  return out;
}

function needMatrix(what: string, given: unknown): void {
  const { rows, columns, data } = (given ?? {}) as Partial<Matrix>;
  if (isResident(given)) return;
  if (!(data instanceof Float64Array) || !Number.isSafeInteger(rows) || !Number.isSafeInteger(columns)) {
    throw wrongKind('matmul', what, 'a matrix', given);
  }
  if (data.length !== rows! * columns!) {
    throw new RangeError(
      `matmul: ${what} needs ${rows}×${columns} = ${rows! * columns!} numbers, got ${data.length}`,
    );
  }
}

function needOut(
  out: Matrix | ResidentMatrix,
  a: Matrix | ResidentMatrix,
  b: Matrix | ResidentMatrix,
  m: number,
  n: number,
) {
  needMatrix('out', out);
  if (out.rows !== m || out.columns !== n) {
    throw new RangeError(`matmul: out needs ${m}×${n}, got ${out.rows}×${out.columns}`);
  }
  if (overlap(out.data, a.data) || overlap(out.data, b.data)) {
    throw new RangeError('matmul: out needs memory of its own, got that of a factor');
  }
}

function overlap(x: Float64Array, y: Float64Array): boolean {
  if (x.buffer !== y.buffer) return false;
  return x.byteOffset < y.byteOffset + y.byteLength && y.byteOffset < x.byteOffset + x.byteLength;
}

function transposed({ rows, columns, data }: Matrix | ResidentMatrix): Float64Array {
  const out = zeros('matmul', 'bᵀ', rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j];
  return out;
}
