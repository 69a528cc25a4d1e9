import type { Spec } from '../index.js';
import type { Baseline } from '../network/baseline.js';

// What a comparison is that a run was made for, as a record tells it, so that files of runs can be read without the data.

export interface Study {
  /** Digest of its problem and what was asked for. */
  readonly id: string;
  /** Number of its runs. */
  readonly runs: number;
  /** Number of replicates, or folds, that follow each other. */
  readonly replicates: number;
  readonly noun: 'replicates' | 'folds';
  /** What is learned from what, or minimised, in a line. */
  readonly about: string;
  /** Problem and options as they were asked for; a file of data by its name alone. */
  readonly spec: Spec;
  /** What comes of predicting the same for every row. */
  readonly baseline?: Baseline;
  /** Places of runs that are like one before, and so need not be made. */
  readonly repeated?: readonly number[];
}
