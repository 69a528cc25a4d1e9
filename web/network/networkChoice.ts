// What the chips of a network show, of what it was asked for and of the data that it has.
import { activations, datasets } from '../../src/index.js';
import { columnsFromText, columnsText } from '../../src/spec/columnsText.js';
import { hiddenLayersOf } from '../../src/spec/modelText.js';
import type { Player } from '../player/player.js';
import type { NetworkChoice } from './networkChips.js';

interface AskedNetwork {
  model: string;
  data: string;
  noise: string;
  columns: string;
  apart: boolean;
}

type DatasetName = keyof typeof datasets;
const isSet = (data: string): data is DatasetName => Object.hasOwn(datasets, data);

const measured = new Map<string, readonly string[]>();

/** Names of the measurements of a data set; none of a file's. */
function measurementsOf(data: string): readonly string[] {
  if (!isSet(data)) return [];
  if (!measured.has(data)) measured.set(data, datasets[data]().names);
  return measured.get(data)!;
}

/** The first two measurements as an attribute; none where there are no others. */
export function firstColumns(data: string): string {
  const names = measurementsOf(data);
  return names.length > 2 ? columnsText(names.slice(0, 2)) : '';
}

/** Noise of a data set unless another is given; null of those that have none. */
function usualNoise(data: string): number | null {
  const { noise } = isSet(data) ? (datasets[data].knobs as { noise?: { default: number } }) : {};
  return noise?.default ?? null;
}

export function choiceOf(
  who: string,
  { model, data, noise, columns, apart }: AskedNetwork,
  { history }: Player,
): NetworkChoice {
  const usual = usualNoise(data);
  const measurements = measurementsOf(data);
  return {
    inputs: 2,
    ...layersOf(who, model),
    activations: Object.keys(activations),
    data,
    sets: Object.keys(datasets),
    noise: usual === null || noise === '' ? usual : Number(noise),
    measurements,
    columns: columns === '' ? measurements : columnsFromText(who, columns),
    apart: history.rows?.validation ?? 0,
    showsApart: apart,
  };
}

/** Layers of a model in text; none where it is none, which is said elsewhere. */
function layersOf(who: string, model: string) {
  try {
    return hiddenLayersOf(who, model);
  } catch {
    return { layers: [], activation: '' };
  }
}
