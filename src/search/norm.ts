import type { Vec } from '../fn.js';

/** 2-norm of v from index `from` on, scaled where the squares would overflow or underflow. */
export function norm(v: Vec, from = 0): number {
  let total = 0;
  for (let i = from; i < v.length; i++) total += v[i] * v[i];
  if (total > 1e-280 && total < 1e280) return Math.sqrt(total);
  let most = 0;
  for (let i = from; i < v.length; i++) {
    const size = Math.abs(v[i]);
    if (!(size <= most)) most = size;
  }
  if (!(most > 0 && most < Infinity)) return most;
  total = 0;
  for (let i = from; i < v.length; i++) total += (v[i] / most) * (v[i] / most);
  return most * Math.sqrt(total);
}

export function innerProduct(a: Vec, b: Vec): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}

/** The point x + t·d. */
export const stepAlong = (x: Vec, d: Vec, t = 1): Vec => x.map((xi, i) => xi + t * d[i]);

export const isFiniteVector = (v: Vec): boolean => v.every(Number.isFinite);
