// The objective of a job: a problem, or a model on data read in the worker or, in turns with its own work, on the page.
import type { Data } from '../../src/data/data.js';
import type { Model } from '../../src/network/model.js';
import type { FittedRows } from '../../src/results/lapBatch.js';
import { type Made, madeInParts, modelFrom } from '../../src/spec/madeFrom.js';
import type { ModelSpec, Spec } from '../../src/spec/spec.js';
import { textOf } from './fileText.js';

/** The objective to make, as plain data that can be posted to a worker. */
export interface Wanted {
  spec: Spec;
  /** The file that the spec names. A Blob is posted without being copied; the key distinguishes files of one name. */
  file?: { blob: Blob; key: number };
  /** Set for a decision plane: two features, a target of classes, and rows returned to be drawn. */
  plane?: true;
}

type Minimised = Pick<Made, 'problem'> & { rows?: FittedRows };

let kept: { key: string; made: Promise<Minimised> } | null = null;

/** The objective of a job; the last one is kept, since a changed rate is another job on the same data. */
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

/**
 * Result of a generator, with a turn of the event loop before each part: without a worker the page stays responsive.
 */
async function inTurns<T>(parts: Generator<void, T>): Promise<T> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve));
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The model of a spec on given rows. */
export const modelOn = (data: Data, spec: ModelSpec): Model => modelFrom(who, spec, data);

/** The most points and classes that can be told apart in a plane. */
const [mostDrawn, mostClasses] = [1000, 20];

/** Every `every`-th row of the data, of those kept apart too. */
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
