import type { Vec } from '../fn.js';
import type { Place } from '../place.js';
import { innerProduct, norm } from '../search/norm.js';
import { searcher, wolfeKnobs } from '../search/searcher.js';
import { type WolfeConditions, wolfeSearch } from '../search/wolfeSearch.js';

interface State {
  /** Approximate inverse of ∇²f, n×n row by row; null while nothing is known of it. */
  inverse: Vec | null;
}

export const bfgs = searcher({
  title: 'BFGS',
  group: 'by curvature',
  says: 'learns the inverse of the Hessian from how the gradient changes, and searches along the lines it gives',
  cite: 'Broyden, Fletcher, Goldfarb and Shanno 1970; Nocedal and Wright 2006, algorithm 6.1',
  formula: 'x - t b g',
  knobs: wolfeKnobs,
  reaches: { bowl: { steps: 5, within: 1e-20 }, rosenbrock: { steps: 60, within: 1e-15 } },
  init: (): State => ({ inverse: null }),
  search(state, here, at, settings) {
    const by = settings as unknown as WolfeConditions;
    const found =
      state.inverse && wolfeSearch(here, quasiNewtonDirection(state.inverse, here.gradient), 1, at, by);
    if (found) {
      updateInverse(state, here, found);
      return found;
    }
    const next = wolfeSearch(here, scaledDescent(here), 1, at, by);
    state.inverse = null;
    if (next) updateInverse(state, here, next);
    return next;
  },
});

/** Steepest-descent step, no longer than 1 while nothing is known of the curvature. */
function scaledDescent({ gradient }: Place): Vec {
  const share = Math.min(1, 1 / norm(gradient));
  return gradient.map((slope) => -share * slope);
}

function quasiNewtonDirection(inverse: Vec, g: Vec): Vec {
  const n = g.length;
  const d = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) d[i] -= inverse[i * n + j] * g[j];
  return d;
}

/** BFGS update of the inverse: the least change with which it takes the gradient's change to the step. */
function updateInverse(state: State, from: Place, to: Place): void {
  const n = to.x.length;
  const s = to.x.map((each, i) => each - from.x[i]);
  const y = to.gradient.map((each, i) => each - from.gradient[i]);
  const curve = innerProduct(s, y);
  if (!(curve > 0 && curve < Infinity)) return;
  const inverse = state.inverse ?? scaledIdentity(n, curve / innerProduct(y, y));
  const b = quasiNewtonDirection(inverse, y);
  const both = (1 - innerProduct(b, y) / curve) / curve;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      inverse[i * n + j] += both * s[i] * s[j] + (b[i] * s[j] + s[i] * b[j]) / curve;
  state.inverse = inverse.every(Number.isFinite) ? inverse : null;
}

function scaledIdentity(n: number, each: number): Vec {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = each;
  return out;
}
