// What a job on data trains: the rows, some of them kept apart, and a model on them. In the worker, or on the page.
import { csv, type Data, type Model } from '../src/index.js';
import { dataSet, within } from '../src/training/data.js';
import { modelFrom } from '../src/training/model.js';
import { type Rows as Counts, trainParts } from '../src/training/train.js';
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
  /** For a plane: two measurements, a target that names classes, and rows sent along to be drawn. */
  plane?: true;
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
export interface Rows extends Counts {
  /** For a plane: as many of them as can be told apart, as they were measured, and those kept apart among them. */
  drawn?: Data;
}

export interface Trained {
  model: Model;
  rows: Rows;
}

async function read({ data, seed, only, csv: part, plane }: Training, classes: boolean): Promise<Data> {
  if (!part) return only ? within('nabla', dataSet(data, seed), only) : dataSet(data, seed);
  const { target, columns } = part;
  const text = await textOf(part.blob);
  const found = csv(text, { target, columns, missing: 'drop', ...((classes || plane) && { classes: true }) });
  const { length = 0 } = found.classes ?? [];
  if (plane && length > mostClasses)
    throw new RangeError(`nabla: target needs at most ${mostClasses} classes to be drawn, got ${length}`);
  return found;
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
  const { seed, validation, plane } = training;
  const written = modelFrom('nabla', 'model', training.model);
  const found = await read(training, written.tells === 'classes');
  const { data, model, rows, measured } = await inTurns(
    trainParts(found, written, { seed, ...(validation > 0 && { validation }) }),
  );
  const every = Math.ceil((rows.fitted + rows.apart) / mostDrawn);
  const drawn = plane && { ...some(measured, every), scaling: data.scaling! };
  return { model, rows: { ...rows, ...(drawn && { drawn }) } };
}

/** Part by part: where there is no worker, the page goes on in between. */
async function inTurns<Made>(parts: Generator<void, Made>): Promise<Made> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve));
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The same model on other rows. */
export const modelOn = (data: Data, { model, seed }: Pick<Training, 'model' | 'seed'>): Model =>
  modelFrom('nabla', 'model', model).on(data, { seed });

/** Of more points one cannot tell one from another; of more classes neither. */
const [mostDrawn, mostClasses] = [1000, 20];

/** One of every so many rows, of those kept apart too. */
function some(data: Data, every: number): Data {
  const { x, y, validation } = data;
  const rows = Math.ceil(x.rows / every);
  const part = new Float64Array(rows * x.columns);
  for (let i = 0; i < rows; i++) {
    const from = i * every * x.columns;
    part.set(x.data.subarray(from, from + x.columns), i * x.columns);
  }
  return {
    ...data,
    x: { ...x, rows, data: part },
    y: y.filter((_, i) => i % every === 0),
    ...(validation && { validation: some(validation, every) }),
  };
}
