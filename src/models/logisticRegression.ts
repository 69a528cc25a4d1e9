import { identity } from '../activations/identity.js';
import { binaryHead } from '../network/model.js';
import { regressionModel } from '../network/regressionModel.js';

/**
 * Logistic regression on data with two classes, as a function of its parameters [a weight for each column, then b]:
 * the mean binary cross-entropy over the rows, from a start of zeros. The logit is that of the second class.
 * Throws TypeError for data without classes, RangeError for data without rows or of more classes or fewer.
 */
export const logisticRegression = regressionModel('logisticRegression', binaryHead, identity, {
  title: 'Logistic regression',
  says: 'which of two classes, by the logit of the second; binary cross-entropy',
  cite: 'Cox 1958',
  tells: 'classes',
});
