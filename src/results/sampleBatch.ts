import type { Data } from '../data/data.js';
import { concatenateArrays } from '../numbers.js';
import type { Run, Sample } from '../runs/run.js';
import type { RowCounts } from '../spec/resolveProblem.js';

/** Numbers of rows by their use, and rows to draw. */
export interface FittedRows extends RowCounts {
  /**
   * Rows to draw in a decision plane, in the units they were measured in, no more than can be distinguished; validation
   * rows are among them.
   */
  drawn?: Data;
}

/** Some samples in one message: `values` holds a row of losses, one per run, for each of `steps`. */
export interface LossBatch {
  steps: Float64Array;
  values: Float64Array;
  /** Validation losses, where there are some. */
  validation?: Float64Array;
  /** The runs, with the last message. */
  runs?: Run[];
  /** Numbers of rows, with the first message of a job on data. */
  rows?: FittedRows;
}

/** Message with some samples, in their order. */
export function packSamples(some: readonly Omit<Sample, 'comparison'>[]): LossBatch {
  const steps = Float64Array.from(some, ({ step }) => step);
  const values = concatenateArrays(some.map(({ values }) => values));
  const validation = some.flatMap(({ validation }) => (validation ? [validation] : []));
  return { steps, values, ...(validation.length > 0 && { validation: concatenateArrays(validation) }) };
}
