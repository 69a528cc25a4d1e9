import type { Problem } from '../entry.js';
import { Formula, formula } from '../formula/formula.js';
import * as models from '../models/index.js';
import { type ModelRecipe, recipeOfModel } from '../network/modelRecipe.js';
import * as optimizers from '../optimizers/index.js';
import type { Configuration } from './configuration.js';
import type { Objective } from './objective.js';

// Plain data from which another thread makes an objective; configurations go by the names of their optimizers.

export type Recipe = { texts: readonly string[]; variables: readonly string[] } | ModelRecipe;

/** Recipe of an objective; null for a function of the caller's own. */
export function recipeOf({ fn, model }: Objective): Recipe | null {
  if (fn instanceof Formula) return { texts: fn.texts, variables: fn.variables };
  return model ? recipeOfModel(model) : null;
}

export function problemFromRecipe(recipe: Recipe): Problem | Formula {
  if ('texts' in recipe) return formula([...recipe.texts], { variables: [...recipe.variables] });
  const make = (models as unknown as Record<string, (data: unknown, options: unknown) => Problem>)[
    recipe.maker
  ];
  return make(recipe.data, recipe.options);
}

/** Whether the optimizer and the schedules of a configuration are of the catalogue. */
export const isCatalogueOptimizer = ({ name, optimizer, schedule }: Configuration) =>
  (optimizers as unknown as Record<string, unknown>)[name] === optimizer &&
  schedule.every(({ serializable }) => serializable !== null);
