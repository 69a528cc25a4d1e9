import { zeros } from '../engine/memory.js';
import { type Fn, many, type Vec } from '../fn.js';
import { assembleJacobian, stencil } from '../kernels/index.js';
import { needLength } from '../need.js';

/** ε^⅓, where the truncation of a central difference, h², meets its rounding, ε/h. */
export const CUBE_ROOT_EPSILON = 6.0554544523933395e-6;
/** ε^¼, the same for differences of differences. */
export const FOURTH_ROOT_EPSILON = 1.220703125e-4;

/** Most numbers of stencil points laid out at once. */
const BLOCK = 2 ** 20;

/**
 * m×n Jacobian at x by central differences, from 2n values one by one: `ask` evaluates f at `lent`, which is x but for
 * one entry. Where `ask` writes into `lent`, all values are computed again, each with a fresh copy.
 */
export function centralJacobian(
  who: string,
  ask: (lent: Vec) => number | Vec,
  lent: Vec,
  x: Vec,
  m: number,
): Vec {
  const jacobian = zeros(who, 'the Jacobian', m * x.length);
  const h = x.map(representableStep);
  const values = zeros(who, 'the differences', 2 * x.length * m);
  const fill = (copying: boolean): boolean => {
    for (let j = 0; j < x.length; j++) {
      for (let side = 0; side < 2; side++) {
        if (copying) lent.set(x);
        lent[j] = side === 0 ? x[j] + h[j] : x[j] - h[j];
        const value = ask(lent);
        if (typeof value === 'number') {
          if (m !== 1) needLength(who, 'f', [value], m);
          values[2 * j + side] = value;
        } else {
          needLength(who, 'f', value, m);
          values.set(value, (2 * j + side) * m);
        }
        if (!copying && j === 0 && !isAs(lent, x, j)) return false;
      }
      lent[j] = x[j];
    }
    return copying || isAs(lent, x, -1);
  };
  lent.set(x);
  if (!fill(false)) fill(true);
  assembleJacobian(m, h, values, jacobian);
  return jacobian;
}

/** Whether `lent` is x to the bit, but for one entry. */
function isAs(lent: Vec, x: Vec, but: number): boolean {
  for (let i = 0; i < x.length; i++) if (i !== but && !Object.is(lent[i], x[i])) return false;
  return true;
}

/** m×n Jacobian at x by central differences, the stencil's points evaluated in blocks by `many`. */
export function centralAtOnce(who: string, given: Fn, x: Vec, m: number): Vec {
  const n = x.length;
  // A callback may come without sizes.
  const said = given.inputs === n && given.outputs === m;
  const f: Fn = said ? given : { inputs: n, outputs: m, at: (point) => given.at(point) };
  const h = x.map(representableStep);
  const values = zeros(who, 'the differences', 2 * n * m);
  const block = Math.max(1, Math.min(n, Math.floor(BLOCK / (2 * n))));
  for (let from = 0; from < n; from += block) {
    const count = Math.min(block, n - from);
    const points = zeros(who, 'the stencil', 2 * count * n);
    stencil(from, count, x, h, points);
    const { value } = many(f, 2 * count).at(points);
    for (let p = 0; p < 2 * count; p++)
      for (let i = 0; i < m; i++) values[(2 * from + p) * m + i] = value[i * 2 * count + p];
  }
  const jacobian = zeros(who, 'the Jacobian', m * n);
  assembleJacobian(m, h, values, jacobian);
  return jacobian;
}

/** Step ε^⅓·max(1, |x|), rounded so that x + h is a number and h is exactly the distance to it. */
function representableStep(x: number): number {
  const up = x + CUBE_ROOT_EPSILON * Math.max(1, Math.abs(x));
  return up - x;
}
