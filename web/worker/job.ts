// A comparison as plain data, and the one generator that answers it, in the worker and on the page alike.
import { compare, type Lap, type Run } from '../../src/index.js';
import { optionsFrom } from '../../src/spec/madeFrom.js';
import type { PlannedRun } from '../../src/spec/plannedRuns.js';
import type { Spec } from '../../src/spec/spec.js';
import { madeOf, type Rows } from './training.js';

/** What an element asks for; plain data, so that it can be posted to a worker. */
export interface Job {
  spec: Spec;
  /** The runs that the spec asks for. */
  runs: readonly PlannedRun[];
  /** The file that the spec names. A Blob goes to a worker without being copied; the key tells files of one name apart. */
  file?: { blob: Blob; key: number };
  /** For a plane: two measurements, a target that names classes, and rows sent along to be drawn. */
  plane?: true;
}

/** Some laps in one message: `values` holds a row of losses, one per run, for each of `steps`. */
export interface Batch {
  steps: Float64Array;
  values: Float64Array;
  /** The same on the rows kept apart, where there are some. */
  apart?: Float64Array;
  /** With the last batch. */
  runs?: Run[];
  /** With the first batch of a job on data. */
  rows?: Rows;
}

/**
 * The laps of a job in batches, one about every `slice` milliseconds. The comparison lets go of the thread by itself,
 * so that a page can paint and a worker can hear that it is no longer wanted.
 */
export async function* batches(job: Job, signal: AbortSignal, slice: number): AsyncGenerator<Batch> {
  const { problem, rows: found } = await madeOf(job);
  const options = optionsFrom(job.spec);
  let some: Lap[] = [];
  let rows: Pick<Batch, 'rows'> = found ? { rows: found } : {};
  const packed = (): Batch => {
    const batch = { ...pack(some), ...rows };
    [some, rows] = [[], {}];
    return batch;
  };
  let last = performance.now();
  for await (const lap of compare.stream(problem, { ...options, signal })) {
    some.push(lap);
    if (lap.comparison) {
      yield { ...packed(), runs: lap.comparison.runs };
      return;
    }
    if (performance.now() - last < slice) continue;
    // With every point that the runs come through, all comes at the end.
    if (!options.record) yield packed();
    last = performance.now();
  }
}

export function pack(some: readonly Lap[]): Batch {
  const steps = Float64Array.from(some, ({ step }) => step);
  const values = joined(some.map(({ values }) => values));
  const apart = some.flatMap(({ validation }) => (validation ? [validation] : []));
  return { steps, values, ...(apart.length > 0 && { apart: joined(apart) }) };
}

function joined(rows: readonly Float64Array[]): Float64Array {
  const width = rows[0].length;
  const all = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    all.set(row, i * width);
  });
  return all;
}
