import * as activations from '../activations/index.js';
import type { Data } from '../data/data.js';
import { type Activation, maker, whole } from '../entry.js';
import { activationFrom } from '../layers/elementwise.js';
import { needKeys, needWhole, unknownName, wrongKind } from '../need.js';
import { needClassWeights } from '../network/classWeights.js';
import {
  type ClassifierOptions,
  l2From,
  l2Knob,
  type Model,
  makeModel,
  multiclassHead,
  regressionHead,
} from '../network/model.js';
import { uniformStart, type WeightStart, weightStarts } from '../network/start.js';

export interface MlpOptions extends ClassifierOptions {
  /** Units of each hidden layer: [8] unless said. */
  layers?: readonly number[];
  /** Activation of the hidden layers, by name or entry: tanh unless said. */
  activation?: keyof typeof activations | Activation;
  /** How the weights start: by Glorot's bound unless said, or by that of He et al., which is meant for relu. */
  init?: WeightStart;
  /** Seed of the start: a whole number from 0 to 2⁵³ − 1. */
  seed?: number;
}

const MOST_UNITS = 2 ** 20;
const knobs = {
  layers: { default: [8], says: 'how many units each hidden layer has' },
  activation: { default: 'tanh', says: 'of the hidden layers' },
  l2: l2Knob,
  init: { default: 'glorot', says: 'how the weights start: glorot, or he for relu' },
  seed: whole(0, 'of the start'),
} as const;

/**
 * A multilayer perceptron on data, as a function of its parameters: per layer W row by row (outputs × inputs), then
 * b. The loss is the mean over the rows: cross-entropy where the data have classes, else the squared error. It starts
 * from Glorot's uniform weights, or those of He et al., biases 0.
 * Throws TypeError for an unknown activation, RangeError for sizes, and for data without rows.
 */
export const mlp = maker(
  {
    title: 'A network',
    says: 'a multilayer perceptron; cross-entropy where there are classes, else squared error',
    cite: 'Rumelhart, Hinton and Williams 1986; started as by Glorot and Bengio 2010',
    knobs,
    tells: 'either',
  },
  (data: Data, options: MlpOptions = {}): Model => {
    const who = 'mlp';
    needKeys(who, 'option', options, [...Object.keys(knobs), 'classWeights']);
    const { seed = knobs.seed.default, activation = knobs.activation.default } = options;
    const hidden = hiddenFrom(who, options.layers);
    needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
    const hasClasses = typeof data === 'object' && data !== null && data.classes !== undefined;
    const chosen = activationFrom(who, activation);
    const l2 = l2From(who, options.l2);
    const name = nameOf(chosen);
    const init = initFrom(who, options.init);
    const classWeights = needClassWeights(who, options.classWeights);
    if (classWeights && !hasClasses)
      throw new TypeError(`${who}: classWeights needs classes, got numbers to predict`);
    const told = {
      ...{ layers: hidden, l2, seed },
      ...(init !== knobs.init.default && { init }),
      ...(classWeights && { classWeights }),
    };
    return makeModel(who, data, name ? { ...told, activation: name } : null, {
      head: hasClasses ? multiclassHead : regressionHead,
      hidden,
      activation: chosen,
      l2,
      start: (sizes, replicate) => uniformStart(who, init, sizes, seed, replicate),
      isRandom: true,
      classWeights,
    });
  },
);

function hiddenFrom(who: string, layers: readonly number[] = knobs.layers.default): number[] {
  if (!Array.isArray(layers)) throw wrongKind(who, 'layers', 'an array of whole numbers', layers);
  return Array.from(layers, (units, k) => needWhole(who, `layers[${k}]`, units, 1, MOST_UNITS));
}

function initFrom(who: string, given: unknown = knobs.init.default): WeightStart {
  if (typeof given !== 'string') throw wrongKind(who, 'init', 'a name', given);
  if (!Object.hasOwn(weightStarts, given)) throw unknownName(who, 'init', given, Object.keys(weightStarts));
  return given as WeightStart;
}

/** Name of an activation of the catalogue. */
const nameOf = (of: Activation) =>
  (Object.keys(activations) as (keyof typeof activations)[]).find((name) => activations[name] === of);
