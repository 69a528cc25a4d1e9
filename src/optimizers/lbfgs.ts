import { positive } from '../entry.js';
import type { Vec } from '../fn.js';
import { axpy, dot } from '../kernels/index.js';
import { norm } from '../search/norm.js';
import { searcher, wolfeKnobs } from '../search/searcher.js';
import { type WolfeConditions, wolfeSearch } from '../search/wolfeSearch.js';

/** A step s, the change y of the gradient along it, and sᵀy. */
interface CurvaturePair {
  readonly s: Vec;
  readonly y: Vec;
  readonly curve: number;
}

export const lbfgs = searcher({
  title: 'L-BFGS',
  group: 'by curvature',
  says: 'BFGS from the last few steps alone, for many parameters',
  cite: 'Liu and Nocedal 1989; Nocedal and Wright 2006, algorithms 7.4 and 7.5',
  formula: 'x - t b g',
  knobs: {
    memory: {
      ...positive(10, 'how many steps are remembered'),
      needs: 'a whole number from 1 to 1000',
      fits: (x) => Number.isInteger(x) && x >= 1 && x <= 1000,
      scale: 'linear',
    },
    ...wolfeKnobs,
  },
  reaches: { bowl: { steps: 5, within: 1e-20 }, rosenbrock: { steps: 60, within: 1e-15 } },
  init: (): { pairs: CurvaturePair[] } => ({ pairs: [] }),
  search(state, here, at, settings) {
    const by = settings as unknown as WolfeConditions;
    const { gradient } = here;
    let next =
      state.pairs.length > 0 ? wolfeSearch(here, twoLoopDirection(state.pairs, gradient), 1, at, by) : null;
    if (!next) {
      state.pairs = [];
      const share = Math.min(1, 1 / norm(gradient));
      next = wolfeSearch(
        here,
        gradient.map((slope) => -share * slope),
        1,
        at,
        by,
      );
    }
    if (!next) return null;
    const s = next.x.map((each, i) => each - here.x[i]);
    const y = next.gradient.map((each, i) => each - gradient[i]);
    const curve = dot(s, y);
    if (curve > 0 && curve < Infinity) state.pairs.push({ s, y, curve });
    if (state.pairs.length > (settings.memory as number)) state.pairs.shift();
    return next;
  },
});

/** L-BFGS direction, by the two-loop recursion over the remembered steps. */
function twoLoopDirection(pairs: readonly CurvaturePair[], gradient: Vec): Vec {
  const d = gradient.map((slope) => -slope);
  const weights = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, curve } = pairs[k];
    weights[k] = dot(s, d) / curve;
    axpy(-weights[k], y, d);
  }
  const { y, curve } = pairs[pairs.length - 1];
  const size = curve / dot(y, y);
  for (let i = 0; i < d.length; i++) d[i] *= size;
  pairs.forEach(({ s, y, curve }, k) => {
    axpy(weights[k] - dot(y, d) / curve, s, d);
  });
  return d;
}
