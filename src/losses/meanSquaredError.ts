import { entriesFrom, type Matrix } from '../algebra/matrix.js';
import { loss } from '../entry.js';
import { type Local, makeFn, makeLocal, type ScalarFn, type Vec } from '../fn.js';
import { type Allocate, allocateCopy, type InPlace } from '../inPlace.js';
import { dot } from '../kernels/index.js';

/**
 * Mean squared error Σ(yᵢ − tᵢ)²/n as a function of y: n inputs, one output, gradient 2(y − t)/n. A Matrix target has a
 * row for each row of a batch, whose outputs then follow each other row by row; the mean is over all of them.
 * Throws TypeError for what is no array of numbers, RangeError for an empty one.
 */
export const meanSquaredError = loss(
  {
    title: 'Mean squared error',
    says: 'how far numbers are from their targets, squared, in the mean',
    formula: '(y - t)^2',
    cite: 'Legendre 1805',
    knobs: {},
  },
  (target: ArrayLike<number> | Matrix): ScalarFn => {
    const t = entriesFrom('meanSquaredError', 'target', target);
    const n = t.length;
    const twice = (v: Vec, weight: number) => v.map((change) => ((2 * change) / n) * weight);
    return makeFn({
      inputs: n,
      outputs: 1,
      at(y) {
        const gap = y.map((each, i) => each - t[i]);
        return makeLocal(Float64Array.of(dot(gap, gap) / n), {
          push: (v) => Float64Array.of((2 * dot(gap, v)) / n),
          pull: (u) => twice(gap, u[0]),
          bend: (v, u) => twice(v, u[0]),
          residuals: scaledResiduals(gap),
        });
      },
      inPlace: (allocate) => inArrays(t, allocate),
    });
  },
);

function inArrays(target: Vec, allocate: Allocate): InPlace {
  const n = target.length;
  const t = allocateCopy(allocate, target);
  const gap = allocate(n);
  return {
    data: [t],
    value(y, out) {
      for (let i = 0; i < n; i++) gap[i] = y[i] - t[i];
      out[0] = dot(gap, gap) / n;
    },
    pull(u, out) {
      const weight = u[0];
      for (let i = 0; i < n; i++) out[i] = ((2 * gap[i]) / n) * weight;
    },
  };
}

/** Residuals √(2/n)·g, half the sum of whose squares is Σgᵢ²/n. */
function scaledResiduals(gap: Vec): Local {
  const n = gap.length;
  const root = Math.sqrt(2 / n);
  const times = (v: Vec) => v.map((each) => root * each);
  return {
    value: times(gap),
    push: times,
    pull: times,
    bend: () => new Float64Array(n),
    diagonal: () => new Float64Array(n).fill(root),
  };
}
