import { finiteMatrixFrom } from '../algebra/matrix.js';
import { needKeys, needWhole, wrongKind } from '../need.js';
import { finiteNumbers } from '../numbers.js';
import { randomPermutation, randomStream } from '../random.js';
import type { Data } from './data.js';
import { changedBy } from './origin.js';
import { partOf } from './split.js';

export interface FoldsOptions {
  /** Number of folds, from 2 to the number of rows; 5 unless said. */
  folds?: number;
  /** Seed, a whole number from 0 to 2⁵³ − 1: the same seed, the same folds. */
  seed?: number;
}

/**
 * Copies of the data for k-fold cross-validation, each with another share of the rows as `.validation`: every row is
 * kept apart in one of them. The seed chooses which; sizes differ by one at most. `compare` takes a model on each.
 * Throws RangeError for more folds than rows or a number that is not finite, TypeError for data that is split already.
 */
export function folds(data: Data, options: FoldsOptions = {}): (Data & { readonly validation: Data })[] {
  const who = 'folds';
  needKeys(who, 'option', options, ['folds', 'seed']);
  const { folds: count = 5, seed = 0 } = options;
  if (typeof data !== 'object' || data === null || !('x' in data)) throw wrongKind(who, 'data', 'data', data);
  if (data.validation) throw wrongKind(who, 'data.validation', 'to be none yet', data.validation);
  const x = finiteMatrixFrom(who, 'data.x', data.x);
  finiteNumbers(who, 'data.y', data.y, x.rows);
  needWhole(who, 'folds', count, 2, x.rows);
  needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const order = randomPermutation(x.rows, randomStream(seed, 'split'));
  return Array.from({ length: count }, (_, fold) => {
    const isApart = (_: number, i: number) => i % count === fold;
    const made = partOf(
      data,
      x,
      order.filter((row, i) => !isApart(row, i)),
      order.filter(isApart),
    );
    return changedBy(made, data, { fold: { of: count, index: fold, seed } });
  });
}
