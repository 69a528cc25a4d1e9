import * as activations from '../activations/index.js';
import { byName } from '../entry.js';
import * as models from '../models/index.js';
import { noSuch, outOfRange } from '../need.js';
import type { ModelEntry } from '../network/model.js';
import type { ModelSpec } from './spec.js';

/** What makes models, by the names that are written for them: softmax for softmaxRegression. */
const makers = new Map(
  Object.entries(models as unknown as Record<string, ModelEntry>).map(([maker, entry]) => [
    maker.replace(/Regression$/, ''),
    { maker, entry },
  ]),
);
export const modelNames: readonly string[] = [...makers.keys()];

const layersOf = ({ knobs }: ModelEntry) => knobs.layers?.default as readonly number[] | undefined;

/** One text for each model, with the layers it has when none are asked for. */
export const modelTexts: readonly string[] = [...makers].map(([name, { entry }]) => {
  const layers = layersOf(entry);
  return layers ? `${name}:${layers}` : name;
});

/** A model as it is written, before there are data. */
interface WrittenModel extends Required<Pick<ModelSpec, 'model' | 'settings'>> {
  tells: ModelEntry['tells'];
  /** Whether it starts at random. */
  hasSeed: boolean;
}

/** `softmax`, `linear`, or `mlp:8,8:relu` with the units of hidden layers and an activation. */
export function modelFromText(who: string, text: string): WrittenModel {
  const [name, units, activation, ...rest] = text.trim().split(':');
  const found = makers.get(name);
  if (!found) throw noSuch(who, 'model', name, modelNames);
  const { maker, entry } = found;
  const known = layersOf(entry);
  const isList = units === undefined || /^[1-9]\d*(,[1-9]\d*)*$/.test(units);
  if (rest.length > 0 || !isList || (units !== undefined && !known))
    throw outOfRange(who, 'model', 'a name, or mlp with units and an activation, like mlp:8,8:relu', text);
  if (activation !== undefined) byName(who, 'activation', activations, activation);
  return {
    model: maker,
    settings: {
      ...(units !== undefined && { layers: units.split(',').map(Number) }),
      ...(activation !== undefined && { activation }),
    },
    tells: entry.tells,
    hasSeed: 'seed' in entry.knobs,
  };
}

/** A model as it is written: `mlp:8,8:relu`. */
export function modelText({ model = '', settings = {} }: Pick<ModelSpec, 'model' | 'settings'>): string {
  const { layers, activation } = settings as { layers?: readonly number[]; activation?: string };
  const name = model.replace(/Regression$/, '');
  if (!layers && !activation) return name;
  return [name, layers ?? layersOf(makers.get(name)!.entry), activation].filter(Boolean).join(':');
}

/** `Softmax regression`, `A network of 8, 8 relu units`. */
export function modelTitle({
  model,
  settings = {},
}: Required<Pick<ModelSpec, 'model'>> & Pick<ModelSpec, 'settings'>): string {
  const entry = (models as unknown as Record<string, ModelEntry>)[model];
  const { layers = layersOf(entry), activation = '' } = settings as {
    layers?: readonly number[];
    activation?: string;
  };
  if (!layers) return entry.title;
  const noun = layers.length === 1 && layers[0] === 1 ? 'unit' : 'units';
  return `${entry.title} of ${[layers.join(', '), activation, noun].filter(Boolean).join(' ')}`;
}
