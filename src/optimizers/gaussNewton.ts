import { fall, isFine, isLost, isNearer } from '../search/fall.js';
import { allFinite, inner, moved } from '../search/norm.js';
import { searcher } from '../search/searcher.js';
import { tangentAt } from '../search/tangent.js';

const MOST_HALVINGS = 60;
const LEAST_GAIN = 1e-4;

export const gaussNewton = searcher<null>({
  title: 'Gauss–Newton',
  says: 'goes where the squares would be least if the residuals were their tangents, or half as far until they fall',
  cite: 'Gauss 1809; Nocedal and Wright 2006, section 10.3',
  formula: 'x - t r/j',
  knobs: {},
  reaches: {},
  residuals: true,
  init: () => null,
  search(_, here, at) {
    const near = tangentAt(here);
    const d = near.gaussNewton();
    const along = near.along(d);
    const promised = inner(along, along);
    const sum = inner(near.r, near.r);
    for (let k = 0, t = 1; k < MOST_HALVINGS; k++, t /= 2) {
      const x = moved(here.x, d, t);
      if (x.every((each, i) => each === here.x[i])) return null;
      if (!allFinite(x)) continue;
      const next = at(x);
      const { value } = next.near.residuals!;
      if (!allFinite(value)) continue;
      if (isFine(t * promised, sum) && isNearer(near, next, sum)) return next;
      if (fall(near.r, value) > 2 * LEAST_GAIN * t * promised) return next;
      if (isLost(t * promised, sum)) return null;
    }
    return null;
  },
});
