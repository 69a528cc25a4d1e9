// What a job on data trains: the rows, some of them kept apart, and a model on them. In the worker, or on the page.
import { csv, type Data } from '../src/index.js';
import { dataSet, within } from '../src/training/data.js';
import { modelFrom } from '../src/training/model.js';
import { type Trained, train } from '../src/training/train.js';
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

async function read({ data, seed, only, csv: part }: Training, classes: boolean): Promise<Data> {
  if (!part) return only ? within('nabla', dataSet(data, seed), only) : dataSet(data, seed);
  const { target, columns } = part;
  const text = await textOf(part.blob);
  return csv(text, { target, columns, missing: 'drop', ...(classes && { classes }) });
}

let kept: { key: string; trained: Promise<Trained> } | null = null;

/** A rate changed by hand is another job on the same data: what was read last is kept. */
export function trained(training: Training): Promise<Trained> {
  const key = JSON.stringify(training);
  if (kept?.key !== key) {
    kept = { key, trained: learned(training) };
    kept.trained.catch(() => {
      if (kept?.key === key) kept = null;
    });
  }
  return kept.trained;
}

async function learned(training: Training): Promise<Trained> {
  const { seed, validation } = training;
  const model = modelFrom('nabla', 'model', training.model);
  const data = await read(training, model.classes);
  return train(data, model, { seed, ...(validation > 0 && { validation }) });
}
