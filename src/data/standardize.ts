import { matrixFrom } from '../algebra/matrix.js';
import { wrongKind } from '../need.js';
import type { Data } from './data.js';

/**
 * The data with every column shifted to mean 0 and divided by its population standard deviation; a
 * constant column becomes zeros. What was done is kept in `.scaling`.
 */
export function standardize(data: Data): Data {
  if (typeof data !== 'object' || data === null || !('x' in data))
    throw wrongKind('standardize', 'data', 'data', data);
  const x = matrixFrom('standardize', 'data.x', data.x);
  const { rows, columns } = x;
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < rows; i++) mean[j] += x.data[i * columns + j] / rows;
    for (let i = 0; i < rows; i++) {
      x.data[i * columns + j] -= mean[j];
      deviation[j] += (x.data[i * columns + j] * x.data[i * columns + j]) / rows;
    }
    deviation[j] = Math.sqrt(deviation[j]);
    // A constant column's mean may round, and leave every row the same crumb.
    const constant = !(deviation[j] > Number.EPSILON * Math.abs(mean[j]));
    for (let i = 0; i < rows; i++)
      x.data[i * columns + j] = constant ? 0 : x.data[i * columns + j] / deviation[j];
  }
  return { ...data, x, scaling: { mean, deviation } };
}
