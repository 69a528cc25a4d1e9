import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import { allFinite } from './norm.js';
import { type Tangent, tangentAt } from './tangent.js';

/** A promised fall of less than this share of Σr² may drown in rounding. */
const FINE = 1e-10;
/** So little a sum may rise or fall where another test decides. */
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

/** Whether the next place is nearer to the least sum where rounding hides which of two sums is less. */
export function isNearer(near: Tangent, next: Place, sum: number): boolean {
  const { residuals } = next.near;
  if (!residuals || !allFinite(residuals.value)) return false;
  if (!(Math.abs(fall(near.r, residuals.value)) <= LEVEL * sum)) return false;
  return tangentAt(next).slack < NEARER * near.slack;
}
