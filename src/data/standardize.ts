import { matrixFrom } from '../algebra/matrix.js';
import type { Vec } from '../fn.js';
import { needNumber, wrongKind } from '../need.js';
import type { Data } from './data.js';

/**
 * The data with every column shifted to mean 0 and divided by its population standard deviation; a
 * constant column becomes zeros. What was done is kept in `.scaling`.
 * Throws RangeError for measurements that are not finite.
 */
export function standardize(data: Data): Data {
  const who = 'standardize';
  if (typeof data !== 'object' || data === null || !('x' in data)) throw wrongKind(who, 'data', 'data', data);
  const x = matrixFrom(who, 'data.x', data.x);
  const { rows, columns } = x;
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const column = Float64Array.from({ length: rows }, (_, i) =>
      needNumber(who, `data.x[${i}, ${j}]`, x.data[i * columns + j]),
    );
    // Summed up, equal numbers give a mean that may differ from them, and leave every row the same crumb.
    const constant = column.every((value) => value === column[0]);
    mean[j] = constant ? column[0] : column.reduce((sum, value) => sum + value / rows, 0);
    const centred = column.map((value) => value - mean[j]);
    deviation[j] = spread(centred);
    for (let i = 0; i < rows; i++) x.data[i * columns + j] = constant ? 0 : centred[i] / deviation[j];
  }
  return { ...data, x, scaling: { mean, deviation } };
}

/** √(Σc²/n), in units of the largest where squares would overflow or lose their digits. */
function spread(centred: Vec): number {
  const inUnits = (unit: number) =>
    unit * Math.sqrt(centred.reduce((sum, c) => sum + ((c / unit) * (c / unit)) / centred.length, 0));
  const plain = inUnits(1);
  if (plain > 1e-140 && plain < 1e140) return plain;
  const largest = centred.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  return largest === 0 ? 0 : inUnits(largest);
}
