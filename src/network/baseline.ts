import type { PredictionErrors } from '../entry.js';
import type { Vec } from '../fn.js';
import { dot } from '../kernels/index.js';
import { log } from '../math/log.js';

/** Scores of predictions on some rows. */
interface Scores extends Partial<PredictionErrors> {
  loss: number;
  accuracy?: number;
}

/** What comes of predicting the same for every row, as a model that learned nothing would, in the loss of the model. */
export interface Baseline extends Scores {
  /** What it predicts: the mean of the target, or its most frequent class. */
  predicts: 'mean' | 'most frequent';
  /** Its scores on the rows kept apart. */
  validation?: Scores;
}

/** Baseline of classes: the loss is that of their shares, by weight, the accuracy that of the most frequent. */
export function classBaseline(
  y: Vec,
  classes: number,
  validation: Vec | null,
  weights: Vec | null = null,
): Baseline {
  const counts = new Float64Array(Math.max(2, classes));
  for (const k of y) counts[k]++;
  const most = counts.indexOf(Math.max(...counts));
  const weight = (k: number) => weights?.[k] ?? 1;
  const all = weights ? y.reduce((sum, k) => sum + weight(k), 0) : y.length;
  const lossOf = (rows: Vec) => {
    const own = weights ? rows.reduce((sum, k) => sum + weight(k), 0) : rows.length;
    return rows.reduce((sum, k) => sum - (weight(k) * log((weight(k) * counts[k]) / all)) / own, 0);
  };
  const scores = (rows: Vec): Scores => ({
    loss: lossOf(rows),
    accuracy: rows.reduce((right, k) => right + (k === most ? 1 : 0), 0) / rows.length,
  });
  return {
    predicts: 'most frequent',
    ...scores(y),
    ...(validation && { validation: scores(validation) }),
  };
}

/** Baseline of numbers: their mean. `loss` is that of predictions on the rows, or on those kept apart. */
export function meanBaseline(
  y: Vec,
  validation: Vec | null,
  deviation: number,
  loss: (found: Vec, isApart: boolean) => number,
): Baseline {
  const mean = y.reduce((sum, each) => sum + each / y.length, 0);
  const scores = (rows: Vec, isApart: boolean): Scores => {
    const found = new Float64Array(rows.length).fill(mean);
    return { loss: loss(found, isApart), ...predictionErrors(found, rows, deviation) };
  };
  return {
    predicts: 'mean',
    ...scores(y, false),
    ...(validation && { validation: scores(validation, true) }),
  };
}

/** Errors of predicted numbers, of which one unit is so many of the data. */
export function predictionErrors(found: Vec, wanted: Vec, unit: number): PredictionErrors {
  const n = wanted.length;
  const mean = wanted.reduce((sum, each) => sum + each / n, 0);
  const [errors, spread] = [wanted.map((each, i) => each - found[i]), wanted.map((each) => each - mean)];
  const [unexplained, all] = [dot(errors, errors), dot(spread, spread)];
  return { rmse: unit * Math.sqrt(unexplained / n), r2: all > 0 ? 1 - unexplained / all : NaN };
}
