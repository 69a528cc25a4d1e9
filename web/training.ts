// What a job on data trains: the rows, some of them kept apart, and a model on them. In the worker, or on the page.
import {
  csv,
  type Data,
  iris,
  linearRegression,
  logisticRegression,
  type Model,
  mlp,
  moons,
  penguins,
  softmaxRegression,
  spirals,
  split,
  standardize,
} from '../src/index.js';
import { textOf } from './text.js';

/** Plain data, so that it can be posted. */
export interface Training {
  /** A data set by name, or what its file is called. */
  data: string;
  /** `softmax`, `mlp:8,8`. */
  model: string;
  /** Of the data where they are made, of the rows kept apart, of a network's start. */
  seed: number;
  /** The share of the rows kept apart. */
  validation: number;
  /** Names two of the measurements, where not all are used. */
  only?: string[];
  csv?: CsvPart;
}

/** A file, and which of its columns are used. A Blob goes to a worker without being copied. */
export interface CsvPart {
  blob: Blob;
  /** Tells one file from another of the same name. */
  key: number;
  target: string;
  columns: string[];
}

/** How many rows there are for what. */
export interface Rows {
  fitted: number;
  apart: number;
  /** Left out, for want of a value. */
  dropped: number;
}

export interface Trained {
  data: Data;
  model: Model;
  rows: Rows;
}

export const sets: Record<string, (seed: number) => Data> = {
  iris,
  penguins,
  moons: (seed) => moons({ seed }),
  spirals: (seed) => spirals({ seed }),
};

interface Kind {
  title: string;
  of(data: Data, layers: number[], seed: number): Model;
  /** Its target names classes, even where it is numbers. */
  classes?: true;
}

export const kinds: Record<string, Kind> = {
  softmax: { title: 'Softmax regression', of: (data) => softmaxRegression(data), classes: true },
  logistic: { title: 'Logistic regression', of: (data) => logisticRegression(data), classes: true },
  linear: { title: 'Linear regression', of: (data) => linearRegression(data) },
  mlp: { title: 'A network', of: (data, layers, seed) => mlp(data, { layers, seed }) },
};

/** `mlp:8,8` → its kind, and the units of its hidden layers. */
export function kindOf(model: string): { kind: Kind; layers: number[] } {
  const [name, units = ''] = model.split(':');
  return { kind: kinds[name], layers: units.split(',').map(Number) };
}

/** `Softmax regression`, `A network of 8, 8 units`. */
export function modelTitle(model: string): string {
  const { kind, layers } = kindOf(model);
  const units = layers.length === 1 && layers[0] === 1 ? 'unit' : 'units';
  return model.includes(':') ? `${kind.title} of ${layers.join(', ')} ${units}` : kind.title;
}

async function read({ data, seed, only, csv: part }: Training, classes: true | undefined) {
  if (!part) return { data: only ? within(sets[data](seed), only) : sets[data](seed), dropped: 0 };
  const { target, columns } = part;
  const text = await textOf(part.blob);
  const found = csv(text, { target, columns, missing: 'drop', ...(classes && { classes }) });
  const { dropped, ...rest } = found;
  return { data: rest, dropped };
}

/** The data with some of their measurements. */
function within(data: Data, names: readonly string[]): Data {
  const { x } = data;
  const places = names.map((name) => data.names.indexOf(name));
  const columns = places.length;
  const part = new Float64Array(x.rows * columns);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < columns; j++) part[i * columns + j] = x.data[i * x.columns + places[j]];
  return { ...data, x: { rows: x.rows, columns, data: part }, names };
}

let kept: { key: string; trained: Promise<Trained> } | null = null;

/** A rate changed by hand is another job on the same data: what was read last is kept. */
export function trained(training: Training): Promise<Trained> {
  const key = JSON.stringify(training);
  if (kept?.key !== key) {
    kept = { key, trained: train(training) };
    kept.trained.catch(() => {
      if (kept?.key === key) kept = null;
    });
  }
  return kept.trained;
}

async function train(training: Training): Promise<Trained> {
  const { seed, validation } = training;
  const { kind, layers } = kindOf(training.model);
  const { data: all, dropped } = await read(training, kind.classes);
  const data = standardize(validation > 0 ? split(all, { validation, seed }) : all);
  const rows = { fitted: data.x.rows, apart: data.validation?.x.rows ?? 0, dropped };
  return { data, model: kind.of(data, layers, seed), rows };
}
