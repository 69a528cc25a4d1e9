import { describe, expect, it } from 'vitest';
import { loadedEngine } from '../../../src/engine/load.js';
import { type Matrix, matmul, matrix, resident } from '../../../src/index.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

const next = mulberry32(3);
const some = (rows: number, columns: number) => matrix(rows, columns, numbersOf(next, rows * columns));
const turned = ({ rows, columns, data }: Matrix) =>
  matrix(
    columns,
    rows,
    Array.from({ length: rows * columns }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]),
  );

describe('matrix', () => {
  it('copies its data, and is zeros without', () => {
    const data = [1, 2, 3, 4];
    const a = matrix(2, 2, data);
    data[0] = 9;
    expect([...a.data]).toEqual([1, 2, 3, 4]);
    expect([...matrix(1, 2).data]).toEqual([0, 0]);
  });

  it.each([
    [() => matrix(2, 2, [1, 2, 3]), RangeError, 'matrix: data needs 4 numbers, got 3'],
    [() => matrix(-1, 2), RangeError, 'matrix: rows needs a whole number from 1 to 4294967296, got -1'],
    [() => matrix(0, 2), RangeError, 'matrix: rows needs a whole number from 1 to 4294967296, got 0'],
    [() => matrix(1.5, 2), RangeError, 'matrix: rows needs a whole number from 1 to 4294967296, got 1.5'],
    [
      () => matrix('2' as never, 2),
      TypeError,
      'matrix: rows needs a whole number from 1 to 4294967296, got "2"',
    ],
    [() => matrix(1, 2, ['1', 2] as never), TypeError, 'matrix: data[0] needs a number, got "1"'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    [() => matrix(1, 2, [1, ,] as never), TypeError, 'matrix: data[1] needs a number, got undefined'],
    [() => matrix(1, 1, new Array(1)), TypeError, 'matrix: data[0] needs a number, got undefined'],
    [() => matrix(1, 1, new BigInt64Array(1) as never), TypeError, 'matrix: data[0] needs a number, got 0n'],
    [
      () => matrix(1e8, 1e8),
      RangeError,
      'matrix: data needs memory for 10000000000000000 numbers (80000000000000000 bytes), got none',
    ],
  ])('refuses case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
  });
});

describe('matmul', () => {
  it('multiplies plain and transposed factors alike', () => {
    const [a, b] = [some(13, 7), some(7, 22)];
    const plain = matmul(a, b);
    const rows = ({ rows: m, columns: n, data }: Matrix) =>
      Array.from({ length: m }, (_, i) => data.subarray(i * n, (i + 1) * n));
    expect(matmul(rows(a), rows(b))).toEqual(plain);
    expect(matrix(rows(a))).toEqual(a);
    expect([plain.rows, plain.columns]).toEqual([13, 22]);
    expect(matmul(turned(a), b, { transposeA: true })).toEqual(plain);
    expect(matmul(a, turned(b), { transposeB: true })).toEqual(plain);
    expect(matmul(turned(a), turned(b), { transposeA: true, transposeB: true })).toEqual(plain);
  });

  it('writes into out and returns it', () => {
    const out = matrix(2, 2, [9, 9, 9, 9]);
    expect(matmul(matrix(2, 1, [1, 2]), matrix(1, 2, [3, 4]), { out })).toBe(out);
    expect([...out.data]).toEqual([3, 4, 6, 8]);
  });

  const [a, b] = [matrix(2, 3), matrix(4, 2)];
  it.each([
    [() => matmul(a, b), RangeError, 'matmul: b needs 3 rows to meet a (2×3), got 4×2'],
    [
      () => matmul(a, a, { transposeB: true, out: matrix(2, 3) }),
      RangeError,
      'matmul: out needs 2×2, got 2×3',
    ],
    [
      () => matmul({ rows: 0, columns: 3, data: new Float64Array(0) }, b),
      RangeError,
      'matmul: a needs at least one row and one column, got 0×3',
    ],
    [
      () => matmul(matrix(300000, 1), matrix(1, 300000)),
      RangeError,
      'matmul: the product needs memory for 90000000000 numbers (720000000000 bytes), got none',
    ],
    [() => matmul(undefined as never, b), TypeError, 'matmul: a needs a matrix, got undefined'],
    [() => matmul(1 as never, b), TypeError, 'matmul: a needs a matrix, got 1'],
    [
      () => matmul({ ...a, data: new Float64Array(5) }, b),
      RangeError,
      'matmul: a needs 2×3 = 6 numbers, got 5',
    ],
    [
      () => matmul(a, b, { transpose: true } as never),
      TypeError,
      'matmul: no option "transpose"; did you mean "transposeA"?',
    ],
    [
      () =>
        matmul(matrix(2, 2), matrix(2, 2), {
          out: { rows: 2, columns: 2, data: matrix(2, 2).data.subarray(0, 3) },
        }),
      RangeError,
      'matmul: out needs 2×2 = 4 numbers, got 3',
    ],
  ])('refuses case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
  });

  it('refuses an out that shares memory with a factor, even in part', () => {
    const buffer = new Float64Array(6);
    const part = (from: number) => ({ rows: 2, columns: 2, data: buffer.subarray(from, from + 4) });
    expect(() => matmul(part(0), matrix(2, 2), { out: part(2) })).toThrow(
      new RangeError('matmul: out needs memory of its own, got that of a factor'),
    );
  });
});

describe('resident', () => {
  it('multiplies in place and gives its memory back', () => {
    const { memory } = loadedEngine()!;
    const before = memory.used.held;
    const [a, b, out] = [some(20, 20), some(20, 20), matrix(20, 20)].map((each) => resident(each));
    expect(matmul(a, b, { out })).toBe(out);
    expect(out.toArray()).toEqual(matmul(a, b).data);
    expect(out.get(3, 4)).toBe(out.toArray()[64]);
    for (const each of [a, b, out]) each.free();
    out.free();
    expect(memory.used.held).toBe(before);
    expect(() => out.toArray()).toThrow(
      new RangeError('resident: the matrix needs to be in memory, got one that was freed'),
    );
  });

  it('hands out copies, never views', () => {
    const a = resident(matrix(1, 1, [5]));
    const reachable = [a, Object.getPrototypeOf(a)].flatMap((object) =>
      Object.values(Object.getOwnPropertyDescriptors(object)).map(({ get, value }) => get?.call(a) ?? value),
    );
    expect(reachable.filter((part) => ArrayBuffer.isView(part) || part instanceof ArrayBuffer)).toEqual([]);
    const copy = a.toArray();
    copy[0] = 7;
    expect(a.get(0, 0)).toBe(5);
    expect(() => a.get(1, 0)).toThrow(new RangeError('resident: i needs a whole number from 0 to 0, got 1'));
    a[Symbol.dispose]?.();
  });
});
