import { allocateZeros } from '../engine/memory.js';
import { type Fn, makeLocal, type Vec } from '../fn.js';
import { matmul, matmulTransposeA } from '../kernels/index.js';
import { needLength } from '../need.js';
import { centralJacobianAtOnce } from './central.js';
import { complexStepAlong, defaultComplexStep, needFormula } from './complexStep.js';
import { extrapolate } from './extrapolate.js';
import { type Line, stepScale } from './line.js';
import { type DifferenceMethod, differenceByScheme } from './scheme.js';

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
      const along = (v: Vec) => outputSlopes(who, f, method, x, v, m);
      let columns: Vec[] | null = null;
      return makeLocal(near.value.slice(), {
        push: along,
        pull(u) {
          columns ??= Array.from(x, (_, j) => outputSlopes(who, f, method, x, j, m));
          const out = allocateZeros(who, 'the gradient', x.length);
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
      const jacobian = () => (found ??= centralJacobianAtOnce(who, f, x, m));
      return makeLocal(near.value.slice(), {
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
function outputSlopes(
  who: string,
  f: Fn,
  method: DifferenceMethod,
  x: Vec,
  along: Vec | number,
  m: number,
): Vec {
  if (method === 'complex-step') {
    const v = typeof along === 'number' ? unitVector(x.length, along) : along;
    const least =
      typeof along === 'number' ? Math.abs(x[along]) : x.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    return complexStepAlong(needFormula(who, f), x, v, defaultComplexStep(least));
  }
  const known = new Map<number, Vec>();
  const at = (place: number) => {
    const has = known.get(place);
    if (has) return has;
    const { value } = f.at(movedPoint(x, along, place));
    needLength(who, 'f', value, m);
    known.set(place, value);
    return value;
  };
  return Float64Array.from({ length: m }, (_, i) => {
    const line = { ...linePosition(x, along), f: (place: number) => at(place)[i] };
    return method === 'extrapolated'
      ? extrapolate(line, 1).value
      : differenceByScheme(who, line, method, 1).value;
  });
}

/** Place of x on the line: its coordinate, or 0 on a direction, with the length of a wide step there. */
export function linePosition(x: Vec, along: Vec | number): Omit<Line, 'f'> {
  const ends = { low: -Infinity, high: Infinity };
  if (typeof along === 'number') return { x: x[along], ...ends };
  const [size, length] = [largestAbs(x), largestAbs(along)];
  return { x: 0, scale: length > 0 && length < Infinity ? stepScale(size) / length : 1, ...ends };
}

/** Point at a place of the line. */
export function movedPoint(x: Vec, along: Vec | number, place: number): Vec {
  const point = x.slice();
  if (typeof along === 'number') point[along] = place;
  else for (let i = 0; i < x.length; i++) point[i] = x[i] + place * along[i];
  return point;
}

const largestAbs = (x: Vec) => x.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

function unitVector(n: number, i: number): Vec {
  const e = new Float64Array(n);
  e[i] = 1;
  return e;
}
