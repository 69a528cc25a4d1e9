import { identity } from '../activations/identity.js';
import { regressionHead } from '../network/model.js';
import { regressionModel } from '../network/regressionModel.js';

/**
 * Linear regression on data with numbers to predict, as a function of its parameters [a weight for each column, then
 * b]: the mean squared error over the rows, from a start of zeros.
 * Throws TypeError for data with classes, RangeError for data without rows.
 */
export const linearRegression = regressionModel('linearRegression', regressionHead, identity, {
  title: 'Linear regression',
  says: 'a weighted sum of the columns; squared error',
  cite: 'Legendre 1805',
  tells: 'numbers',
});
