import type { Data, Problem } from '../index.js';
import * as models from '../models/index.js';
import { noSuch, shown } from '../need.js';

type Make = (data: Data, options: Record<string, unknown>) => Problem;

/** Models as they are written here: softmax for softmaxRegression. */
const makers = new Map(
  Object.entries(models).map(([name, make]) => [name.replace(/Regression$/, ''), make as unknown as Make]),
);
export const modelNames = [...makers.keys()];

/** A model on data: `softmax`, `linear`, or `mlp:8,8:relu` with units of layers and an activation. */
export function modelFrom(
  who: string,
  text: string | undefined,
  data: Data,
  options: Record<string, unknown>,
): Problem {
  const [name, layers, activation, ...rest] = (text ?? (data.classes ? 'softmax' : 'linear')).split(':');
  const make = makers.get(name);
  if (!make) throw noSuch(who, 'model', name, modelNames);
  if (name !== 'mlp' && layers === undefined) return make(data, options);
  const isList = layers === undefined || /^\d+(,\d+)*$/.test(layers);
  if (name !== 'mlp' || rest.length > 0 || !isList || activation === '')
    throw new RangeError(
      `${who}: --model needs a name, or mlp with units and an activation, like mlp:8,8:relu, got ${shown(text)}`,
    );
  return make(data, {
    ...options,
    ...(layers && { layers: layers.split(',').map(Number) }),
    ...(activation && { activation }),
  });
}

/** Whether a model of this name starts at random. */
export const hasSeed = (text: string | undefined) => text?.split(':')[0] === 'mlp';
