import type { Vec } from '../fn.js';

/** Direction z of non-positive curvature. */
interface NegativeCurvature {
  readonly direction: Vec;
}

/**
 * Cholesky factor L of A + shift·I = LLᵀ, n×n row by row; where that is not positive definite, a direction of
 * non-positive curvature.
 */
export function cholesky(a: Vec, n: number, shift: number): { lower: Vec } | NegativeCurvature {
  const lower = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = a[j * n + j] + shift;
    for (let k = 0; k < j; k++) pivot -= lower[j * n + k] * lower[j * n + k];
    if (!(pivot > 0)) return { direction: negativeCurvatureDirection(lower, a, n, j) };
    const root = Math.sqrt(pivot);
    lower[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let rest = a[i * n + j];
      for (let k = 0; k < j; k++) rest -= lower[i * n + k] * lower[j * n + k];
      lower[i * n + j] = rest / root;
    }
  }
  return { lower };
}

/** Direction z with zᵀ(A + shift·I)z = the pivot that failed: 1 there, 0 after it, before it from the leading block. */
function negativeCurvatureDirection(lower: Vec, a: Vec, n: number, failed: number): Vec {
  const z = new Float64Array(n);
  for (let i = 0; i < failed; i++) {
    let rest = -a[failed * n + i];
    for (let k = 0; k < i; k++) rest -= lower[i * n + k] * z[k];
    z[i] = rest / lower[i * n + i];
  }
  for (let i = failed - 1; i >= 0; i--) {
    for (let k = i + 1; k < failed; k++) z[i] -= lower[k * n + i] * z[k];
    z[i] /= lower[i * n + i];
  }
  z[failed] = 1;
  return z;
}

/** Solution x of LLᵀx = b. */
export function solveCholesky(lower: Vec, n: number, b: Vec): Vec {
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i * n + k] * x[k];
    x[i] /= lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= lower[k * n + i] * x[k];
    x[i] /= lower[i * n + i];
  }
  return x;
}
