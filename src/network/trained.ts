import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import type { Vec } from '../fn.js';
import { wrongKind } from '../need.js';
import type { Layer, Model } from './model.js';

/** Models of runs, and of their points. */
const models = new WeakMap<object, Model>();

/** Registers the model of a run or of a point, for `predict` and `unflatten`. */
export function rememberModel(of: object, model: Model): void {
  models.set(of, model);
}

function modelOf(who: string, what: string, given: unknown): Model {
  const model = typeof given === 'object' && given !== null ? models.get(given) : undefined;
  if (!model) throw wrongKind(who, what, 'what a run on a model returned', given);
  return model;
}

/**
 * Predictions of a run's model at its last point, for rows in the units of the original data: the index of the class of
 * each row, or a number for each.
 * Throws TypeError for a run that is not of a model, RangeError for rows of another number of columns.
 */
export function predict(
  run: { readonly point: Vec },
  rows: Matrix | ArrayLike<number>[],
): Int32Array | Float64Array {
  const model = modelOf('predict', 'run', run);
  return model.predict(run.point, matrixFrom('predict', 'rows', rows));
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
