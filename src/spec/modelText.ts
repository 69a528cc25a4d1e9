import * as activations from '../activations/index.js';
import { entryByName } from '../entry.js';
import * as models from '../models/index.js';
import { outOfRange, unknownName } from '../need.js';
import type { ModelEntry } from '../network/model.js';
import type { ModelSpec } from './spec.js';

/** Model entries by their short names: softmax for softmaxRegression. */
const modelMakers = new Map(
  Object.entries(models as unknown as Record<string, ModelEntry>).map(([maker, entry]) => [
    maker.replace(/Regression$/, ''),
    { maker, entry },
  ]),
);
export const modelNames: readonly string[] = [...modelMakers.keys()];

const defaultLayers = ({ knobs }: ModelEntry) => knobs.layers?.default as readonly number[] | undefined;

/** Text of each model, with its default layers. */
export const modelTexts: readonly string[] = [...modelMakers].map(([name, { entry }]) => {
  const layers = defaultLayers(entry);
  return layers ? `${name}:${layers}` : name;
});

/** Model read from text, before there are data. */
interface WrittenModel extends Required<Pick<ModelSpec, 'model' | 'settings'>> {
  tells: ModelEntry['tells'];
  /** Whether its start is random. */
  hasSeed: boolean;
}

/** Model from text: `softmax`, `linear`, or `mlp:8,8:relu` with the units of the hidden layers and an activation. */
export function modelFromText(who: string, text: string): WrittenModel {
  const [name, units, activation, ...rest] = text.trim().split(':');
  const found = modelMakers.get(name);
  if (!found) throw unknownName(who, 'model', name, modelNames);
  const { maker, entry } = found;
  const known = defaultLayers(entry);
  const isList = units === undefined || /^[1-9]\d*(,[1-9]\d*)*$/.test(units);
  if (rest.length > 0 || !isList || (units !== undefined && !known))
    throw outOfRange(who, 'model', 'a name, or mlp with units and an activation, like mlp:8,8:relu', text);
  if (activation !== undefined) entryByName(who, 'activation', activations, activation);
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

/** Text of a model: `mlp:8,8:relu`. */
export function modelText({ model = '', settings = {} }: Pick<ModelSpec, 'model' | 'settings'>): string {
  const { layers, activation } = settings as { layers?: readonly number[]; activation?: string };
  const name = model.replace(/Regression$/, '');
  if (!layers && !activation) return name;
  return [name, layers ?? defaultLayers(modelMakers.get(name)!.entry), activation].filter(Boolean).join(':');
}

/** Title of a model: `Softmax regression`, `A network of 8, 8 relu units`. */
export function modelTitle({
  model,
  settings = {},
}: Required<Pick<ModelSpec, 'model'>> & Pick<ModelSpec, 'settings'>): string {
  const entry = (models as unknown as Record<string, ModelEntry>)[model];
  const { layers = defaultLayers(entry), activation = '' } = settings as {
    layers?: readonly number[];
    activation?: string;
  };
  if (!layers) return entry.title;
  const noun = layers.length === 1 && layers[0] === 1 ? 'unit' : 'units';
  return `${entry.title} of ${[layers.join(', '), activation, noun].filter(Boolean).join(' ')}`;
}

/** Hidden layers of a model in text, and their activation: none of a model without them. */
export function hiddenLayersOf(who: string, text: string): { layers: readonly number[]; activation: string } {
  const { model, settings } = modelFromText(who, text);
  const { knobs } = (models as unknown as Record<string, ModelEntry>)[model];
  const { layers = knobs.layers?.default ?? [], activation = models.mlp.knobs.activation.default } =
    settings as { layers?: readonly number[]; activation?: string };
  return { layers: layers as readonly number[], activation };
}

/** Text of a network with these hidden layers; of softmax regression where there are none. */
export const networkText = (layers: readonly number[], activation: string): string =>
  layers.length === 0 ? 'softmax' : modelText({ model: 'mlp', settings: { layers, activation } });
