import type { Data } from '../data/data.js';
import { concatenated } from '../numbers.js';
import type { Lap, Run } from '../runs/run.js';
import type { Rows } from '../spec/madeFrom.js';

/** Numbers of rows by their use, and rows to draw. */
export interface FittedRows extends Rows {
  /**
   * Rows to draw in a decision plane, in the units they were measured in, no more than can be distinguished; validation
   * rows are among them.
   */
  drawn?: Data;
}

/** Some samples in one message: `values` holds a row of losses, one per run, for each of `steps`. */
export interface Batch {
  steps: Float64Array;
  values: Float64Array;
  /** Validation losses, where there are some. */
  apart?: Float64Array;
  /** The runs, with the last message. */
  runs?: Run[];
  /** Numbers of rows, with the first message of a job on data. */
  rows?: FittedRows;
}

/** Message with some samples, in their order. */
export function pack(some: readonly Omit<Lap, 'comparison'>[]): Batch {
  const steps = Float64Array.from(some, ({ step }) => step);
  const values = concatenated(some.map(({ values }) => values));
  const apart = some.flatMap(({ validation }) => (validation ? [validation] : []));
  return { steps, values, ...(apart.length > 0 && { apart: concatenated(apart) }) };
}
