import type { Data } from '../data/data.js';
import { type Activation, maker } from '../entry.js';
import { needKeys } from '../need.js';
import { type Aim, l2From, l2Knob, type Model, type ModelEntry, type ModelOptions, model } from './model.js';
import { zeroStart } from './start.js';

/** Entry of a model of one layer, started from zeros. */
export const regression = (who: string, aim: Aim, activation: Activation, entry: Omit<ModelEntry, 'knobs'>) =>
  maker({ ...entry, knobs: { l2: l2Knob } }, (data: Data, options: ModelOptions = {}): Model => {
    needKeys(who, 'option', options, ['l2']);
    const l2 = l2From(who, options.l2);
    const start = (sizes: readonly number[]) => zeroStart(who, sizes);
    return model(who, data, { l2 }, { aim, hidden: [], activation, l2, start });
  });
