import type { Data } from '../data/data.js';
import { concatenated } from '../numbers.js';
import type { Lap, Run } from '../runs/run.js';
import type { Rows } from '../spec/madeFrom.js';

/** How many rows there are for what. */
export interface FittedRows extends Rows {
  /** For a plane: as many of them as can be told apart, as they were measured, and those kept apart among them. */
  drawn?: Data;
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
  rows?: FittedRows;
}

/** Laps in one message, in their order. */
export function pack(some: readonly Omit<Lap, 'comparison'>[]): Batch {
  const steps = Float64Array.from(some, ({ step }) => step);
  const values = concatenated(some.map(({ values }) => values));
  const apart = some.flatMap(({ validation }) => (validation ? [validation] : []));
  return { steps, values, ...(apart.length > 0 && { apart: concatenated(apart) }) };
}
