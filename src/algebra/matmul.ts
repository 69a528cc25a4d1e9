import { loadedEngine } from '../engine/load.js';
import { allocateZeros, isResident } from '../engine/memory.js';
import { freedResidents, residentView } from '../engine/resident.js';
import * as kernels from '../kernels/index.js';
import { needKeys } from '../need.js';
import { needOwnMemory } from '../numbers.js';
import { type Matrix, matrixFrom } from './matrix.js';
import { type AnyMatrix, needMatrix, needSingleMatrix, ResidentMatrix } from './resident.js';

export interface MatmulOptions<M extends Matrix | ResidentMatrix = Matrix> {
  /** Whether aᵀ is taken for a. */
  transposeA?: boolean;
  /** Whether bᵀ is taken for b. */
  transposeB?: boolean;
  /** Matrix that the product is written to, instead of a new one; shares memory with neither a nor b. */
  out?: M;
}

/**
 * Matrix product a·b (m×k by k×n) of matrices or arrays of rows. Every element is summed over k in rising order, so the bits are those of the plain
 * triple loop everywhere.
 * Throws RangeError where shapes do not meet or `out` shares memory with a factor, TypeError for what is not a matrix
 * and for unknown options.
 */
export function matmul<M extends Matrix | ResidentMatrix = Matrix>(
  a: AnyMatrix,
  b: AnyMatrix,
  options: MatmulOptions<M> = {},
): M {
  // A repeated call needs no checks: its residents were checked at the last one.
  if (!last || !isRepeated(last, a, b, options)) last = knownProduct(a, b, options);
  if (last) {
    last.again();
    return last.out as Matrix | ResidentMatrix as M;
  }
  needKeys('matmul', 'option', options, KEYS);
  const { transposeA, transposeB, out } = options;
  const isSingle = [a, b, out].some(inSingle);
  const need = isSingle ? needSingleMatrix : needMatrix;
  const factor = (what: string, given: unknown) =>
    Array.isArray(given) && !isSingle ? matrixFrom('matmul', what, given) : need('matmul', what, given);
  const [left, right] = [factor('a', a), factor('b', b)];
  const [m, k] = transposeA ? [left.columns, left.rows] : [left.rows, left.columns];
  const [depth, n] = transposeB ? [right.columns, right.rows] : [right.rows, right.columns];
  if (depth !== k) throw new RangeError(`matmul: b needs ${k} rows to meet a (${m}×${k}), got ${depth}×${n}`);
  const fresh =
    out === undefined ? { rows: m, columns: n, data: allocateZeros('matmul', 'the product', m * n) } : null;
  const given = fresh ? null : need('matmul', 'out', out, m, n).data;
  if (given) for (const { data } of [left, right]) needOwnMemory('matmul', 'out', given, data, 'a factor');
  const both = transposeA && transposeB;
  const known = multiplyKernels[(transposeA ? 1 : 0) + (transposeB ? 2 : 0)];
  const multiply = (isSingle ? known.single : known) as Multiply;
  const target = given ?? (isSingle ? new Float32Array(m * n) : fresh!.data);
  multiply(m, n, k, left.data, both ? transposedCopy(right) : right.data, target);
  if (fresh && isSingle) fresh.data.set(target);
  if (!both) keepProduct(a, b, options, [m, n, k], multiply.declaration.name);
  return (fresh ?? out) as M;
}

const KEYS = ['transposeA', 'transposeB', 'out'];

/** A product in either precision. */
interface Multiply {
  (m: number, n: number, k: number, a: Data, b: Data, c: Data): void;
  readonly declaration: { readonly name: string };
}
type Data = Float64Array | Float32Array;

const inSingle = (given: unknown) => given instanceof ResidentMatrix && given.precision === 'f32';

/** Kernels by which factors are transposed: a counts 1, b counts 2; with both, b is transposed beforehand. */
const multiplyKernels = [
  kernels.matmul,
  kernels.matmulTransposeA,
  kernels.matmulTransposeB,
  kernels.matmulTransposeA,
] as const;

