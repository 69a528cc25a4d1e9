import type { Origin } from '../data/origin.js';

/** Recipe of a model: the name of its maker, and its arguments. */
export interface ModelRecipe {
  maker: string;
  data: unknown;
  options: unknown;
}

/** Origins of the data of models, where they are known. */
const origins = new WeakMap<object, Origin>();

export const originOfModel = (model: object): Origin | null => origins.get(model) ?? null;

const recipes = new WeakMap<object, ModelRecipe>();

/** The model, with its recipe and the origin of its data noted. */
export function keepRecipe<M extends object>(model: M, recipe: ModelRecipe, origin: Origin | null): M {
  recipes.set(model, recipe);
  if (origin) origins.set(model, origin);
  return model;
}

export const recipeOfModel = (model: object): ModelRecipe | null => recipes.get(model) ?? null;
