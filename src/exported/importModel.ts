import { type Matrix, matrix } from '../algebra/matrix.js';
import type { Data } from '../data/data.js';
import { entryByName } from '../entry.js';
import type { Vec } from '../fn.js';
import { sigmoid, softmaxRows } from '../kernels/index.js';
import * as models from '../models/index.js';
import { listNames, needLength, needNumber, needWhole, outOfRange, showValue } from '../need.js';
import type { ClassScores } from '../network/classScores.js';
import type { Model } from '../network/model.js';
import { finitePredictions } from '../network/trained.js';
import { type CheckedModel, type ExportedModel, needModelFile } from './modelFile.js';
import { modelRows, needFiniteOutputs } from './modelRows.js';

/** Rows for a model: in the order of its columns, or objects by their names. */
export type ModelRows = Matrix | readonly ArrayLike<number>[] | readonly Readonly<Record<string, unknown>>[];

/** How well a model predicts some rows. */
export interface Evaluation extends Partial<ClassScores> {
  rows: number;
  /** Loss in the units that were minimised, without weight decay and weights of classes. */
  loss: number;
  accuracy?: number;
  /** Root of the mean squared error, in the units of the target, and R². */
  rmse?: number;
  r2?: number;
}

/** Trained model that predicts. */
export interface ImportedModel
  extends Pick<ExportedModel, 'columns' | 'target' | 'classes' | 'hash' | 'spec'> {
  /** Index of the class of each row, or the number predicted. */
  predict(rows: ModelRows): Int32Array | Float64Array;
  /** Probability of each class, a row for each. */
  probabilities(rows: ModelRows): Matrix;
  /** Scores on rows whose classes, by index or name, or numbers are known. */
  evaluate(rows: ModelRows, y: ArrayLike<number | string>): Evaluation;
  /** The JSON it was made of. */
  toJSON(): ExportedModel;
}

const who = 'importModel';

/**
 * Trained model of what `exportModel` made, as it is or parsed from JSON: it predicts to the same bits.
 * Throws TypeError for what is none, RangeError for a newer version and where it was changed or damaged.
 */
export function importModel(json: unknown): ImportedModel {
  const read = needModelFile(who, json);
  needShape(read);
  const { columns, classes, target, file } = read;
  const model = modelOn(read, { x: matrix(1, columns.length), y: new Float64Array(1) });
  const point = pointOf(read, model);
  const rowsFrom = (caller: string, rows: unknown) => modelRows(caller, rows, read);
  return {
    columns,
    ...(target !== undefined && { target }),
    ...(classes && { classes }),
    hash: file.hash,
    ...(file.spec && { spec: file.spec }),
    predict: (rows) => finitePredictions(model, point, rowsFrom('predict', rows)),
    probabilities(rows) {
      if (!classes) throw new TypeError('probabilities: the model needs classes, got one of numbers');
      return shares(
        needFiniteOutputs('probabilities', model.logits(point, rowsFrom('probabilities', rows))),
        classes.length,
      );
    },
    evaluate(rows, y) {
      const x = rowsFrom('evaluate', rows);
      return evaluation(
        modelOn(read, { x: scaledRows(read, x), y: targetFrom(read, y, x.rows) }),
        point,
        x.rows,
      );
    },
    toJSON: () => file,
  };
}

/** Model of an exported one on data in its units. */
function modelOn(
  { model, settings, classes, columns, scaling }: CheckedModel,
  { x, y }: Pick<Data, 'x' | 'y'>,
): Model {
  const make = entryByName<unknown>(who, 'model', models, model) as (data: Data, settings: object) => Model;
  const data: Data = { x, y, ...(classes && { classes }), names: columns, ...(scaling && { scaling }) };
  // Scores of rows are plain, whatever it was trained by.
  const { classWeights: _, ...own } = settings;
  return make(data, { ...own, l2: 0 });
}

/** Throws RangeError where the layers are not those of the settings, before there is room made for these. */
function needShape({ settings, layers }: CheckedModel): void {
  const hidden = layers.slice(0, -1).map(({ b }) => b.length);
  if ('layers' in settings && String(settings.layers) !== String(hidden))
    throw outOfRange(
      who,
      'model.settings.layers',
      `those of model.layers, ${hidden.join(', ') || 'none'}`,
      String(settings.layers),
    );
}

/** Parameters of the layers, which have to be those of the model. */
function pointOf({ layers }: CheckedModel, model: Model): Vec {
  const own = model.unflatten(model.start as Vec);
  needLengthOf('model.layers', layers.length, own.length);
  for (const [k, { W, b }] of own.entries()) {
    needLengthOf(`model.layers[${k}].W`, layers[k].W.rows, W.rows);
    needLengthOf(`model.layers[${k}].b`, layers[k].b.length, b.length);
  }
  const parts = layers.flatMap(({ W, b }) => [W.data, b]);
  const point = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    point.set(part, end);
    end += part.length;
  }
  return point;
}

function needLengthOf(what: string, got: number, needed: number): void {
  if (got !== needed)
    throw outOfRange(who, what, `${needed} of them, as its settings and classes have it`, got);
}

/** Rows as the model is given them, of those in the units of the data. */
function scaledRows({ scaling }: CheckedModel, { rows, columns, data }: Matrix): Matrix {
  if (!scaling) return { rows, columns, data };
  const { mean, deviation } = scaling;
  const own = data.map((value, i) => {
    const j = i % columns;
    return deviation[j] === 0 ? 0 : (value - mean[j]) / deviation[j];
  });
  return { rows, columns, data: own };
}

function targetFrom(
  { classes, scaling }: CheckedModel,
  y: ArrayLike<number | string>,
  rows: number,
): Float64Array {
  needLength('evaluate', 'y', y, rows);
  return Float64Array.from(y as ArrayLike<unknown>, (each, i) => {
    const what = `y[${i}] (row ${i + 1})`;
    if (classes) {
      if (typeof each !== 'string') return needWhole('evaluate', what, each, 0, classes.length - 1);
      const k = classes.indexOf(each);
      if (k >= 0) return k;
      throw outOfRange('evaluate', what, `one of ${listNames(classes.map((name) => showValue(name)))}`, each);
    }
    const value = needNumber('evaluate', what, each);
    const target = scaling?.target;
    if (!target) return value;
    return target.deviation === 0 ? 0 : (value - target.mean) / target.deviation;
  });
}

function evaluation(model: Model, point: Vec, rows: number): Evaluation {
  const loss = model.at(point).value[0];
  return {
    rows,
    loss,
    ...(model.accuracy && { accuracy: model.accuracy(point) }),
    ...model.classScores?.(point),
    ...model.errors?.(point),
  };
}

/** Probabilities of classes, of a logit for each, or of one for the second of two. */
function shares({ rows, columns, data }: Matrix, classes: number): Matrix {
  const found = matrix(rows, classes);
  if (columns === classes) {
    softmaxRows(rows, classes, data, found.data);
    return found;
  }
  const [second, first] = [new Float64Array(rows), new Float64Array(rows)];
  sigmoid(data, second);
  sigmoid(
    data.map((logit) => -logit),
    first,
  );
  for (let i = 0; i < rows; i++) found.data.set([first[i], second[i]], 2 * i);
  return found;
}
