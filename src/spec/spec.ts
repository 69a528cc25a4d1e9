/** The version of specs that are written; older ones are read. */
export const SPEC_VERSION = 2;

/**
 * What a person asks to be compared, as plain JSON: the same from an attribute, an option, the command line or a call.
 * `specOf` writes it, `fromSpec` reads it. Numbers that JSON has no word for are texts: "NaN", "-0".
 */
export interface Spec {
  readonly version: typeof SPEC_VERSION;
  readonly problem: ProblemSpec;
  /** Those of `compare` that are data; optimizers, schedules by their names, the start as numbers in order. */
  readonly options: SpecOptions;
}

/** An entry of `problems`, a formula, or a model on data. */
export type ProblemSpec =
  | { readonly name: string }
  | { readonly formula: string; readonly variables: readonly string[] }
  | ModelSpec;

export interface ModelSpec {
  readonly data: DataSpec;
  /** The name of what makes it: `softmaxRegression`, `mlp`; without one, the plainest for what is to be told. */
  readonly model?: string;
  /** What that is told: `{ layers: [8], l2: 0, seed: 0 }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Data by the name of their set, by where their file is, as the text of it, or as their numbers. */
export interface DataSpec {
  /** The name of a data set, and what that is told. */
  readonly set?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where a CSV file is, or its text; and how it is read: target, columns, classes, missing. */
  readonly file?: string;
  readonly text?: string;
  readonly csv?: Readonly<Record<string, unknown>>;
  /** Numbers up to 20 KB: the data, arrays for typed arrays. */
  readonly inline?: Readonly<Record<string, unknown>>;
  /** Of more numbers what they are known by: whoever reads the spec gives them. */
  readonly fingerprint?: string;
  /** What was done to them, in this order: `{ columns }`, `{ split }`, `{ standardize }`. */
  readonly changes?: readonly Readonly<Record<string, unknown>>[];
}

export interface SpecOptions {
  readonly steps: number;
  readonly start?: readonly (number | string)[];
  /** Rows to an update. */
  readonly batch?: number;
  readonly record?: boolean;
  /** How often each runs. */
  readonly replicates?: number;
  readonly [option: string]: unknown;
}
