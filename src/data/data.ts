import type { Matrix } from '../algebra/matrix.js';

/** Rows of measurements and what is to be told from them. */
export interface Data {
  /** A row per observation, a column per measurement. */
  readonly x: Matrix;
  /** Indices into `classes`, or the numbers to be predicted. */
  readonly y: Int32Array | Float64Array;
  readonly classes?: readonly string[];
  /** Of the columns of x. */
  readonly names: readonly string[];
  /** Rows that are kept apart, to tell how a model does on what it has not seen. */
  readonly validation?: Data;
  /** What `standardize` took away and divided by, column by column. */
  readonly scaling?: { readonly mean: Float64Array; readonly deviation: Float64Array };
}
