import type { Data } from '../data/data.js';
import { type Activation, maker } from '../entry.js';
import { needKeys } from '../need.js';
import { needClassWeights } from './classWeights.js';
import {
  type ClassifierOptions,
  l2From,
  l2Knob,
  type Model,
  type ModelEntry,
  type ModelHead,
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
  maker({ ...entry, knobs: { l2: l2Knob } }, (data: Data, options: ClassifierOptions = {}): Model => {
    needKeys(who, 'option', options, head.isClassifier ? ['l2', 'classWeights'] : ['l2']);
    const l2 = l2From(who, options.l2);
    const start = (sizes: readonly number[]) => zeroStart(who, sizes);
    const classWeights = needClassWeights(who, options.classWeights);
    const told = { l2, ...(classWeights && { classWeights }) };
    return makeModel(who, data, told, { head, hidden: [], activation, l2, start, classWeights });
  });
