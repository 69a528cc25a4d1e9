import { identity } from '../activations/identity.js';
import type { Data } from '../data/data.js';
import { maker } from '../entry.js';
import { needKeys } from '../need.js';
import { l2From, l2Knob, type Model, type ModelOptions, model, quantity } from '../network/model.js';
import { zeroStart } from '../network/start.js';

/**
 * Linear regression on data with numbers to predict, as a function of its parameters [a weight for each column, then
 * b]: the mean squared error over the rows, from a start of zeros.
 * Throws TypeError for data with classes, RangeError for data without rows.
 */
export const linearRegression = maker(
  {
    title: 'Linear regression',
    says: 'a weighted sum of the columns; squared error',
    cite: 'Legendre 1805',
    knobs: { l2: l2Knob },
    tells: 'numbers',
  },
  (data: Data, options: ModelOptions = {}): Model => {
    const who = 'linearRegression';
    needKeys(who, 'option', options, ['l2']);
    const l2 = l2From(who, options.l2);
    return model(
      who,
      data,
      { l2 },
      {
        aim: quantity,
        hidden: [],
        activation: identity,
        l2,
        start: (sizes) => zeroStart(who, sizes),
      },
    );
  },
);
