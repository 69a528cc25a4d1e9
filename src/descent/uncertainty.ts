import type { Matrix } from '../algebra/matrix.js';
import type { Vec } from '../fn.js';
import { dot } from '../kernels/index.js';
import type { LinearizedResiduals } from '../search/linearizedResiduals.js';

/** How well a fit knows its parameters, by what is left of the residuals. */
export interface Uncertainty {
  /** Degrees of freedom, m − p; observations of weight 0 are none. */
  freedom: number;
  /** Standard deviation s of the residuals, √(Σrᵢ²/(m − p)); NaN where there are no more observations than parameters. */
  deviation: number;
  /**
   * Covariance of the parameters, s²(JᵀJ)⁻¹, a row and a column for each, in their order: where the data do not
   * determine one, ∞ on the diagonal and NaN beside it.
   */
  covariance: Matrix;
}

/** The uncertainty of a fit, and the standard errors, √ of the covariance's diagonal. */
export function uncertaintyOf(
  linearized: LinearizedResiduals,
  residuals: Vec,
  observations = residuals.length,
): Uncertainty & { deviations: Float64Array } {
  const n = linearized.norms.length;
  const freedom = observations - n;
  const deviation = freedom > 0 ? Math.sqrt(dot(residuals, residuals) / freedom) : NaN;
  const unknown = linearized.parameterDeviations();
  const scaled = linearized.inverseProduct().map((each) => deviation * deviation * each);
  const data = scaled.map((each, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    if (unknown[i] < Infinity && unknown[j] < Infinity) return each;
    return i === j ? Infinity : NaN;
  });
  const deviations = unknown.map((each) => (each === Infinity ? each : deviation * each));
  return { freedom, deviation, covariance: { rows: n, columns: n, data }, deviations };
}
