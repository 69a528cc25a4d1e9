import { finiteMatrixFrom, type Matrix, matrix } from '../algebra/matrix.js';
import { needKeys, needNumber, needWhole, outOfRange, wrongKind } from '../need.js';
import { finiteNumbers } from '../numbers.js';
import { randomPermutation, randomStream } from '../random.js';
import type { Data } from './data.js';
import { refill } from './fillMissing.js';
import { changedBy } from './origin.js';

export interface SplitOptions {
  /** Share of the rows to keep for validation, between 0 and 1; 0.2 unless said. */
  validation?: number;
  /** Seed, a whole number from 0 to 2⁵³ − 1: the same seed, the same rows. */
  seed?: number;
}

/**
 * Copy of the data with a share of the rows moved to `.validation`, a fifth unless said: chosen by the seed, every row
 * as likely, and in both parts in the order they had. What `csv` filled in is filled in anew, with the mean or median of
 * the others alone.
 * Throws RangeError if a part would have no rows or a number is not finite, TypeError for data that is split already.
 */
export function split(data: Data, options: SplitOptions = {}): Data & { readonly validation: Data } {
  const who = 'split';
  needKeys(who, 'option', options, ['validation', 'seed']);
  const { validation = 0.2, seed = 0 } = options;
  if (typeof data !== 'object' || data === null || !('x' in data)) throw wrongKind(who, 'data', 'data', data);
  if (data.validation) throw wrongKind(who, 'data.validation', 'to be none yet', data.validation);
  const x = finiteMatrixFrom(who, 'data.x', data.x);
  finiteNumbers(who, 'data.y', data.y, x.rows);
  needShare(who, validation);
  needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const validationCount = Math.round(validation * x.rows);
  if (validationCount === 0 || validationCount === x.rows)
    throw outOfRange(who, 'validation', `a share that leaves rows in both parts of ${x.rows}`, validation);
  const order = randomPermutation(x.rows, randomStream(seed, 'split'));
  const made = partOf(data, x, order.slice(validationCount), order.slice(0, validationCount));
  return changedBy(made, data, { split: { validation, seed } });
}

/**
 * Copy of the data with some rows to learn from and others as `.validation`, both in the order they had. `x` is a copy
 * of the measurements, in which what was filled in is filled in anew.
 */
export function partOf(
  data: Data,
  x: Matrix,
  learnt: Int32Array,
  apart: Int32Array,
): Data & { readonly validation: Data } {
  const { y } = data;
  learnt.sort();
  refill(data.x, x, learnt);
  const part = (rows: Int32Array): Data => ({
    ...data,
    x: selectRows(x, rows),
    y: y instanceof Int32Array ? Int32Array.from(rows, (i) => y[i]) : Float64Array.from(rows, (i) => y[i]),
  });
  return { ...part(learnt), validation: part(apart.sort()) };
}

/** Share of rows for validation, checked. */
export const needShare = (who: string, share: unknown) =>
  needNumber(who, 'validation', share, 'a share between 0 and 1', (each) => each > 0 && each < 1);

function selectRows({ columns, data }: Matrix, rows: Int32Array): Matrix {
  const part = matrix(rows.length, columns);
  rows.forEach((from, to) => {
    part.data.set(data.subarray(from * columns, (from + 1) * columns), to * columns);
  });
  return part;
}
