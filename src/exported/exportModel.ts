import { placeName } from '../data/columnNames.js';
import type { Data } from '../data/data.js';
import type { Vec } from '../fn.js';
import { wrongKind } from '../need.js';
import type { Model } from '../network/model.js';
import { originOfModel, recipeOfModel } from '../network/modelRecipe.js';
import { modelOf } from '../network/trained.js';
import { trainingOf } from '../runs/training.js';
import { toPlainJson } from '../spec/plainJson.js';
import type { Spec } from '../spec/spec.js';
import { specOfTraining } from '../spec/specOf.js';
import { type ExportedModel, withHash } from './modelFile.js';

/**
 * Model of a run at the point that the run returned, as plain JSON: columns, encodings, scaling, classes and layers,
 * the spec of what it was trained by, and a hash of it all. `importModel` makes it predict again, to the same bits.
 * Throws TypeError for a run that is not of a model, and for one with an activation of one's own.
 */
export function exportModel(run: { readonly point: Vec; readonly replicate?: number }): ExportedModel {
  const who = 'exportModel';
  const model = modelOf(who, 'run', run);
  const training = trainingOf(run);
  return exportedModel(who, model, run, training ? specOfTraining(model, training) : null);
}

/** Exported model of a run, and the spec that it was made by. */
export function exportedModel(
  who: string,
  model: Model,
  { point, replicate }: { readonly point: Vec; readonly replicate?: number },
  spec: Spec | null,
): ExportedModel {
  const recipe = recipeOfModel(model);
  if (!recipe)
    throw wrongKind(who, 'run', "a model of the library's activations, which JSON can tell", model);
  const { names = [], classes, scaling, x } = recipe.data as Data;
  const source = originOfModel(model)?.source;
  const read = source && 'levels' in source ? source : null;
  const columns = Array.from({ length: x.columns }, (_, j) => names[j] ?? placeName(j));
  const encodings = Object.entries(read?.levels ?? {}).map(([column, levels]) => ({ column, levels }));
  return withHash({
    model: recipe.maker,
    settings: toPlainJson(recipe.options) as Record<string, unknown>,
    columns,
    ...(encodings.length > 0 && { encodings }),
    ...(read && { target: read.options.target }),
    ...(classes && { classes: [...classes] }),
    ...(scaling && { scaling: toPlainJson(scaling) as NonNullable<ExportedModel['scaling']> }),
    layers: model.unflatten(point).map(({ W, b }) => ({
      W: Array.from({ length: W.rows }, (_, i) =>
        toPlainJson(W.data.subarray(i * W.columns, (i + 1) * W.columns)),
      ) as number[][],
      b: toPlainJson(b) as number[],
    })),
    ...(spec && { spec }),
    ...(replicate !== undefined && { replicate }),
  });
}
