import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import type { Vec } from '../fn.js';
import { needKeys, needOptions, needWhole, outOfRange } from '../need.js';
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

/** The whole matrix of products, its rows one after the other, symmetric to the bit. */
export function denseMatrix(n: number, product: HessianProduct): Vec {
  const matrix = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const unit = new Float64Array(n);
    unit[k] = 1;
    matrix.set(product(unit), k * n);
  }
  for (let i = 0; i < n; i++)
    for (let k = 0; k < i; k++)
      matrix[i * n + k] = matrix[k * n + i] = matrix[i * n + k] / 2 + matrix[k * n + i] / 2;
  return matrix;
}

export const needSeed = (who: string, seed: unknown) => needWhole(who, 'seed', seed, 0, 2 ** 53 - 1);

export const needSamples = (who: string, what: string, count: unknown) => needWhole(who, what, count, 1, 1e6);

export function needTolerance(who: string, tolerance: unknown): number {
  if (typeof tolerance === 'number' && tolerance > 0 && tolerance < 1) return tolerance;
  throw outOfRange(who, 'tolerance', 'a number above 0 and below 1', tolerance);
}
