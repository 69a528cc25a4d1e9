import type { Matrix } from '../algebra/matrix.js';
import type { RateList } from '../spec/rate.js';

/** How a run ended. */
export type Outcome = 'diverged' | 'settled' | 'stalled' | 'out of steps';

/** One optimizer at one setting on one problem, from its start to its outcome. */
export interface Run {
  /** What tells the run from its neighbours: `sgd 0.1`. */
  label: string;
  optimizer: string;
  /** Every knob of the optimizer, those left at their defaults too. */
  knobs: Record<string, number | boolean | RateList>;
  /** How knobs changed on the way, by their names, where they did by a schedule of the catalogue. */
  schedule?: Record<string, Record<string, unknown>>;
  outcome: Outcome;
  /** For a diverged run the index in `losses` of the value that failed. */
  at?: number;
  /** What was measured on this run, in a sentence without its full stop. */
  because: string;
  /** Updates made, the failed one included. */
  steps: number;
  /** Which of its replicates it is, from 0, where there are several. */
  replicate?: number;
  /** The last point at which the loss and every coordinate were finite. */
  point: Float64Array;
  /** The loss at `point`. */
  value: number;
  best: { step: number; value: number };
  /** Entries of `losses` above the one before. */
  rises: number;
  /** The loss at the start, then after each `every` updates. */
  losses: Float64Array;
  every: number;
  /** With `batch`: the loss of its rows before each update. */
  batchLosses?: Float64Array;
  /** Share of the rows classified rightly at `point`, for a classifier. */
  accuracy?: number;
  /**
   * On the rows that the data keep apart: the loss at `point`, without weight decay, the share of them that is right, and
   * an entry for each of `losses`.
   */
  validation?: { loss: number; accuracy?: number; losses: Float64Array };
  /** A row per entry of `losses`, when asked for by `record`. */
  points?: Matrix;
}

/** Runs side by side: optimizers outer, rates inner, as given. */
export interface Comparison {
  runs: Run[];
  /**
   * The lowest final value among runs that did not diverge, of validation where there are such rows; of equals the
   * smaller rate. Of replicates the first of those with the lowest mean, none of which diverged.
   */
  best: Run | null;
  bestOf: Record<string, Run | null>;
  /** Whether an optimizer's best rate sits at an end of its grid, where a better one may lie outside. */
  edge: Record<string, 'lowest' | 'highest' | null>;
  /** What the runs are judged by: the loss on validation rows where there are some, else the training loss. */
  by: 'validation' | 'training';
  /** From the lowest to the highest rate around the best that gains nine tenths of what the best does. */
  sensitivity: Record<string, { lowest: number; highest: number } | null>;
  /** For each run the updates after which its loss was first at most the target; null if it never was. */
  stepsTo(target: number): (number | null)[];
  /** What is to be said of them, a sentence each, without its full stop. */
  notes(): string[];
  /** 16 hexadecimal digits that are the same wherever the same runs were made. */
  hash: string;
  table(): string;
  toJSON(): unknown;
}

/** What `compare.stream` yields for each entry of `losses`. */
export interface Lap {
  step: number;
  /** A loss for each run; a run that ended keeps its last. */
  values: Float64Array;
  /** The same on validation rows, where there are some. */
  validation?: Float64Array;
  done: boolean;
  /** With the last lap. */
  comparison?: Comparison;
}
