import {
  decreaseOfSquares,
  isBelowRounding,
  isCloserToMinimum,
  isNearRounding,
} from '../search/decreaseOfSquares.js';
import { linearizedAt } from '../search/linearizedResiduals.js';
import { innerProduct, isFiniteVector, stepAlong } from '../search/norm.js';
import { searcher } from '../search/searcher.js';

const MOST_HALVINGS = 60;
const LEAST_GAIN = 1e-4;

export const gaussNewton = searcher({
  title: 'Gauss–Newton',
  group: 'by curvature',
  says: 'goes where the squares would be least if the residuals were their tangents, or half as far until they fall',
  cite: 'Gauss 1809; Nocedal and Wright 2006, section 10.3',
  formula: 'x - t r/j',
  knobs: {},
  reaches: {},
  residuals: true,
  init: () => null,
  search(_, here, at) {
    const near = linearizedAt(here);
    const d = near.gaussNewtonStep();
    const along = near.applyJacobian(d);
    const promised = innerProduct(along, along);
    const sum = innerProduct(near.r, near.r);
    for (let k = 0, t = 1; k < MOST_HALVINGS; k++, t /= 2) {
      const x = stepAlong(here.x, d, t);
      if (x.every((each, i) => each === here.x[i])) return null;
      if (!isFiniteVector(x)) continue;
      const next = at(x);
      const { value } = next.near.residuals!;
      if (!isFiniteVector(value)) continue;
      if (isNearRounding(t * promised, sum) && isCloserToMinimum(near, next, sum)) return next;
      if (decreaseOfSquares(near.r, value) > 2 * LEAST_GAIN * t * promised) return next;
      if (isBelowRounding(t * promised, sum)) return null;
    }
    return null;
  },
});
