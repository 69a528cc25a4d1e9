import { allocateZeros } from '../engine/memory.js';
import { atManyPoints, type Fn, type Vec } from '../fn.js';
import { assembleJacobian, stencil } from '../kernels/index.js';
import { needLength } from '../need.js';

/** ε^⅓, where the truncation of a central difference, h², meets its rounding, ε/h. */
export const CUBE_ROOT_EPSILON = 6.0554544523933395e-6;
/** ε^¼, the same for differences of differences. */
export const FOURTH_ROOT_EPSILON = 1.220703125e-4;

/** Most numbers of stencil points laid out at once. */
const BLOCK = 2 ** 20;

/**
 * m×n Jacobian at x by central differences, from 2n values one by one: `ask` evaluates f at `buffer`, which is x but for
 * one entry. Where `ask` writes into `buffer`, all values are computed again, each with a fresh copy.
 */
export function centralJacobian(
  who: string,
  ask: (buffer: Vec) => number | Vec,
  buffer: Vec,
  x: Vec,
  m: number,
): Vec {
  const jacobian = allocateZeros(who, 'the Jacobian', m * x.length);
  const h = x.map(representableStep);
  const values = allocateZeros(who, 'the differences', 2 * x.length * m);
  const fill = (copying: boolean): boolean => {
    for (let j = 0; j < x.length; j++) {
      for (let side = 0; side < 2; side++) {
        if (copying) buffer.set(x);
        buffer[j] = side === 0 ? x[j] + h[j] : x[j] - h[j];
        const value = ask(buffer);
        if (buffer.length !== x.length)
          throw new TypeError(`${who}: f needs to leave the array it is given as it is, got it detached`);
        if (typeof value === 'number') {
          if (m !== 1) needLength(who, 'f', [value], m);
          values[2 * j + side] = value;
        } else {
          needLength(who, 'f', value, m);
          values.set(value, (2 * j + side) * m);
        }
        if (!copying && j === 0 && !equalsExcept(buffer, x, j)) return false;
      }
      buffer[j] = x[j];
    }
    return copying || equalsExcept(buffer, x, -1);
  };
  buffer.set(x);
  if (!fill(false)) fill(true);
  assembleJacobian(m, h, values, jacobian);
  return jacobian;
}

/** Whether `buffer` is x to the bit, but for one entry. */
function equalsExcept(buffer: Vec, x: Vec, but: number): boolean {
  for (let i = 0; i < x.length; i++) if (i !== but && !Object.is(buffer[i], x[i])) return false;
  return true;
}

/** m×n Jacobian at x by central differences, the stencil's points evaluated in blocks by `atManyPoints`. */
export function centralJacobianAtOnce(who: string, given: Fn, x: Vec, m: number): Vec {
  const n = x.length;
  // A callback may come without sizes.
  const said = given.inputs === n && given.outputs === m;
  const f: Fn = said ? given : { inputs: n, outputs: m, at: (point) => given.at(point) };
  const h = x.map(representableStep);
  const values = allocateZeros(who, 'the differences', 2 * n * m);
  const block = Math.max(1, Math.min(n, Math.floor(BLOCK / (2 * n))));
  for (let from = 0; from < n; from += block) {
    const count = Math.min(block, n - from);
    const points = allocateZeros(who, 'the stencil', 2 * count * n);
    stencil(from, count, x, h, points);
    const { value } = atManyPoints(f, 2 * count).at(points);
    for (let p = 0; p < 2 * count; p++)
      for (let i = 0; i < m; i++) values[(2 * from + p) * m + i] = value[i * 2 * count + p];
  }
  const jacobian = allocateZeros(who, 'the Jacobian', m * n);
  assembleJacobian(m, h, values, jacobian);
  return jacobian;
}

/** Step ε^⅓·max(1, |x|), rounded so that x + h is a number and h is exactly the distance to it. */
function representableStep(x: number): number {
  const up = x + CUBE_ROOT_EPSILON * Math.max(1, Math.abs(x));
  return up - x;
}
