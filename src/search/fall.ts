import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import { allFinite } from './norm.js';
import { type Tangent, tangentAt } from './tangent.js';

/** Shares of Σr² below which rounding may hide a predicted reduction, and does hide it. */
const [FINE, LOST] = [1e-10, 1e-16];
/** Largest rise of Σr², relative to it, that `isNearer` allows. */
const LEVEL = 1e-9;
/** Largest share of the slack that may be left at a nearer point. */
const NEARER = 0.9;

/** Reduction Σrᵢ² − Σsᵢ², summed by differences: near the end the two sums agree in all digits but the last. */
export function fall(r: Vec, s: Vec): number {
  let total = 0;
  for (let i = 0; i < r.length; i++) total += (r[i] - s[i]) * (r[i] + s[i]);
  return total;
}

export const isFine = (promised: number, sum: number): boolean => promised <= FINE * sum;
export const isLost = (promised: number, sum: number): boolean => promised <= LOST * sum;

/** Whether `next` is nearer to the least sum by its slack, of which rounding hides less than of the sum. */
export function isNearer(near: Tangent, next: Place, sum: number): boolean {
  const { residuals } = next.near;
  if (!residuals || !allFinite(residuals.value)) return false;
  if (!(fall(near.r, residuals.value) >= -LEVEL * sum)) return false;
  return tangentAt(next).slack < NEARER * near.slack;
}
