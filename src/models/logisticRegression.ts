import { identity } from '../activations/identity.js';
import type { Data } from '../data/data.js';
import { maker } from '../entry.js';
import { needKeys } from '../need.js';
import { l2From, l2Knob, type Model, type ModelOptions, model, yesOrNo } from '../network/model.js';
import { zeroStart } from '../network/start.js';

/**
 * Logistic regression on data with two classes, as a function of its parameters [a weight for each column, then b]:
 * the mean binary cross-entropy over the rows, from a start of zeros. The logit is that of the second class.
 * Throws TypeError for data without classes, RangeError for data without rows or of more classes or fewer.
 */
export const logisticRegression = maker(
  {
    title: 'Logistic regression',
    says: 'which of two classes, by the logit of the second; binary cross-entropy',
    cite: 'Cox 1958',
    knobs: { l2: l2Knob },
    tells: 'classes',
  },
  (data: Data, options: ModelOptions = {}): Model => {
    const who = 'logisticRegression';
    needKeys(who, 'option', options, ['l2']);
    const l2 = l2From(who, options.l2);
    return model(
      who,
      data,
      { l2 },
      {
        aim: yesOrNo,
        hidden: [],
        activation: identity,
        l2,
        start: (sizes) => zeroStart(who, sizes),
      },
    );
  },
);
