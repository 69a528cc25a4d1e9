import type { Data } from '../data/data.js';
import { type Activation, maker } from '../entry.js';
import { needKeys } from '../need.js';
import {
  l2From,
  l2Knob,
  type Model,
  type ModelEntry,
  type ModelHead,
  type ModelOptions,
  makeModel,
} from './model.js';
import { zeroStart } from './start.js';

/** Entry of a model of one layer, started from zeros. */
export const regressionModel = (
  who: string,
  head: ModelHead,
  activation: Activation,
  entry: Omit<ModelEntry, 'knobs'>,
) =>
  maker({ ...entry, knobs: { l2: l2Knob } }, (data: Data, options: ModelOptions = {}): Model => {
    needKeys(who, 'option', options, ['l2']);
    const l2 = l2From(who, options.l2);
    const start = (sizes: readonly number[]) => zeroStart(who, sizes);
    return makeModel(who, data, { l2 }, { head, hidden: [], activation, l2, start });
  });
