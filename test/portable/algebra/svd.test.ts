import { describe, expect, it } from 'vitest';
import { det, type Matrix, matmul, matrix, resident, svd } from '../../../src/index.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

const EPSILON = 2 ** -52;

// mpmath, 60 digits, of the numbers as doubles; singular values, then the determinant.
const known: [rows: number[][], S: number[], det?: number][] = [
  [
    [
      [0.1, 0.2],
      [0.3, 0.6000000000000001],
    ],
    [0.7071067811865476, 1.570092458683775e-17],
    1.1102230246251566e-17,
  ],
  [
    [
      [100000001, 1e8],
      [1e8, 99999999],
    ],
    [2e8, 5e-9],
    -1,
  ],
  [
    [
      [1, 1e-8, 1e-16],
      [2e-8, 3e-8, 1e-16],
      [1e-16, 5e-16, 7e-16],
    ],
    [1.0000000000000002, 2.9999999799999994e-8, 6.999999983333333e-16],
    2.099999981e-23,
  ],
  [
    [
      [0.5, -1.2, 0.3, 0],
      [1, 0.4, -0.6, 0.8],
      [0, 0.9, 1.5, -0.7],
    ],
    [2.061580629305004, 1.4357236216745866, 1.0856256219526106],
  ],
  [
    [
      [1e200, 2],
      [3e200, 4],
      [5e200, 1e-200],
    ],
    [5.9160797830996165e200, 3.7947331922020555],
  ],
  [
    [
      [2, -1, 0.5],
      [0.25, 3, 1],
      [-1, 0.125, 4],
    ],
    [4.359088979496862, 2.993322213358253, 2.0896148917551907],
    27.265625,
  ],
];

const largest = (data: Float64Array) => data.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** Columns of a matrix times numbers. */
const scaled = ({ rows, columns, data }: Matrix, by: Float64Array): Matrix => ({
  ...{ rows, columns },
  data: data.map((each, at) => each * by[at % columns]),
});

function identityError(q: Matrix): number {
  const { data } = matmul(q, q, { transposeA: true });
  return largest(data.map((each, at) => each - (at % (q.columns + 1) === 0 ? 1 : 0)));
}

describe('svd', () => {
  it.each(known)('has the singular values of mpmath, and their determinant: %j', (rows, S, determinant) => {
    const found = svd(rows).S;
    expect(found.length).toBe(S.length);
    found.forEach((each, k) => {
      expect(Math.abs(each - S[k])).toBeLessThanOrEqual(1e-12 * S[k]);
    });
    if (determinant !== undefined)
      expect(Math.abs(det(rows) - determinant)).toBeLessThanOrEqual(1e-10 * Math.abs(determinant));
  });

  it('has singular values of an ill-conditioned matrix to the rounding of its numbers', () => {
    const hilbert = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => 1 / (i + j + 1)));
    // mpmath, 60 digits.
    const S = [
      1.5670506910982307, 0.20853421861101332, 0.011407491623419802, 0.0003058980401511854,
      3.2879287721758157e-6,
    ];
    svd(hilbert).S.forEach((each, k) => {
      expect(Math.abs(each - S[k])).toBeLessThanOrEqual(5 * EPSILON * S[0]);
    });
    expect(Math.abs(det(hilbert) - 3.749295132519516e-12)).toBeLessThan(1e-11 * 3.7e-12);
  });

  it('is U·diag(S)·Vᵀ, with columns of length 1 at right angles, and values that fall', () => {
    const next = mulberry32(5);
    for (const [m, n] of [
      [1, 1],
      [1, 6],
      [6, 1],
      [2, 2],
      [3, 7],
      [9, 4],
      [20, 20],
    ]) {
      const a = matrix(m, n, numbersOf(next, m * n));
      const { U, S, V } = svd(a);
      const k = Math.min(m, n);
      expect([U.rows, U.columns, V.rows, V.columns, S.length]).toEqual([m, k, n, k, k]);
      const back = matmul(scaled(U, S), V, { transposeB: true });
      const size = EPSILON * (m + n);
      expect(largest(back.data.map((each, at) => each - a.data[at]))).toBeLessThan(4 * size * S[0]);
      expect(identityError(U)).toBeLessThan(4 * size);
      expect(identityError(V)).toBeLessThan(4 * size);
      expect([...S]).toEqual([...S].sort((a, b) => b - a));
      expect(svd(resident(a))).toEqual({ U, S, V });
    }
  });

  it('has the rank of a matrix, and right angles where singular values are 0', () => {
    const product = matmul(
      matrix(5, 2, numbersOf(mulberry32(2), 10)),
      matrix(2, 4, numbersOf(mulberry32(3), 8)),
    );
    const { U, S, V } = svd(product);
    expect([...S].filter((each) => each > 5 * EPSILON * S[0]).length).toBe(2);
    expect(Math.max(identityError(U), identityError(V))).toBeLessThan(40 * EPSILON);
    const zero = svd(matrix(3, 2));
    expect(zero.S).toEqual(Float64Array.of(0, 0));
    expect(Math.max(identityError(zero.U), identityError(zero.V))).toBe(0);
  });

  it('keeps numbers at the ends of doubles', () => {
    for (const size of [5e-324, 1e-300, 1e300, 1.7e308])
      expect(
        svd([
          [size, 0],
          [0, size / 2],
        ]).S[0],
      ).toBe(size);
    expect(svd([[3e300, 4e300]]).S[0]).toBeCloseTo(5e300, -289);
  });

  it('refuses what is no matrix of finite numbers', () => {
    expect(() => svd([[1, Number.NaN]])).toThrow(
      /svd: a\[0\]\[1\] \(row 1, column 2\) needs a finite number, got NaN/,
    );
    expect(() => svd(5 as never)).toThrow(/svd: a needs a matrix or an array of rows, got 5/);
  });
});

describe('det', () => {
  it('is exact for whole numbers, and changes its sign with two rows', () => {
    expect(det([[7]])).toBe(7);
    expect(
      det([
        [2, -1],
        [1, 2],
      ]),
    ).toBe(5);
    expect(
      det([
        [0, 2, 0],
        [1, 0, 0],
        [0, 0, 3],
      ]),
    ).toBe(-6);
    expect(
      det([
        [1, 2, 3],
        [2, 4, 6],
        [1, 0, 1],
      ]),
    ).toBe(0);
  });

  it('refuses other shapes', () => {
    expect(() => det([[1, 2]])).toThrow('det: a needs as many columns as rows, got 1×2');
  });
});
