import { identity } from '../activations/identity.js';
import type { Data } from '../data/data.js';
import { maker } from '../entry.js';
import { needKeys } from '../need.js';
import { classes, l2From, l2Knob, type Model, type ModelOptions, model } from '../network/model.js';
import { zeroStart } from '../network/start.js';

/**
 * Softmax regression on data with classes, as a function of its parameters [W row by row (classes ×
 * columns), then b]: the mean cross-entropy over the rows, from a start of zeros.
 * Throws TypeError for data without classes, RangeError for data without rows.
 */
export const softmaxRegression = maker(
  {
    title: 'Softmax regression',
    says: 'a logit for each class, the weighted sum of the columns; cross-entropy',
    cite: 'Bridle 1990',
    knobs: { l2: l2Knob },
    tells: 'classes',
  },
  (data: Data, options: ModelOptions = {}): Model => {
    const who = 'softmaxRegression';
    needKeys(who, 'option', options, ['l2']);
    const l2 = l2From(who, options.l2);
    return model(
      who,
      data,
      { l2 },
      {
        aim: classes,
        hidden: [],
        activation: identity,
        l2,
        start: (sizes) => zeroStart(who, sizes),
      },
    );
  },
);
