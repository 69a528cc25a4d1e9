// A comparison as plain data, and the one generator that answers it, in the worker and on the page alike.
import {
  compare,
  formula,
  type Lap,
  type OptimizerName,
  type ProblemName,
  type RateList,
  type Run,
} from '../src/index.js';
import { type Rows, type Training, trained } from './training.js';

/** What the attributes of an element ask for; plain data, so that it can be posted to a worker. */
export interface Job {
  problem:
    | { name: string; start?: number[] }
    | { formula: string; variables: string[]; start: number[] }
    | Training;
  runs: Planned[];
  steps: number;
  /** Rows to an update; all of them without it. */
  batch?: number;
  /** With every point that the runs come through: then all comes at the end, in one batch. */
  record?: boolean;
}

/** A run that is going to be made: what can be said of it before there are numbers. */
export interface Planned {
  optimizer: string;
  /** Null for an optimizer that has no rate. */
  rate: number | RateList | null;
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

type Laps = ReturnType<typeof compare.stream>;

async function laps(job: Job, signal: AbortSignal): Promise<{ laps: Laps; rows?: Rows }> {
  const { steps, problem, record = false } = job;
  const runs = job.runs.map(({ optimizer, rate }) => ({
    // Names come from attributes: compare refuses those it does not know.
    optimizer: optimizer as OptimizerName,
    ...(rate !== null && { rate }),
  }));
  const options = { runs, steps, record, signal };
  if ('data' in problem) {
    const { model, rows } = await trained(problem);
    const { seed } = problem;
    return {
      laps: compare.stream(model, { ...options, seed, ...(job.batch !== undefined && { batch: job.batch }) }),
      rows,
    };
  }
  if ('formula' in problem) {
    const { variables, start } = problem;
    return { laps: compare.stream(formula(problem.formula, { variables }), { ...options, start }) };
  }
  const { name, start } = problem;
  return { laps: compare.stream(name as ProblemName, start ? { ...options, start } : options) };
}

/**
 * The laps of a job in batches, one about every `slice` milliseconds. The comparison lets go of the thread by itself,
 * so that a page can paint and a worker can hear that it is no longer wanted.
 */
export async function* batches(job: Job, signal: AbortSignal, slice: number): AsyncGenerator<Batch> {
  const begun = await laps(job, signal);
  let some: Lap[] = [];
  let rows: Pick<Batch, 'rows'> = begun.rows ? { rows: begun.rows } : {};
  const packed = (): Batch => {
    const batch = { ...pack(some), ...rows };
    [some, rows] = [[], {}];
    return batch;
  };
  let last = performance.now();
  for await (const lap of begun.laps) {
    some.push(lap);
    if (lap.comparison) {
      yield { ...packed(), runs: lap.comparison.runs };
      return;
    }
    if (performance.now() - last < slice) continue;
    if (!job.record) yield packed();
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
