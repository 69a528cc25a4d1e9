import type { Matrix } from '../algebra/matrix.js';
import { needMatrix, type ResidentMatrix } from '../algebra/resident.js';
import { allocateZeros } from '../engine/memory.js';
import type { Fn, Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needKeys, needNumber, needOptions, needWhole, unknownName, wrongKind } from '../need.js';
import { needOneOutput } from './method.js';
import { fnFrom, formulaFromText, type Source } from './source.js';
import { values } from './values.js';

/** Evenly spaced numbers: from, to, and how many, both ends among them. */
export type Range = readonly [from: number, to: number, count: number];

type Ranges = Readonly<Record<string, Range>>;

const MOST = 2 ** 26;

/**
 * Values of f, of two inputs, on a grid: a matrix whose element (j, i) is f at the j-th y and the i-th x. The ranges
 * are by the names of a formula's variables, else `x` and `y`; the first of them as they are written goes along the
 * columns, the second along the rows. `out`, a matrix of that size or a resident one, is written and returned.
 * Throws RangeError for ranges that are not finite, counts below 1, more than 2²⁶ values in all, or a function that has
 * not two inputs and one output.
 */
export function grid(f: Source<ArrayLike<number>>, ranges: Ranges): Matrix;
export function grid<Out extends Matrix | ResidentMatrix>(
  f: Source<ArrayLike<number>>,
  ranges: Ranges,
  options: { out: Out },
): Out;
export function grid(
  f: Source<ArrayLike<number>>,
  ranges: Ranges,
  options: { out?: Matrix | ResidentMatrix } = {},
): Matrix | ResidentMatrix {
  needKeys('grid', 'option', options, ['out']);
  const { out } = options;
  const given = formulaFromText(f);
  const names = given instanceof Formula ? given.variables : ['x', 'y'];
  if (names.length !== 2) throw new RangeError(`grid: f needs two inputs, got ${names.length}`);
  const told = needOptions('grid', ranges);
  for (const key of Object.keys(told))
    if (!names.includes(key)) throw unknownName('grid', 'range', key, names);
  const [x, y] = names.map((name) => evenlySpaced(name, told[name]));
  const isTurned = Object.keys(told)[0] !== names[0];
  const [columns, rows] = isTurned ? [y.length, x.length] : [x.length, y.length];
  needWhole('grid', 'the number of values', columns * rows, 1, MOST);
  if (given instanceof Formula) needOneOutput('grid', given.roots);
  const data =
    out === undefined
      ? allocateZeros('grid', 'the values', rows * columns)
      : needMatrix('grid', 'out', out, rows, columns).data;
  const found = isTurned ? allocateZeros('grid', 'the values', rows * columns) : data;
  if (given instanceof Formula) given.onGrid(x, y, found);
  else valuesOfPoints(fnFrom('grid', given, false, 2), x, y, found);
  if (isTurned)
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < rows; j++) data[j * columns + i] = found[i * rows + j];
  return out ?? { rows, columns, data };
}

function valuesOfPoints(f: Fn, x: Vec, y: Vec, out: Vec): void {
  const [across, down] = [0, 1].map(() => allocateZeros('grid', 'points', out.length));
  for (let j = 0; j < y.length; j++) {
    across.set(x, j * x.length);
    down.fill(y[j], j * x.length, (j + 1) * x.length);
  }
  const found = values(f, [across, down]);
  needOneOutput('grid', found);
  out.set(found[0]);
}

/** Evenly spaced numbers of a range, its ends met exactly. */
function evenlySpaced(name: string, range: unknown): Vec {
  if (!Array.isArray(range) || range.length !== 3) throw wrongKind('grid', name, '[from, to, count]', range);
  const from = needNumber('grid', `${name}[0]`, range[0]);
  const to = needNumber('grid', `${name}[1]`, range[1]);
  const count = needWhole('grid', `${name}[2]`, range[2], 1, MOST);
  const last = Math.max(1, count - 1);
  return allocateZeros('grid', name, count).map((_, i) =>
    i === last ? to : from + i * ((to - from) / last),
  );
}
