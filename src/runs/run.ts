import type { Matrix } from '../algebra/matrix.js';
import type { Baseline } from '../network/baseline.js';
import type { WrittenSchedule } from '../spec/knobSchedule.js';
import type { RateList } from '../spec/rate.js';

/**
 * Outcome of a run; `stopped` where its patience ran out or the caller said so; `recorded` of one made elsewhere, of
 * which nothing else is known.
 */
export type Outcome = 'diverged' | 'stopped' | 'settled' | 'stalled' | 'out of steps' | 'recorded';

/** One configuration of an optimizer on one problem, from its start to its outcome. */
export interface Run {
  /** Label that distinguishes the run from the others: `sgd 0.1`. */
  label: string;
  optimizer: string;
  /** Every knob of the optimizer, those left at their defaults too. */
  knobs: Record<string, number | boolean | RateList>;
  /** Schedules of the knobs, by their names, where they are of the catalogue. */
  schedule?: Record<string, WrittenSchedule>;
  outcome: Outcome;
  /** Index in `losses` of the value that failed, for a diverged run. */
  at?: number;
  /** Reason for the outcome, from what was measured on this run: a sentence without its full stop. */
  because: string;
  /** Updates made, the failed one included. */
  steps: number;
  /** Index of the replicate, from 0, where there are several. */
  replicate?: number;
  /** Last point at which the loss and every coordinate were finite; with `keep: 'best'` that of `best`. */
  point: Float64Array;
  /** Loss at `point`. */
  value: number;
  /**
   * Update after which the loss was lowest, the first of them: the validation loss where there is one. `value` is the
   * loss there, `validation` that of the rows kept apart, and `point` where it was; of a run made elsewhere that is not
   * known.
   */
  best: { step: number; value: number; validation?: number; point?: Float64Array };
  /** `'best'`, where `point` is that of `best`. */
  kept?: 'best';
  /** Number of entries of `losses` above the one before. */
  rises: number;
  /** Losses at the start and then after each `every` updates. */
  losses: Float64Array;
  every: number;
  /** Loss on each batch before its update, with `batch`. */
  batchLosses?: Float64Array;
  /** Share of the rows classified correctly at `point`, for a classifier. */
  accuracy?: number;
  /** Root of the mean squared error of predicted numbers at `point`, in the units of the data, and R² of them. */
  rmse?: number;
  r2?: number;
  /**
   * Validation: the loss at `point`, without weight decay, the accuracy, or rmse and R², and a loss for each of
   * `losses`, or every so many.
   */
  validation?: { loss: number; accuracy?: number; rmse?: number; r2?: number; losses: Float64Array };
  /** The points, a row per entry of `losses`; only with `record`. */
  points?: Matrix;
}

/** Mean and sample standard deviation of a number over replicates; NaN where one of them diverged. */
export interface Spread {
  mean: number;
  deviation: number;
}

/** Scores of predictions, over replicates. */
export type ScoreSpreads = Partial<Record<'accuracy' | 'rmse' | 'r2', Spread>>;

/** Replicates, or folds, of one configuration. */
export interface SettingSummary extends ScoreSpreads {
  /** First of its runs. */
  first: Run;
  /** Number of runs, and how many ended how. */
  runs: number;
  outcomes: Record<string, number>;
  /** Final loss. */
  value: Spread;
  validation?: ScoreSpreads & { loss: Spread };
}

/** Result of `compare`: the runs, optimizers outer, rates inner, as given, and what follows from all of them. */
export interface Comparison {
  runs: Run[];
  /**
   * Run with the lowest final loss among those that did not diverge, the validation loss where there is one; on ties
   * the smaller rate. Of replicates, the first of those with the lowest mean, none of which diverged.
   */
  best: Run | null;
  bestOf: Record<string, Run | null>;
  /** Whether an optimizer's best rate is at an end of its grid, so that a better one may lie beyond. */
  edge: Record<string, 'lowest' | 'highest' | null>;
  /** Loss that the runs are ranked by: validation where there is such a loss, else training. */
  by: 'validation' | 'training';
  /** Range of rates around the best that lower the loss by at least nine tenths as much. */
  sensitivity: Record<string, { lowest: number; highest: number } | null>;
  /** What comes of predicting the same for every row, of a model on data. */
  baseline?: Baseline;
  /** Number of updates of each run after which its loss was first at most the target; null if it never was. */
  stepsTo(target: number): (number | null)[];
  /** Conclusions from the runs, a sentence each, without its full stop. */
  notes(): string[];
  /** 16 hexadecimal digits that are the same wherever the same runs were made. */
  hash: string;
  /** Mean and deviation of each configuration over its replicates or folds. */
  summary(): SettingSummary[];
  /**
   * Text table, a line for each configuration; with `each`, for each of its replicates; ordered by `sort`, the better
   * first (`loss`, `validation`, `accuracy`, `rmse`, `r2`, `rate`, `steps`), and cut to `top` lines.
   */
  table(options?: { each?: boolean; sort?: string; top?: number }): string;
  toJSON(): unknown;
}

/** Sample that `compare.stream` yields for each entry of `losses`. */
export interface Sample {
  step: number;
  /** Losses, one for each run; a run that ended keeps its last. */
  values: Float64Array;
  /** Validation losses, where there are some. */
  validation?: Float64Array;
  done: boolean;
  /** The comparison, with the last sample. */
  comparison?: Comparison;
}
