import type { ResidentVector } from '../algebra/resident.js';
import { atManyPoints, type Fn, type Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needKeys, needLength, wrongKind } from '../need.js';
import { arrayList, equalColumns } from '../numbers.js';
import { fnByMethod, needOneOutput } from './method.js';
import { fnFrom, formulaFromText, type Source } from './source.js';

type Numbers = ArrayLike<number> | ResidentVector;

/** An array of numbers for each input: in the order of the inputs, or by the names of a formula's variables. */
export type Points = readonly Numbers[] | Readonly<Record<string, Numbers>>;

/** Values of f at many points, and its slopes there along each input. */
export interface ValuesAndGradient {
  values: Vec;
  gradient: Vec[];
}

/**
 * Values of f at many points: an array for each output. With `gradient: true`, for a function of one output, `{ values,
 * gradient }` with an array of slopes for each input; NaN where the value is.
 * Throws TypeError for what is no array of numbers, RangeError where the arrays differ in number or length.
 */
export function values(f: Source<ArrayLike<number>>, points: Points, options?: { gradient?: false }): Vec[];
export function values(
  f: Source<ArrayLike<number>>,
  points: Points,
  options: { gradient: true },
): ValuesAndGradient;
export function values(
  f: Source<ArrayLike<number>>,
  points: Points,
  options: { gradient?: boolean } = {},
): Vec[] | ValuesAndGradient {
  needKeys('values', 'option', options, ['gradient']);
  const { gradient = false } = options;
  if (typeof gradient !== 'boolean') throw wrongKind('values', 'gradient', 'true or false', gradient);
  const given = formulaFromText(f);
  if (given instanceof Formula) {
    const x = given.points('values', 'points', points);
    const count = x[0]?.length ?? 1;
    if (!gradient) return given.over(x, count);
    needOneOutput('values', given.roots);
    return given.slopesOver(x, count);
  }
  const x = equalColumns('values', (i) => `points[${i}]`, arrayList('values', 'points', points));
  if (x.length === 0) throw new RangeError('values: points needs an array for each input, got none');
  const fn = fnFrom('values', given, false, x.length);
  if (!Number.isNaN(fn.inputs)) needLength('values', 'points', x, fn.inputs);
  return valuesOfFn(gradient ? fnByMethod('values', fn) : fn, x, gradient);
}

function valuesOfFn(given: Fn, x: Vec[], gradient: boolean): Vec[] | ValuesAndGradient {
  const points = x[0].length;
  // Input i of point p at [i·points + p], outputs alike.
  const all = new Float64Array(x.length * points);
  x.forEach((column, i) => {
    all.set(column, i * points);
  });
  const fn = points > 0 ? withOutputCount(given, x) : given;
  const near = atManyPoints(fn, points).at(all);
  const rows = (flat: Vec, count: number) =>
    Array.from({ length: count }, (_, k) => flat.slice(k * points, (k + 1) * points));
  const found = rows(near.value, near.value.length / points || fn.outputs || 1);
  if (!gradient) return found;
  needOneOutput('values', found);
  return { values: found[0], gradient: rows(near.pull(new Float64Array(points).fill(1)), x.length) };
}

/** Fn with its number of outputs, for a callback without one that of the first point. */
function withOutputCount(fn: Fn, x: Vec[]): Fn {
  if (!Number.isNaN(fn.outputs)) return fn;
  const first = Float64Array.from(x, (column) => column[0]);
  return { inputs: x.length, outputs: fn.at(first).value.length, at: (point) => fn.at(point) };
}
