import type { Matrix } from '../algebra/matrix.js';
import { outOfRange } from '../need.js';

/** What missing values are filled with, and which of the numbers of a matrix they are. */
interface Filling {
  readonly by: 'mean' | 'median';
  readonly cells: Float64Array;
}

/** What was filled in, of the arrays in which it stands. */
const fillings = new WeakMap<Float64Array, Filling>();

/**
 * Fills in what is NaN, in place, with the mean or median of its column; returns how many there were in each column.
 * Throws RangeError for a column without a number.
 */
export function fillMissing(who: string, x: Matrix, names: readonly string[], by: Filling['by']): number[] {
  const cells = Float64Array.from(indicesOfNaN(x.data));
  const counts = new Array<number>(x.columns).fill(0);
  for (const cell of cells) counts[cell % x.columns]++;
  const empty = counts.indexOf(x.rows);
  if (empty >= 0) throw outOfRange(who, `column "${names[empty]}"`, 'a value', '');
  if (cells.length > 0) {
    fillCells(x, { by, cells }, null);
    fillings.set(x.data, { by, cells });
  }
  return counts;
}

/** Fills in a copy anew what was filled in where it was copied from, with the mean or median of some rows alone. */
export function refill(from: Matrix, copy: Matrix, rows: Int32Array): void {
  const filling = fillings.get(from.data);
  if (filling) fillCells(copy, filling, rows);
}

function* indicesOfNaN(data: Float64Array): Generator<number> {
  for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i])) yield i;
}

/** Writes the mean or median of each column, of some rows or all, over its cells; where these rows have none, as it was. */
function fillCells({ rows, columns, data }: Matrix, { by, cells }: Filling, some: Int32Array | null): void {
  const isFilled = new Uint8Array(data.length);
  for (const cell of cells) isFilled[cell] = 1;
  const values = new Map<number, number>();
  for (const j of new Set(Array.from(cells, (cell) => cell % columns))) {
    const known: number[] = [];
    for (let k = 0; k < (some ? some.length : rows); k++) {
      const at = (some ? some[k] : k) * columns + j;
      if (isFilled[at] === 0) known.push(data[at]);
    }
    if (known.length > 0) values.set(j, by === 'mean' ? meanOf(known) : medianOf(known));
  }
  for (const cell of cells) data[cell] = values.get(cell % columns) ?? data[cell];
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value / values.length, 0);

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
}
