import { matrix } from '../algebra/matrix.js';
import type { Data } from '../data/data.js';
import { dataset } from '../data/origin.js';
import { atLeastOne } from '../entry.js';
import { needKeys, needWhole } from '../need.js';

export interface ChebyshevOptions {
  /** Degree of the polynomial: 1 to 1000. */
  degree?: number;
  /** Number of points: 2 to ten million. */
  points?: number;
}

const knobs = {
  degree: atLeastOne(4, 'the degree of the polynomial'),
  points: atLeastOne(20, 'how many points, at even steps from −1 to 1'),
};

/**
 * Points at even steps from −1 to 1, and the Chebyshev polynomial of the first kind there: a curve with as many roots as
 * its degree, between −1 and 1, that small networks fit by training to the edge of stability. Degree 4 at 20 points
 * unless said.
 * Throws RangeError for another degree or number of points.
 */
export const chebyshev = dataset(
  {
    title: 'Chebyshev polynomial',
    says: 'points at even steps on a Chebyshev polynomial, numbers to be predicted from one',
    cite: 'Cohen et al. 2021, arXiv:2103.00065, appendix',
    tells: 'numbers',
    knobs,
  },
  (options: ChebyshevOptions = {}): Data => {
    const who = 'chebyshev';
    needKeys(who, 'option', options, Object.keys(knobs));
    const { degree = knobs.degree.default, points = knobs.points.default } = options;
    needWhole(who, 'degree', degree, 1, 1000);
    needWhole(who, 'points', points, 2, 10_000_000);
    const x = matrix(points, 1);
    const y = new Float64Array(points);
    for (let i = 0; i < points; i++) {
      x.data[i] = (2 * i - (points - 1)) / (points - 1);
      y[i] = polynomial(degree, x.data[i]);
    }
    return { x, y, names: ['x'] };
  },
);

/** Tₙ(x), by Tₖ₊₁ = 2x Tₖ − Tₖ₋₁. */
function polynomial(degree: number, x: number): number {
  let [last, now] = [1, x];
  for (let k = 1; k < degree; k++) [last, now] = [now, 2 * x * now - last];
  return now;
}
