import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import { allFinite } from './norm.js';
import { type Tangent, tangentAt } from './tangent.js';

/** A promised fall of less than these shares of Σr² may drown in rounding, and does. */
const [FINE, LOST] = [1e-10, 1e-16];
/** So little a sum may rise where another test decides. */
const LEVEL = 1e-9;
/** What is nearer leaves at most this share of the slack. */
const NEARER = 0.9;

/** Σrᵢ² − Σsᵢ² from what each has lost: near the end the two sums agree in all digits but the last. */
export function fall(r: Vec, s: Vec): number {
  let total = 0;
  for (let i = 0; i < r.length; i++) total += (r[i] - s[i]) * (r[i] + s[i]);
  return total;
}

export const isFine = (promised: number, sum: number): boolean => promised <= FINE * sum;
export const isLost = (promised: number, sum: number): boolean => promised <= LOST * sum;

/** Whether the next place is nearer to the least sum as the tangents say, of which rounding hides less. */
export function isNearer(near: Tangent, next: Place, sum: number): boolean {
  const { residuals } = next.near;
  if (!residuals || !allFinite(residuals.value)) return false;
  if (!(fall(near.r, residuals.value) >= -LEVEL * sum)) return false;
  return tangentAt(next).slack < NEARER * near.slack;
}
