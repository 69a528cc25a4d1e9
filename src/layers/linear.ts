import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import { allocateZeros } from '../engine/memory.js';
import { type Fn, makeFn, makeLocal, type Vec } from '../fn.js';
import { allocateCopy } from '../inPlace.js';
import { matmul, matmulTransposeA } from '../kernels/index.js';

/**
 * Linear layer y = W·x: n inputs, m outputs for W m×n (a Matrix or an array of rows; copied). Its Jacobian is W.
 * Throws TypeError or RangeError for what is not a matrix of numbers.
 */
export const linear = (weights: Matrix | ArrayLike<number>[]): Fn =>
  affineMap(matrixFrom('linear', 'W', weights), null, 1);

/** Affine layer x ↦ W·x + b at `points` points at once, as one matrix product. */
export function affineMap(weights: Matrix, b: Vec | null, points: number): Fn {
  const { rows: m, columns: n, data: w } = weights;
  const forward = (x: Vec) => {
    const y = allocateZeros('linear', 'the output', m * points);
    matmul(m, points, n, w, x, y);
    return y;
  };
  const shift = (y: Vec) => {
    if (b) for (let i = 0; i < y.length; i++) y[i] += b[(i - (i % points)) / points];
  };
  const wholly = {
    matrix: () => w.slice(),
    pushes(v: Vec, count: number) {
      const out = allocateZeros('linear', 'the output', m * count);
      matmul(m, count, n, w, v, out);
      return out;
    },
    pulls(u: Vec, count: number) {
      const out = allocateZeros('linear', 'the output', count * n);
      matmul(count, n, m, u, w, out);
      return out;
    },
  };
  return makeFn({
    inputs: n * points,
    outputs: m * points,
    at(x) {
      const value = forward(x);
      shift(value);
      return makeLocal(value, {
        ...(points === 1 && wholly),
        push: forward,
        pull(u) {
          const back = new Float64Array(n * points);
          matmulTransposeA(n, points, m, w, u, back);
          return back;
        },
        bend: () => new Float64Array(n * points),
      });
    },
    inPlace(allocate) {
      const own = allocateCopy(allocate, w);
      return {
        value(x, y) {
          matmul(m, points, n, own, x, y);
          shift(y);
        },
        pull: (u, back) => matmulTransposeA(n, points, m, own, u, back),
      };
    },
    ...(points === 1 && { many: (points: number) => affineMap(weights, b, points) }),
  });
}
