import { zeros } from '../engine/memory.js';
import type { Vec } from '../fn.js';
import { assembleJacobian, stencil } from '../kernels/index.js';
import { needLength } from '../need.js';

/** ε^⅓, where the truncation of a central difference, h², meets its rounding, ε/h. */
export const CUBE_ROOT_EPSILON = 6.0554544523933395e-6;
/** ε^¼, the same for differences of what comes by differences. */
export const FOURTH_ROOT_EPSILON = 1.220703125e-4;

/** Numbers of stencil points laid out at once. */
const BLOCK = 2 ** 20;

/** The m×n Jacobian of f at x by central differences, from 2n values. */
export function centralJacobian(who: string, f: (x: Vec) => Vec, x: Vec, m: number): Vec {
  const n = x.length;
  const h = x.map(representableStep);
  const values = zeros(who, 'the differences', 2 * n * m);
  const block = Math.max(1, Math.min(n, Math.floor(BLOCK / (2 * n))));
  for (let from = 0; from < n; from += block) {
    const count = Math.min(block, n - from);
    const points = zeros(who, 'the stencil', 2 * count * n);
    stencil(from, count, x, h, points);
    for (let row = 0; row < 2 * count; row++) {
      const value = f(points.subarray(row * n, (row + 1) * n));
      needLength(who, 'f', value, m);
      values.set(value, (2 * from + row) * m);
    }
  }
  const jacobian = zeros(who, 'the Jacobian', m * n);
  assembleJacobian(m, h, values, jacobian);
  return jacobian;
}

/** ε^⅓·max(1, |x|), made so that x + h is a number and h is exactly the distance to it. */
function representableStep(x: number): number {
  const up = x + CUBE_ROOT_EPSILON * Math.max(1, Math.abs(x));
  return up - x;
}
