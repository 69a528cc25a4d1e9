import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import { type LinearizedResiduals, linearizedAt } from './linearizedResiduals.js';
import { isFiniteVector } from './norm.js';

/** Shares of Σr² below which rounding may hide a predicted reduction, and does hide it. */
const [NEAR_ROUNDING, BELOW_ROUNDING] = [1e-10, 1e-16];
/** Largest rise of Σr², relative to it, that `isCloserToMinimum` allows. */
const LEVEL = 1e-9;
/** Largest share of the slack that may be left at a nearer point. */
const NEARER = 0.9;

/** Reduction Σrᵢ² − Σsᵢ², summed by differences: near the end the two sums agree in all digits but the last. */
export function decreaseOfSquares(r: Vec, s: Vec): number {
  let total = 0;
  for (let i = 0; i < r.length; i++) total += (r[i] - s[i]) * (r[i] + s[i]);
  return total;
}

export const isNearRounding = (promised: number, sum: number): boolean => promised <= NEAR_ROUNDING * sum;
export const isBelowRounding = (promised: number, sum: number): boolean => promised <= BELOW_ROUNDING * sum;

/** Whether `next` is nearer to the least sum by its slack, of which rounding hides less than of the sum. */
export function isCloserToMinimum(near: LinearizedResiduals, next: Place, sum: number): boolean {
  const { residuals } = next.near;
  if (!residuals || !isFiniteVector(residuals.value)) return false;
  if (!(decreaseOfSquares(near.r, residuals.value) >= -LEVEL * sum)) return false;
  return linearizedAt(next).reducibleNorm < NEARER * near.reducibleNorm;
}
