import { cellName, finiteMatrixFrom, type Matrix } from '../algebra/matrix.js';
import type { Vec } from '../fn.js';
import { needKeys, needLength, outOfRange, wrongKind } from '../need.js';
import { finiteNumbers } from '../numbers.js';
import type { Data } from './data.js';
import { changedBy } from './origin.js';

type Scaling = NonNullable<Data['scaling']>;

interface StandardizeOptions {
  /** Whether a target of numbers is scaled with the columns; true unless said. */
  target?: boolean;
}

/**
 * Data with every column of x, and a target of numbers, shifted to mean 0 and divided by its population standard
 * deviation; a constant column becomes zeros. `.scaling` keeps both, from the units that the data first had, and of the
 * target as `.scaling.target`: losses are then in these units, predictions in those of the data. Rows in `.validation`
 * are shifted and divided by the numbers of the others, so that training learns nothing of them: a column that is
 * constant there becomes zeros here too.
 * Throws RangeError for measurements that are not finite, or so far apart that they would not be.
 */
export function standardize(data: Data, options: StandardizeOptions = {}): Data {
  const who = 'standardize';
  needKeys(who, 'option', options, ['target']);
  const { target = true } = options;
  if (typeof target !== 'boolean') throw wrongKind(who, 'target', 'true or false', target);
  const scaled = standardizeColumns(data);
  if (!target || data.classes) return changedBy(scaled, data, { standardize: true });
  return changedBy(standardizeTarget(who, scaled), data, { standardize: { target: true } });
}

/** The data with their target scaled too. */
function standardizeTarget(who: string, data: Data): Data {
  const y = finiteNumbers(who, 'data.y', data.y, data.x.rows);
  const { mean, deviation } = columnScaling({ rows: y.length, columns: 1, data: y });
  const scale = (values: ArrayLike<number>) =>
    Float64Array.from(values, (value) => (deviation[0] === 0 ? 0 : (value - mean[0]) / deviation[0]));
  const before = data.scaling!.target ?? { mean: 0, deviation: 1 };
  const target = {
    mean: before.mean + before.deviation * mean[0],
    deviation: before.deviation * deviation[0],
  };
  const { validation } = data;
  const scaling = { ...data.scaling!, target };
  const rest = validation && {
    ...validation,
    y: scale(finiteNumbers(who, 'data.validation.y', validation.y, validation.x.rows)),
    scaling,
  };
  return { ...data, y: scale(y), scaling, ...(rest && { validation: rest }) };
}

function standardizeColumns(data: Data): Data {
  const who = 'standardize';
  const x = finiteMeasurements(who, 'data', data);
  const scaling = columnScaling(x);
  const done = scaleData(who, 'data', data, x, scaling);
  if (!data.validation) return done;
  const rest = finiteMeasurements(who, 'data.validation', data.validation);
  needLength(who, 'a row of data.validation.x', { length: rest.columns }, x.columns);
  return { ...done, validation: scaleData(who, 'data.validation', data.validation, rest, scaling) };
}

/** Copy of x, every number of which is finite. */
function finiteMeasurements(who: string, what: string, data: Data): Matrix {
  if (typeof data !== 'object' || data === null || !('x' in data)) throw wrongKind(who, what, 'data', data);
  return finiteMatrixFrom(who, `${what}.x`, data.x);
}

function columnScaling({ rows, columns, data }: Matrix): Scaling {
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const column = Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]);
    // The sum of equal numbers over their count may differ from them, and leave every row the same rounding error.
    const constant = column.every((value) => value === column[0]);
    mean[j] = constant ? column[0] : column.reduce((sum, value) => sum + value / rows, 0);
    deviation[j] = populationDeviation(column.map((value) => value - mean[j]));
  }
  return { mean, deviation };
}

/** Data with these measurements, scaled in place. */
function scaleData(who: string, what: string, data: Data, x: Matrix, { mean, deviation }: Scaling): Data {
  for (let i = 0; i < x.data.length; i++) {
    const j = i % x.columns;
    const value = deviation[j] === 0 ? 0 : (x.data[i] - mean[j]) / deviation[j];
    if (!Number.isFinite(value))
      throw outOfRange(
        who,
        cellName(`${what}.x`, x, i),
        'to be finite less the mean, over the deviation',
        x.data[i],
      );
    x.data[i] = value;
  }
  const before = data.scaling;
  if (!before) return { ...data, x, scaling: { mean: mean.slice(), deviation: deviation.slice() } };
  return {
    ...data,
    x,
    scaling: {
      ...before,
      mean: before.mean.map((each, j) => each + before.deviation[j] * mean[j]),
      deviation: before.deviation.map((each, j) => each * deviation[j]),
    },
  };
}

/** Standard deviation √(Σc²/n), in units of the largest where squares would overflow or lose their digits. */
function populationDeviation(centred: Vec): number {
  const inUnits = (unit: number) =>
    unit * Math.sqrt(centred.reduce((sum, c) => sum + ((c / unit) * (c / unit)) / centred.length, 0));
  const plain = inUnits(1);
  if (plain > 1e-140 && plain < 1e140) return plain;
  const largest = centred.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  return largest === 0 ? 0 : inUnits(largest);
}
