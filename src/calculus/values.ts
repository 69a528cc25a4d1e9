import type { ResidentVector } from '../algebra/resident.js';
import { atManyPoints, type Fn, type Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needKeys, needLength, wrongKind } from '../need.js';
import { arrayList, equalColumns, needInPlace, needOwnMemory } from '../numbers.js';
import { fnByMethod, needOneOutput } from './method.js';
import { fnFrom, formulaFromText, type Source } from './source.js';

type Numbers = ArrayLike<number> | ResidentVector;

/** An array of numbers for each input: in the order of the inputs, or by the names of a formula's variables. */
export type Points = readonly Numbers[] | Readonly<Record<string, Numbers>>;

/** Values of f at many points, and its slopes there along each input. */
export interface ValuesAndGradient<Out = Vec> {
  values: Out;
  gradient: Out[];
}

/** Array that results are written to. */
type OutArray = Vec | ResidentVector;

/**
 * Values of f at many points: an array for each output. With `gradient: true`, for a function of one output, `{ values,
 * gradient }` with an array of slopes for each input; NaN where the value is. `out`, of the form of the result, is
 * written and returned: Float64Arrays or resident vectors that share memory with nothing else.
 * Throws TypeError for what is no array of numbers, RangeError where the arrays differ in number or length, or share
 * memory.
 */
export function values(f: Source<ArrayLike<number>>, points: Points, options?: { gradient?: false }): Vec[];
export function values<Out extends OutArray>(
  f: Source<ArrayLike<number>>,
  points: Points,
  options: { gradient?: false; out: Out[] },
): Out[];
export function values(
  f: Source<ArrayLike<number>>,
  points: Points,
  options: { gradient: true },
): ValuesAndGradient;
export function values<Out extends OutArray>(
  f: Source<ArrayLike<number>>,
  points: Points,
  options: { gradient: true; out: ValuesAndGradient<Out> },
): ValuesAndGradient<Out>;
export function values(
  f: Source<ArrayLike<number>>,
  points: Points,
  options: { gradient?: boolean; out?: OutArray[] | ValuesAndGradient<OutArray> } = {},
): OutArray[] | ValuesAndGradient<OutArray> {
  needKeys('values', 'option', options, ['gradient', 'out']);
  const { gradient = false, out } = options;
  if (typeof gradient !== 'boolean') throw wrongKind('values', 'gradient', 'true or false', gradient);
  const given = formulaFromText(f);
  if (given instanceof Formula) {
    const x = given.points('values', 'points', points);
    const count = x[0]?.length ?? 1;
    if (gradient) needOneOutput('values', given.roots);
    const arrays =
      out === undefined ? undefined : outArrays(out, gradient ? given.inputs : null, given.outputs, x, count);
    const found = gradient ? given.slopesOver(x, count, arrays) : given.over(x, count, arrays);
    return out ?? found;
  }
  const x = equalColumns('values', (i) => `points[${i}]`, arrayList('values', 'points', points));
  if (x.length === 0) throw new RangeError('values: points needs an array for each input, got none');
  const fn = fnFrom('values', given, false, x.length);
  if (!Number.isNaN(fn.inputs)) needLength('values', 'points', x, fn.inputs);
  return valuesOfFn(gradient ? fnByMethod('values', fn) : fn, x, gradient, out);
}

/** Arrays of `out`, checked: those of the values, then those of the slopes along so many inputs, if any. */
function outArrays(
  out: unknown,
  slopes: number | null,
  outputs: number,
  x: readonly Vec[],
  count: number,
): Vec[] {
  const named = slopes === null ? namedArrays('out', out, outputs) : namedParts(out, slopes);
  const arrays = named.map(([name, each]) => needInPlace('values', name, each, count));
  arrays.forEach((array, k) => {
    const [name] = named[k];
    x.forEach((other, i) => {
      needOwnMemory('values', name, array, other, `points[${i}]`);
    });
    for (let j = 0; j < k; j++) needOwnMemory('values', name, array, arrays[j], named[j][0]);
  });
  return arrays;
}

const namedArrays = (what: string, given: unknown, length: number): [name: string, array: unknown][] =>
  arrayList('values', what, given, length, 'output').map((each, k) => [`${what}[${k}]`, each]);

function namedParts(out: unknown, slopes: number): [name: string, array: unknown][] {
  if (typeof out !== 'object' || out === null || Array.isArray(out))
    throw wrongKind('values', 'out', '{ values, gradient }', out);
  needKeys('values', 'part of out', out, ['values', 'gradient']);
  const { values, gradient } = out as Partial<ValuesAndGradient>;
  return [['out.values', values], ...namedArrays('out.gradient', gradient, slopes)];
}

function valuesOfFn(
  given: Fn,
  x: Vec[],
  gradient: boolean,
  out?: OutArray[] | ValuesAndGradient<OutArray>,
): OutArray[] | ValuesAndGradient<OutArray> {
  const points = x[0].length;
  // Input i of point p at [i·points + p], outputs alike.
  const all = new Float64Array(x.length * points);
  x.forEach((column, i) => {
    all.set(column, i * points);
  });
  const fn = points > 0 ? withOutputCount(given, x) : given;
  const known = out !== undefined && !Number.isNaN(fn.outputs);
  if (gradient && known) needOneOutput('values', { length: fn.outputs });
  const arrays = known ? outArrays(out, gradient ? x.length : null, fn.outputs, x, points) : null;
  const near = atManyPoints(fn, points).at(all);
  const rows = (flat: Vec, count: number, into?: readonly Vec[]) =>
    Array.from({ length: count }, (_, k) => {
      const row = flat.subarray(k * points, (k + 1) * points);
      into?.[k].set(row);
      return into?.[k] ?? row.slice();
    });
  const found = rows(near.value, near.value.length / points || fn.outputs || 1, arrays?.slice(0, fn.outputs));
  if (!gradient) return out ?? found;
  needOneOutput('values', found);
  const slopes = near.pull(new Float64Array(points).fill(1));
  const made = { values: found[0], gradient: rows(slopes, x.length, arrays?.slice(1)) };
  return out ?? made;
}

/** Fn with its number of outputs, for a callback without one that of the first point. */
function withOutputCount(fn: Fn, x: Vec[]): Fn {
  if (!Number.isNaN(fn.outputs)) return fn;
  const first = Float64Array.from(x, (column) => column[0]);
  return { inputs: x.length, outputs: fn.at(first).value.length, at: (point) => fn.at(point) };
}
