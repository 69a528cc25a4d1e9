import { allocateZeros } from '../engine/memory.js';
import { viewOf } from '../engine/resident.js';
import * as kernels from '../kernels/index.js';
import { needKeys } from '../need.js';
import { needOwnMemory } from '../numbers.js';
import type { Matrix } from './matrix.js';
import { needMatrix, ResidentMatrix } from './resident.js';

export interface MatmulOptions<M extends Matrix | ResidentMatrix = Matrix> {
  /** Whether aᵀ is taken for a. */
  transposeA?: boolean;
  /** Whether bᵀ is taken for b. */
  transposeB?: boolean;
  /** Matrix that the product is written to, instead of a new one; shares memory with neither a nor b. */
  out?: M;
}

/**
 * Matrix product a·b (m×k by k×n). Every element is summed over k in rising order, so the bits are those of the plain
 * triple loop everywhere.
 * Throws RangeError where shapes do not meet or `out` shares memory with a factor, TypeError for what is not a matrix
 * and for unknown options.
 */
export function matmul<M extends Matrix | ResidentMatrix = Matrix>(
  a: Matrix | ResidentMatrix,
  b: Matrix | ResidentMatrix,
  options: MatmulOptions<M> = {},
): M {
  const { last } = state;
  // A repeated call needs no checks: its resident matrices were checked at the last one.
  if (last && repeatsLastProduct(last, a, b, options)) {
    last.multiply(
      last.m,
      last.n,
      last.k,
      viewOf('matmul', 'a', a as ResidentMatrix),
      viewOf('matmul', 'b', b as ResidentMatrix),
      viewOf('matmul', 'out', last.out),
    );
    return last.out as Matrix | ResidentMatrix as M;
  }
  needKeys('matmul', 'option', options, KEYS);
  const { transposeA, transposeB, out } = options;
  const [left, right] = [needMatrix('matmul', 'a', a), needMatrix('matmul', 'b', b)];
  const [m, k] = transposeA ? [left.columns, left.rows] : [left.rows, left.columns];
  const [depth, n] = transposeB ? [right.columns, right.rows] : [right.rows, right.columns];
  if (depth !== k) throw new RangeError(`matmul: b needs ${k} rows to meet a (${m}×${k}), got ${depth}×${n}`);
  const fresh =
    out === undefined ? { rows: m, columns: n, data: allocateZeros('matmul', 'the product', m * n) } : null;
  const target = fresh ? fresh.data : needOut(out, left, right, m, n);
  const multiply = multiplyKernels[transposeIndex(transposeA, transposeB)];
  multiply(m, n, k, left.data, transposeA && transposeB ? transposedCopy(right) : right.data, target);
  if (a instanceof ResidentMatrix && b instanceof ResidentMatrix && out instanceof ResidentMatrix)
    state.last =
      transposeA && transposeB
        ? null
        : { a, b, out, way: transposeIndex(transposeA, transposeB), m, n, k, multiply };
  return (fresh ?? out) as M;
}

const KEYS = ['transposeA', 'transposeB', 'out'];

type Multiply = (m: number, n: number, k: number, a: Float64Array, b: Float64Array, c: Float64Array) => void;

/** Kernels by which factors are transposed: a counts 1, b counts 2; with both, b is transposed beforehand. */
const multiplyKernels: readonly Multiply[] = [
  kernels.matmul,
  kernels.matmulTransposeA,
  kernels.matmulTransposeB,
  kernels.matmulTransposeA,
];
const transposeIndex = (transposeA: unknown, transposeB: unknown) =>
  (transposeA ? 1 : 0) + (transposeB ? 2 : 0);

interface Last {
  a: ResidentMatrix;
  b: ResidentMatrix;
  out: ResidentMatrix;
  way: number;
  m: number;
  n: number;
  k: number;
  multiply: Multiply;
}

const state: { last: Last | null } = { last: null };

function repeatsLastProduct(last: Last, a: unknown, b: unknown, options: unknown): boolean {
  if (last.a !== a || last.b !== b || typeof options !== 'object' || options === null) return false;
  for (const key in options) if (!KEYS.includes(key)) return false;
  const { transposeA, transposeB, out } = options as Record<string, unknown>;
  return last.out === out && last.way === transposeIndex(transposeA, transposeB);
}

function needOut(given: unknown, a: Matrix, b: Matrix, m: number, n: number): Float64Array {
  const { data } = needMatrix('matmul', 'out', given, m, n);
  for (const factor of [a, b]) needOwnMemory('matmul', 'out', data, factor.data, 'a factor');
  return data;
}

function transposedCopy({ rows, columns, data }: Matrix): Float64Array {
  const out = allocateZeros('matmul', 'bᵀ', rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j];
  return out;
}
