import { zeros } from '../engine/memory.js';
import { type Fn, local, type Vec } from '../fn.js';
import { matmul, matmulTransposeA } from '../kernels/index.js';
import { needLength } from '../need.js';
import { centralAtOnce } from './central.js';
import { alongImaginary, needFormula, ownComplexStep } from './complexStep.js';
import { extrapolate } from './extrapolate.js';
import { type Line, scaleOf } from './line.js';
import { bySteps, type DifferenceMethod } from './scheme.js';

/**
 * Fn with the values of f and first derivatives by differences: `push` along the change, `pull` from the Jacobian,
 * column by column.
 */
export function byDifferences(who: string, f: Fn, method: DifferenceMethod): Fn {
  return {
    inputs: f.inputs,
    outputs: f.outputs,
    approximate: true,
    at(given) {
      const x = given.slice();
      const near = f.at(x);
      const m = near.value.length;
      const along = (v: Vec) => slopes(who, f, method, x, v, m);
      let columns: Vec[] | null = null;
      return local(near.value.slice(), {
        push: along,
        pull(u) {
          columns ??= Array.from(x, (_, j) => slopes(who, f, method, x, j, m));
          const out = zeros(who, 'the gradient', x.length);
          columns.forEach((column, j) => {
            for (let i = 0; i < m; i++) out[j] += column[i] === 0 && u[i] === 0 ? 0 : column[i] * u[i];
          });
          return out;
        },
        bend: (v, u) => near.bend(v, u),
      });
    },
  };
}

/** Fn with the values of f and first derivatives by central differences, all points evaluated at once. */
export function byCentral(who: string, f: Fn): Fn {
  return {
    inputs: f.inputs,
    outputs: f.outputs,
    approximate: true,
    at(given) {
      const x = given.slice();
      const near = f.at(x);
      const [m, n] = [near.value.length, x.length];
      let found: Vec | null = null;
      const jacobian = () => (found ??= centralAtOnce(who, f, x, m));
      return local(near.value.slice(), {
        push(v) {
          const out = new Float64Array(m);
          matmul(m, 1, n, jacobian(), v, out);
          return out;
        },
        pull(u) {
          const out = new Float64Array(n);
          matmulTransposeA(n, 1, m, jacobian(), u, out);
          return out;
        },
        bend: (v, u) => near.bend(v, u),
      });
    },
  };
}

/** Derivative of each output along a change of x, or along one of its coordinates. */
function slopes(who: string, f: Fn, method: DifferenceMethod, x: Vec, along: Vec | number, m: number): Vec {
  if (method === 'complex-step') {
    const v = typeof along === 'number' ? unit(x.length, along) : along;
    const least =
      typeof along === 'number' ? Math.abs(x[along]) : x.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    return alongImaginary(needFormula(who, f), x, v, ownComplexStep(least));
  }
  const known = new Map<number, Vec>();
  const at = (place: number) => {
    const has = known.get(place);
    if (has) return has;
    const { value } = f.at(moved(x, along, place));
    needLength(who, 'f', value, m);
    known.set(place, value);
    return value;
  };
  return Float64Array.from({ length: m }, (_, i) => {
    const line = { ...placeOf(x, along), f: (place: number) => at(place)[i] };
    return method === 'extrapolated' ? extrapolate(line, 1).value : bySteps(who, line, method, 1).value;
  });
}

/** Place of x on the line: its coordinate, or 0 on a direction, with the length of a wide step there. */
export function placeOf(x: Vec, along: Vec | number): Omit<Line, 'f'> {
  const ends = { low: -Infinity, high: Infinity };
  if (typeof along === 'number') return { x: x[along], ...ends };
  const [size, length] = [largest(x), largest(along)];
  return { x: 0, scale: length > 0 && length < Infinity ? scaleOf(size) / length : 1, ...ends };
}

/** Point at a place of the line. */
export function moved(x: Vec, along: Vec | number, place: number): Vec {
  const point = x.slice();
  if (typeof along === 'number') point[along] = place;
  else for (let i = 0; i < x.length; i++) point[i] = x[i] + place * along[i];
  return point;
}

const largest = (x: Vec) => x.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

function unit(n: number, i: number): Vec {
  const e = new Float64Array(n);
  e[i] = 1;
  return e;
}
