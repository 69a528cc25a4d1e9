/** Version of the specs that are written; older ones are read. */
export const SPEC_VERSION = 2;

/**
 * Comparison as plain versioned JSON: the same from attributes, options of the command line or a call. `specOf` writes
 * it, `fromSpec` reads it. Numbers that JSON lacks are texts: "NaN", "-0".
 */
export interface Spec {
  readonly version: typeof SPEC_VERSION;
  readonly problem: ProblemSpec;
  /** Options of `compare` that are data: optimizers and schedules by name, the start as an array of numbers. */
  readonly options: SpecOptions;
}

/** Entry of `problems`, a formula, or a model on data. */
export type ProblemSpec =
  | { readonly name: string }
  | { readonly formula: string; readonly variables: readonly string[] }
  | ModelSpec;

export interface ModelSpec {
  readonly data: DataSpec;
  /**
   * Name of the model: `softmaxRegression`, `mlp`; without one, softmax regression for classes, linear regression for
   * numbers.
   */
  readonly model?: string;
  /** Options of the model: `{ layers: [8], l2: 0, seed: 0 }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Data by the name of a data set, by the address or text of a CSV file, as numbers, or by a fingerprint. */
export interface DataSpec {
  /** Name of a data set, and its options. */
  readonly set?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Address of a CSV file, or its text; and the options to read it with: target, columns, classes, missing. */
  readonly file?: string;
  readonly text?: string;
  readonly csv?: Readonly<Record<string, unknown>>;
  /** The data themselves up to 20 KB, with arrays for typed arrays. */
  readonly inline?: Readonly<Record<string, unknown>>;
  /** Fingerprint of larger data, which whoever reads the spec has to give. */
  readonly fingerprint?: string;
  /** Changes made to the data, in this order: `{ columns }`, `{ split }`, `{ standardize }`. */
  readonly changes?: readonly Readonly<Record<string, unknown>>[];
}

export interface SpecOptions {
  /** Updates of each run, or passes over the rows. */
  readonly steps?: number;
  readonly epochs?: number;
  readonly start?: readonly (number | string)[];
  /** Rows per update. */
  readonly batch?: number;
  readonly record?: boolean;
  /** Precision of a model's products. */
  readonly precision?: 'f64' | 'f32';
  /** How often each runs. */
  readonly replicates?: number;
  readonly [option: string]: unknown;
}
