import type { Origin } from '../data/origin.js';

/** How a model is made again: the name of its maker, and what that was told. */
export interface ModelRecipe {
  maker: string;
  data: unknown;
  options: unknown;
}

/** How the data of models were made, where that is known. */
const origins = new WeakMap<object, Origin>();

export const originOfModel = (model: object): Origin | null => origins.get(model) ?? null;

const recipes = new WeakMap<object, ModelRecipe>();

/** Keeps how a model was made, and its data if that is known; it returns the model. */
export function makeAgain<M extends object>(model: M, recipe: ModelRecipe, origin: Origin | null): M {
  recipes.set(model, recipe);
  if (origin) origins.set(model, origin);
  return model;
}

export const recipeOfModel = (model: object): ModelRecipe | null => recipes.get(model) ?? null;
