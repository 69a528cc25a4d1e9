// The minimum that a landscape falls to, and the rates at which gradient descent settles there.

import { type Formula, gradient, hessian, minimize } from '../../index.js';
import { largestEigenvalue } from '../geometry.js';
import type { SettlingRates } from './landscapeSentences.js';

/** Most steps of the search. */
const searchSteps = 200;
/** Largest step that Newton's method would still make at a minimum, for itself and as a share of the place. */
const nearEnough = 1e-6;
/** Longest formula that is differentiated three times to see whether it is quadratic. */
const longestText = 400;

/** Minimum that a search downhill from a point ends at; null where it finds none. */
export function nearestMinimum(f: Formula, start: readonly number[]): number[] | null {
  const run = minimize(f, { optimizer: 'bfgs', start: [...start], steps: searchSteps });
  if (run.outcome !== 'settled') return null;
  const place = [...run.point];
  const [slopes, { data }] = [gradient(f, run.point), hessian(f, run.point)];
  // A curve that levels off for ever has small slopes too, but far steps of Newton's.
  const isThere = place.every((x, i) => {
    const curvature = data[i * place.length + i];
    return curvature >= 0 && Math.abs(slopes[i]) <= nearEnough * curvature * Math.max(1, Math.abs(x));
  });
  return isThere ? place : null;
}

/** Rates that settle at a minimum, where they are known: of one variable, and on quadratics. */
export function settlingRates(f: Formula, minimum: readonly number[]): SettlingRates | null {
  const [a, b, , d = 0] = hessian(f, Float64Array.from(minimum)).data;
  const largest = minimum.length === 1 ? a : largestEigenvalue(a, b, d);
  const everywhere = isQuadratic(f);
  if (!(largest > 0) || (minimum.length > 1 && !everywhere)) return null;
  return { minimum, below: 2 / largest, everywhere };
}

/** Whether all third derivatives are 0, as far as simplifying shows. */
function isQuadratic(f: Formula): boolean {
  if (f.text.length > longestText) return false;
  let derivatives = [f];
  for (let order = 1; order <= 3; order++)
    derivatives = derivatives.flatMap((each) => f.variables.map((name) => each.derivative(name)));
  return derivatives.every(({ text }) => text === '0');
}
