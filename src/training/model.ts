import * as activations from '../activations/index.js';
import type { Data } from '../data/data.js';
import { byName } from '../entry.js';
import * as models from '../models/index.js';
import { noSuch, outOfRange } from '../need.js';
import type { Model, ModelEntry } from '../network/model.js';

type Make = ModelEntry & ((data: Data, options: Record<string, unknown>) => Model);

/** Models as they are written: softmax for softmaxRegression. */
const makers = new Map(
  Object.entries(models as unknown as Record<string, Make>).map(([name, make]) => [
    name.replace(/Regression$/, ''),
    make,
  ]),
);
export const modelNames = [...makers.keys()];
/** One of each, with the layers it has when none are asked for. */
export const modelTexts = modelNames.map((name) => {
  const layers = layersOf(makers.get(name)!);
  return layers ? `${name}:${layers}` : name;
});

/** A model that was asked for, before there are data. */
export interface Written {
  /** `Softmax regression`, `A network of 8, 8 units`. */
  title: string;
  tells: ModelEntry['tells'];
  /** Of a seed, what starts at random. */
  on(data: Data, options: { seed: number; l2?: unknown }): Model;
}

/** `softmax`, `linear`, or `mlp:8,8:relu` with the units of hidden layers and an activation. */
export function modelFrom(who: string, what: string, text: string): Written {
  const [name, units, activation, ...rest] = text.split(':');
  const make = makers.get(name);
  if (!make) throw noSuch(who, 'model', name, modelNames);
  const known = layersOf(make);
  const isList = units === undefined || /^[1-9]\d*(,[1-9]\d*)*$/.test(units);
  if (rest.length > 0 || !isList || (units !== undefined && !known))
    throw outOfRange(who, what, 'a name, or mlp with units and an activation, like mlp:8,8:relu', text);
  if (activation !== undefined) byName(who, 'activation', activations, activation);
  const layers = units?.split(',').map(Number) ?? known;
  return {
    title: layers ? `${make.title} of ${layersText(layers, activation)}` : make.title,
    tells: make.tells,
    on: (data, { seed, l2 }) =>
      make(data, {
        ...(layers && { layers }),
        ...(activation && { activation }),
        ...('seed' in make.knobs && { seed }),
        ...(l2 !== undefined && { l2 }),
      }),
  };
}

function layersOf({ knobs }: Make) {
  return knobs.layers?.default as readonly number[] | undefined;
}

function layersText(layers: readonly number[], activation = ''): string {
  const noun = layers.length === 1 && layers[0] === 1 ? 'unit' : 'units';
  return [layers.join(', '), activation, noun].filter(Boolean).join(' ');
}
