// What a job minimises: a problem, or a model on data, read in the worker, or on the page in turns with it.
import type { Data } from '../../src/data/data.js';
import type { Model } from '../../src/network/model.js';
import type { FittedRows } from '../../src/results/lapBatch.js';
import { type Made, madeInParts, modelFrom } from '../../src/spec/madeFrom.js';
import type { ModelSpec, Spec } from '../../src/spec/spec.js';
import { textOf } from './fileText.js';

/** What is to be minimised; plain data, so that it can be posted to a worker. */
export interface Wanted {
  spec: Spec;
  /** The file that the spec names. A Blob goes to a worker without being copied; the key tells files of one name apart. */
  file?: { blob: Blob; key: number };
  /** For a plane: two measurements, a target that names classes, and rows sent along to be drawn. */
  plane?: true;
}

type Minimised = Pick<Made, 'problem'> & { rows?: FittedRows };

let kept: { key: string; made: Promise<Minimised> } | null = null;

/** A rate changed by hand is another job on the same data: what was read last is kept. */
export function madeOf({ spec: { problem }, file, plane }: Wanted): Promise<Minimised> {
  const key = JSON.stringify([problem, file?.key, plane]);
  if (kept?.key !== key) {
    kept = { key, made: minimised(problem, file?.blob, plane) };
    kept.made.catch(() => {
      if (kept?.key === key) kept = null;
    });
  }
  return kept.made;
}

const who = 'compare';

async function minimised(problem: Spec['problem'], blob?: Blob, plane?: true): Promise<Minimised> {
  const text = blob && (await textOf(blob));
  const { problem: made, rows, data, measured } = await inTurns(madeInParts(who, problem, text));
  if (!rows || !plane) return { problem: made, ...(rows && { rows }) };
  const { length = 0 } = data!.classes ?? [];
  if (length > mostClasses)
    throw new RangeError(`${who}: target needs at most ${mostClasses} classes to be drawn, got ${length}`);
  const every = Math.ceil((rows.fitted + rows.apart) / mostDrawn);
  const drawn = { ...some(measured!, every), ...(data!.scaling && { scaling: data!.scaling }) };
  return { problem: made, rows: { ...rows, drawn } };
}

/** Part by part: where there is no worker, the page goes on in between. */
async function inTurns<T>(parts: Generator<void, T>): Promise<T> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve));
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The same model on other rows. */
export const modelOn = (data: Data, spec: ModelSpec): Model => modelFrom(who, spec, data);

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
