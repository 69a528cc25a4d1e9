import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import { type Fn, type Ground, type Lend, local, type Vec } from '../fn.js';
import { dot } from '../kernels/index.js';
import { numbers } from '../numbers.js';
import { groundOn } from './ground.js';

/**
 * Σ(yᵢ − tᵢ)²/n as a function of y: n inputs, one output, gradient 2(y − t)/n. A Matrix target has a row for each
 * row of a batch, whose outputs then follow each other row by row; the mean is over all of them.
 * Throws TypeError for what is no array of numbers, RangeError for an empty one.
 */
export function meanSquaredError(target: ArrayLike<number> | Matrix): Fn {
  const isBatch = typeof target === 'object' && target !== null && 'rows' in target;
  const t = isBatch
    ? matrixFrom('meanSquaredError', 'target', target).data
    : numbers('meanSquaredError', 'target', target);
  const n = t.length;
  if (n === 0) throw new RangeError('meanSquaredError: target needs at least one number, got 0');
  const twice = (v: Vec, weight: number) => v.map((change) => ((2 * change) / n) * weight);
  return {
    inputs: n,
    outputs: 1,
    at(y) {
      const gap = y.map((each, i) => each - t[i]);
      return local(Float64Array.of(dot(gap, gap) / n), {
        push: (v) => Float64Array.of((2 * dot(gap, v)) / n),
        pull: (u) => twice(gap, u[0]),
        bend: (v, u) => twice(v, u[0]),
      });
    },
    ground: groundOn(meanSquaredErrorOn, t, 1),
  };
}

/** The mean squared error on a target whose numbers may change from one use to the next. */
export function meanSquaredErrorOn(t: Vec, _rows: number, lend: Lend): Ground {
  const n = t.length;
  const [gap, slopes] = [lend(n), lend(n)];
  return {
    value(y) {
      for (let i = 0; i < n; i++) gap[i] = y[i] - t[i];
      return dot(gap, gap) / n;
    },
    slope() {
      for (let i = 0; i < n; i++) slopes[i] = (2 * gap[i]) / n;
      return slopes;
    },
  };
}
