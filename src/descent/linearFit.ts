import { finiteMatrixFrom } from '../algebra/matrix.js';
import type { AnyMatrix } from '../algebra/resident.js';
import { makeLocal, type Vec } from '../fn.js';
import { dot, matmul, matmulTransposeA } from '../kernels/index.js';
import { finiteNumbers } from '../numbers.js';
import { LinearizedResiduals } from '../search/linearizedResiduals.js';
import { type Uncertainty, uncertaintyOf } from './uncertainty.js';

/** Linear least-squares fit. */
export interface LinearFit extends Uncertainty {
  /** Solution x, a number for each column. */
  point: Float64Array;
  /** Σrᵢ²/2. */
  value: number;
  /** Residuals r = a·x − b. */
  residuals: Float64Array;
  /** Numerical rank of a; of linearly dependent columns the surplus ones get 0. */
  rank: number;
  /** Standard error of each number of x: ∞ where the rows do not determine it. */
  standardErrors: Float64Array;
}

/** x of the least ‖a·x − b‖, by Householder QR with column pivoting, never from aᵀa. */
export function linearFit(a: AnyMatrix, b: ArrayLike<number>): LinearFit {
  const { rows: m, columns: n, data } = finiteMatrixFrom('leastSquares', 'a', a);
  const y = finiteNumbers('leastSquares', 'b', b, m);
  const times = (x: Vec): Vec => {
    const out = new Float64Array(m);
    matmul(m, 1, n, data, x, out);
    return out;
  };
  const atZero = makeLocal(
    y.map((each) => -each),
    {
      push: times,
      pull(u) {
        const out = new Float64Array(n);
        matmulTransposeA(n, 1, m, data, u, out);
        return out;
      },
      bend: () => new Float64Array(n),
      matrix: () => data,
    },
  );
  const linearized = new LinearizedResiduals(atZero, n);
  const point = linearized.gaussNewtonStep();
  const residuals = times(point).map((each, i) => each - y[i]);
  const { deviations, ...uncertainty } = uncertaintyOf(linearized, residuals);
  return {
    point,
    value: dot(residuals, residuals) / 2,
    residuals,
    rank: linearized.rank,
    standardErrors: deviations,
    ...uncertainty,
  };
}
