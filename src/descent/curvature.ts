import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { needKeys, needNumber, needOptions, needWhole } from '../need.js';
import { Place } from '../place.js';
import type { HessianProduct } from '../search/lanczos.js';
import { objectiveFrom } from '../spec/objective.js';

/** Most parameters for which the whole Hessian is formed. */
export const DENSE = 64;

/** Hessian of an objective at a point, by its products. */
export interface Curvature {
  readonly place: Place;
  readonly n: number;
  readonly product: HessianProduct;
}

/** Hessian of a problem at a point, or at its start; `keys` are the options there are. */
export function curvatureAt(
  who: string,
  problem: Problem | Source,
  point: Point | undefined,
  options: unknown,
  keys: readonly string[],
): Curvature {
  needKeys(who, 'option', needOptions(who, options), keys);
  const { fn, start } = objectiveFrom(who, problem, point, 'point');
  const place = new Place(fn, start);
  return { place, n: start.length, product: (v) => place.bend(v) };
}

export const needSeed = (who: string, seed: unknown) =>
  needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);

export const needTolerance = (who: string, tolerance: unknown) =>
  needNumber(who, 'tolerance', tolerance, 'a number above 0 and below 1', (share) => share > 0 && share < 1);