/** Product of residents that was checked, to be called again. */
interface Repeatable {
  readonly a: ResidentMatrix;
  readonly b: ResidentMatrix;
  readonly out: ResidentMatrix;
  /** Options that were checked: none of another object has been. */
  readonly options: MatmulOptions<Matrix | ResidentMatrix>;
  readonly transposeA: boolean | undefined;
  readonly transposeB: boolean | undefined;
  /** How many residents had been freed. */
  readonly freed: number;
  again(): void;
}

let last: Repeatable | null = null;
/** Products by what they are written to. */
const known = new WeakMap<object, Repeatable>();

function knownProduct(
  a: unknown,
  b: unknown,
  options: MatmulOptions<Matrix | ResidentMatrix>,
): Repeatable | null {
  const product = (options?.out instanceof ResidentMatrix && known.get(options.out)) || null;
  return product && isRepeated(product, a, b, options) ? product : null;
}

/** Note of a product to be repeated, where all three are in engine memory. */
function keepProduct(
  a: unknown,
  b: unknown,
  options: MatmulOptions<Matrix | ResidentMatrix>,
  sizes: [number, number, number],
  kernel: string,
): void {
  const { transposeA, transposeB, out } = options;
  if (!(a instanceof ResidentMatrix && b instanceof ResidentMatrix && out instanceof ResidentMatrix)) return;
  const [left, right, target] = [a, b, out].map((each) => residentView('matmul', 'a', each));
  if (!isResident(left) || !isResident(right) || !isResident(target)) return;
  const [m, n, k] = sizes;
  const multiply = loadedEngine()!.kernels[kernel];
  // A call of the engine takes longer than a product of 4×4.
  const isDouble = out.precision === 'f64';
  const small = isDouble && !transposeA && !transposeB && m === 4 && n === 4 && k === 4;
  const again = small
    ? () => multiplyFour(left, right, target)
    : () => multiply(m, n, k, left.address, right.address, target.address);
  last = { a, b, out, options, transposeA, transposeB, freed: freedResidents(), again };
  known.set(out, last);
}

function isRepeated(
  of: Repeatable,
  a: unknown,
  b: unknown,
  options: MatmulOptions<Matrix | ResidentMatrix>,
): boolean {
  if (a !== of.a || b !== of.b || of.freed !== freedResidents()) return false;
  if (typeof options !== 'object' || options === null || options.out !== of.out) return false;
  if (options.transposeA !== of.transposeA || options.transposeB !== of.transposeB) return false;
  if (options !== of.options) for (const key in options) if (!KEYS.includes(key)) return false;
  return true;
}

/** Product of 4×4 matrices, with the bits of the kernel: each sum begins with 0. All of b is held in variables. */
function multiplyFour(a: Float64Array, b: Float64Array, c: Float64Array): void {
  const b0 = b[0];
  const b1 = b[1];
  const b2 = b[2];
  const b3 = b[3];
  const b4 = b[4];
  const b5 = b[5];
  const b6 = b[6];
  const b7 = b[7];
  const b8 = b[8];
  const b9 = b[9];
  const b10 = b[10];
  const b11 = b[11];
  const b12 = b[12];
  const b13 = b[13];
  const b14 = b[14];
  const b15 = b[15];
  for (let i = 0; i < 16; i += 4) {
    const p = a[i];
    const q = a[i + 1];
    const r = a[i + 2];
    const s = a[i + 3];
    c[i] = 0 + p * b0 + q * b4 + r * b8 + s * b12;
    c[i + 1] = 0 + p * b1 + q * b5 + r * b9 + s * b13;
    c[i + 2] = 0 + p * b2 + q * b6 + r * b10 + s * b14;
    c[i + 3] = 0 + p * b3 + q * b7 + r * b11 + s * b15;
  }
}

function transposedCopy({ rows, columns, data }: { rows: number; columns: number; data: Data }): Data {
  const out =
    data instanceof Float64Array
      ? allocateZeros('matmul', 'bᵀ', rows * columns)
      : new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j];
  return out;
}
