import { identity } from '../activations/identity.js';
import { multiclassHead } from '../network/model.js';
import { regressionModel } from '../network/regressionModel.js';

/**
 * Softmax regression on data with classes, as a function of its parameters [W row by row (classes ×
 * columns), then b]: the mean cross-entropy over the rows, from a start of zeros.
 * Throws TypeError for data without classes, RangeError for data without rows.
 */
export const softmaxRegression = regressionModel('softmaxRegression', multiclassHead, identity, {
  title: 'Softmax regression',
  says: 'a logit for each class, the weighted sum of the columns; cross-entropy',
  cite: 'Bridle 1990',
  tells: 'classes',
});
