import * as activations from '../activations/index.js';
import type { Data } from '../data/data.js';
import type { Activation } from '../entry.js';
import { activationFrom } from '../layers/elementwise.js';
import { needKeys, needWhole, wrongKind } from '../need.js';
import { classes, l2From, type Model, type ModelOptions, model, quantity } from '../network/model.js';
import { glorotStart } from '../network/start.js';

export interface MlpOptions extends ModelOptions {
  /** How many units each hidden layer has: [8] unless said. */
  layers?: readonly number[];
  /** Of the hidden layers, by name or entry: tanh unless said. */
  activation?: keyof typeof activations | Activation;
  /** Of the start: a whole number from 0 to 2⁵³ − 1. */
  seed?: number;
}

const MOST_UNITS = 2 ** 20;

/**
 * A multilayer perceptron on data, as a function of its parameters: per layer W row by row (outputs × inputs), then
 * b. The loss is the mean over the rows: cross-entropy where the data have classes, else the squared error. It starts
 * from Glorot's uniform weights, biases 0.
 * Throws TypeError for an unknown activation, RangeError for sizes, and for data without rows.
 */
export function mlp(data: Data, options: MlpOptions = {}): Model {
  const who = 'mlp';
  needKeys(who, 'option', options, ['layers', 'activation', 'l2', 'seed']);
  const { layers = [8], activation = 'tanh', seed = 0 } = options;
  if (!Array.isArray(layers)) throw wrongKind(who, 'layers', 'an array of whole numbers', layers);
  const hidden = Array.from(layers as number[], (units, k) =>
    needWhole(who, `layers[${k}]`, units, 1, MOST_UNITS),
  );
  needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const hasClasses = typeof data === 'object' && data !== null && data.classes !== undefined;
  const chosen = activationFrom(who, activation);
  const name = nameOf(chosen);
  return model(who, data, name ? { ...options, activation: name } : null, {
    aim: hasClasses ? classes : quantity,
    hidden,
    activation: chosen,
    l2: l2From(who, options.l2),
    start: (sizes, replicate) => glorotStart(sizes, seed, replicate),
    isRandom: true,
  });
}

/** The name of an activation of the catalogue. */
const nameOf = (of: Activation) =>
  (Object.keys(activations) as (keyof typeof activations)[]).find((name) => activations[name] === of);
