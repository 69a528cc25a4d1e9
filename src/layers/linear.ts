import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import { allocateZeros, canonicalizeNaNs } from '../engine/memory.js';
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
    if (points === 1) timesPoint(w, x, y);
    else matmul(m, points, n, w, x, y);
    return y;
  };
  const shift = (y: Vec) => {
    if (b) for (let i = 0; i < y.length; i++) y[i] += b[(i - (i % points)) / points];
  };
  const wholly = {
    matrix(out = w.slice()) {
      out.set(w);
      return out;
    },
    scaled(factors: Vec, out = allocateZeros('linear', 'the matrix', m * n)) {
      for (let i = 0; i < m; i++) scaleInto(out, w, factors[i], i * n, (i + 1) * n);
      return out;
    },
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
        pull(u, back: Vec = new Float64Array(n * points)) {
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

/** Product W·x of one point, rows by fours: a sum waits for each of its terms. To the bit that of the kernel. */
function timesPoint(w: Vec, x: Vec, y: Vec): void {
  const [m, n] = [y.length, x.length];
  const fours = m & ~3;
  for (let i = 0; i < fours; i += 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let l = 0, at = i * n; l < n; l++, at++) {
      const each = x[l];
      a += w[at] * each;
      b += w[at + n] * each;
      c += w[at + 2 * n] * each;
      d += w[at + 3 * n] * each;
    }
    y[i] = a;
    y[i + 1] = b;
    y[i + 2] = c;
    y[i + 3] = d;
  }
  for (let i = fours; i < m; i++) {
    let sum = 0;
    for (let l = 0; l < n; l++) sum += w[i * n + l] * x[l];
    y[i] = sum;
  }
  canonicalizeNaNs(y);
}

function scaleInto(out: Vec, of: Vec, factor: number, from: number, to: number): void {
  for (let at = from; at < to; at++) out[at] = factor * of[at];
}
