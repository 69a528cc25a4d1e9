import type { Matrix } from '../algebra/matrix.js';

/** Data set: observations with measurements x and a target y. */
export interface Data {
  /** Measurements: a row per observation, a column per measurement. */
  readonly x: Matrix;
  /** Targets: indices into `classes`, or the numbers to be predicted. */
  readonly y: Int32Array | Float64Array;
  readonly classes?: readonly string[];
  /** Names of the columns of x. */
  readonly names: readonly string[];
  /** Validation rows, to show how a model does on what it has not seen. */
  readonly validation?: Data;
  /**
   * Mean and deviation of each column that `standardize` subtracted and divided by, and of a target of numbers where
   * that was scaled too.
   */
  readonly scaling?: {
    readonly mean: Float64Array;
    readonly deviation: Float64Array;
    readonly target?: { readonly mean: number; readonly deviation: number };
  };
}
