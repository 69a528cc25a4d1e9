import { afterEach, describe, expect, it } from 'vitest';
import { adoptModule, compiledModule, loadedEngine } from '../../../src/engine/load.js';
import { type Matrix, matmul, matrix, resident, solve } from '../../../src/index.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

const module = compiledModule();
afterEach(() => adoptModule(module));
const EPSILON = 2 ** -52;

const largest = (x: Float64Array) => x.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** |b − a·x| in units of ε times what was summed: the backward error of Gaussian elimination is some n of them. */
function residual(a: Matrix, x: Matrix, b: Matrix): number {
  const product = matmul(a, x).data;
  const size = a.rows * largest(a.data) * largest(x.data) + largest(b.data);
  return largest(product.map((each, i) => each - b.data[i])) / (EPSILON * size);
}

describe('solve', () => {
  it('solves small systems exactly', () => {
    expect(solve([[2]], [6])).toEqual(Float64Array.of(3));
    expect(
      solve(
        [
          [0, 1],
          [2, 0],
        ],
        [3, 4],
      ),
    ).toEqual(Float64Array.of(2, 3));
    expect(solve(matrix(2, 2, [1, 2, 3, 4]), matrix(2, 2, [5, 6, 7, 8]))).toEqual({
      rows: 2,
      columns: 2,
      data: Float64Array.of(-3, -4, 4, 5),
    });
  });

  it('has small residuals, the same bits everywhere, and a column as if it were alone', () => {
    const next = mulberry32(8);
    for (const n of [1, 2, 3, 7, 20, 45])
      for (const k of [1, 3, 20]) {
        const [a, b] = [matrix(n, n, numbersOf(next, n * n)), matrix(n, k, numbersOf(next, n * k))];
        adoptModule(module);
        const x = solve(a, b);
        expect(residual(a, x, b)).toBeLessThan(n);
        const [there, right, out] = [resident(a), resident(b), resident(matrix(n, k))];
        const before = loadedEngine()!.memory.used;
        expect(solve(there, right, { out })).toBe(out);
        expect(loadedEngine()!.memory.used).toEqual(before);
        expect(out.toArray()).toEqual(x.data);
        const column = Float64Array.from({ length: n }, (_, i) => b.data[i * k + k - 1]);
        const [plain, held] = [new Float64Array(n), resident(column)];
        expect(solve(a, held, { out: plain })).toBe(plain);
        expect([...plain]).toEqual(Array.from({ length: n }, (_, i) => x.data[i * k + k - 1]));
        for (const each of [there, right, out, held]) each.free();
        adoptModule(null);
        expect(solve(a, b)).toEqual(x);
      }
  });

  it('solves symmetric positive definite systems by half the work, to the same residuals', () => {
    const next = mulberry32(11);
    for (const n of [2, 5, 19, 40]) {
      const half = matrix(n, n, numbersOf(next, n * n));
      const a = matmul(half, half, { transposeB: true });
      for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a.data[i * n + j] = a.data[j * n + i];
      const b = matrix(n, 2, numbersOf(next, 2 * n));
      adoptModule(module);
      const x = solve(a, b);
      expect(residual(a, x, b)).toBeLessThan(n);
      adoptModule(null);
      expect(solve(a, b)).toEqual(x);
    }
    // Of Hilbert's matrix, whose inverse is whole numbers.
    const hilbert = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => 1 / (i + j + 1)));
    const first = solve(hilbert, [1, 0, 0, 0]);
    [16, -120, 240, -140].forEach((wanted, i) => {
      expect(Math.abs(first[i] / wanted - 1)).toBeLessThan(1e-11);
    });
    // Symmetric, not positive.
    expect(
      solve(
        [
          [1, 2],
          [2, 1],
        ],
        [3, 3],
      ),
    ).toEqual(Float64Array.of(1, 1));
  });

  it('takes scales of any size for what they are', () => {
    expect(
      solve(
        [
          [1, 1],
          [0, 1e-20],
        ],
        [1, 1e-20],
      ),
    ).toEqual(Float64Array.of(0, 1));
    expect(
      solve(
        [
          [1e-300, 0],
          [0, 1e300],
        ],
        [1e-300, 1e300],
      ),
    ).toEqual(Float64Array.of(1, 1));
    // A pivot that is small from the start is none by rounding.
    expect(
      solve(
        [
          [1, 1],
          [1, 1 + 2 ** -50],
        ],
        [2, 2 + 2 ** -50],
      ),
    ).toEqual(Float64Array.of(1, 1));
  });

  it('tells a singular matrix, by rounding too', () => {
    const singular = [
      [[0]],
      [
        [1, 2],
        [2, 4],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
      [
        [0.1, 0.2, 0.3],
        [0.3, 0.6, 0.9],
        [1, 5, 2],
      ],
      [
        [0, 1, 0],
        [0, 2, 1],
        [0, 0, 3],
      ],
    ];
    for (const a of singular)
      expect(() => solve(a, new Float64Array(a.length))).toThrow(
        'solve: a needs to be regular, got a singular matrix',
      );
    const next = mulberry32(4);
    for (const n of [5, 30]) {
      const thin = matmul(
        matrix(n, n - 1, numbersOf(next, n * (n - 1))),
        matrix(n - 1, n, numbersOf(next, n * (n - 1))),
      );
      expect(() => solve(thin, new Float64Array(n))).toThrow(RangeError);
    }
  });

  const a = matrix(2, 2, [2, 0, 0, 2]);
  const freed = resident([1, 2]);
  freed.free();
  it.each<[() => unknown, Error | string]>([
    [
      () => solve(matrix(2, 3), [1, 2]),
      new RangeError('solve: a needs as many columns as rows, got 2×3; leastSquares takes others'),
    ],
    [() => solve(a, [1]), new RangeError('solve: b needs 2 numbers, got 1')],
    [() => solve(a, matrix(3, 1)), new RangeError('solve: b needs 2 rows to meet a (2×2), got 3×1')],
    [
      () =>
        solve(
          [
            [1, NaN],
            [0, 1],
          ],
          [1, 2],
        ),
      new RangeError('solve: a[0][1] (row 1, column 2) needs a finite number, got NaN'),
    ],
    [() => solve(a, [1, Infinity]), new RangeError('solve: b[1] needs a finite number, got Infinity')],
    [() => solve(a, '1' as never), new TypeError('solve: b needs an array of numbers, got "1"')],
    [() => solve(1 as never, [1]), new TypeError('solve: a needs a matrix, got 1')],
    [
      () => solve(a, [1, 2], { out: matrix(2, 1) as never }),
      new TypeError('solve: out needs a Float64Array or a resident vector, got an object'),
    ],
    [
      () => solve(a, [1, 2], { out: new Float64Array(3) }),
      new RangeError('solve: out needs 2 numbers, got 3'),
    ],
    [
      () => solve(a, matrix(2, 2), { out: a }),
      new RangeError('solve: out needs memory of its own, got that of a'),
    ],
    [() => solve(a, freed), new RangeError('solve: b needs to be in memory, got one that was freed')],
    [() => solve(a, [1, 2], { rhs: 1 } as never), TypeError as never],
  ])('refuses case %#', (call, error) => {
    expect(call).toThrow(error);
  });

  it('refuses an out that is b', () => {
    const b = Float64Array.of(1, 2);
    expect(() => solve(a, b, { out: b })).toThrow(
      new RangeError('solve: out needs memory of its own, got that of b'),
    );
    expect([...b]).toEqual([1, 2]);
  });
});
