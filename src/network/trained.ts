import { finiteMatrixFrom, type Matrix } from '../algebra/matrix.js';
import type { Vec } from '../fn.js';
import { wrongKind } from '../need.js';
import type { ClassScores } from './classScores.js';
import { type Layer, type Model, NO_CLASS } from './model.js';

/** Models of runs, and of their points. */
const models = new WeakMap<object, Model>();

/** Registers the model of a run or of a point, for `predict` and `unflatten`. */
export function rememberModel(of: object, model: Model): void {
  models.set(of, model);
}

/** Model of a run or of its point. */
export function modelOf(who: string, what: string, given: unknown): Model {
  const model = typeof given === 'object' && given !== null ? models.get(given) : undefined;
  if (!model) throw wrongKind(who, what, 'what a run on a model returned', given);
  return model;
}

/**
 * Predictions of a run's model at its last point, for rows in the units of the original data: the index of the class of
 * each row, or a number for each.
 * Throws TypeError for a run that is not of a model and for what is no number, RangeError for rows of another number of
 * columns, for numbers that are not finite, and for a row whose outputs overflow.
 */
export function predict(
  run: { readonly point: Vec },
  rows: Matrix | readonly ArrayLike<number>[],
): Int32Array | Float64Array {
  return finitePredictions(
    modelOf('predict', 'run', run),
    run.point,
    finiteMatrixFrom('predict', 'rows', rows),
  );
}

/** Predictions of a model at a point. Throws RangeError for a row whose outputs overflow. */
export function finitePredictions(model: Model, point: Vec, rows: Matrix): Int32Array | Float64Array {
  const told = model.predict(point, rows);
  const none =
    told instanceof Int32Array ? told.indexOf(NO_CLASS) : told.findIndex((each) => !Number.isFinite(each));
  if (none >= 0)
    throw new RangeError(
      `predict: rows[${none}] (row ${none + 1}) needs numbers of which the model's outputs are finite, got others`,
    );
  return told;
}

/**
 * How well a run's classifier tells its classes from each other at its last point, on the rows it learned from and, as
 * `validation`, on those kept apart: confusion matrix, precision, recall and F1 of each class, and of two classes the
 * area under the curve.
 * Throws TypeError for a run that is not of a classifier.
 */
export function classScores(run: { readonly point: Vec }): ClassScores & { validation?: ClassScores } {
  const model = modelOf('classScores', 'run', run);
  if (!model.classScores)
    throw new TypeError('classScores: run needs a model of classes, got one of numbers');
  return model.classScores(run.point);
}

/**
 * Layers of a run's point, `unflatten(run.point)`, or of any parameters of a model: of each the weights, outputs ×
 * inputs, and the biases.
 * Throws TypeError for a point whose model is not known, RangeError for another number of parameters.
 */
export function unflatten(point: Vec, model?: Model): Layer[] {
  if (model !== undefined && typeof model?.unflatten !== 'function')
    throw wrongKind('unflatten', 'model', 'a model', model);
  return (model ?? modelOf('unflatten', 'point', point)).unflatten(point);
}
