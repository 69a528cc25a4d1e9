import { entriesFrom, type Matrix } from '../algebra/matrix.js';
import { loss } from '../entry.js';
import { makeFn, makeLocal, type ScalarFn, type Vec } from '../fn.js';
import { type Allocate, allocateCopy, type InPlace } from '../inPlace.js';
import { dot, sigmoid, softplus, sum } from '../kernels/index.js';
import { showValue } from '../need.js';

/**
 * Binary cross-entropy: the mean over n entries of ln(1 + eˣ) − t·x, which is −t ln σ(x) − (1 − t) ln(1 − σ(x)), as a
 * function of the logits x: n inputs, one output, gradient (σ(x) − t)/n. A Matrix target has a row for each row of a
 * batch, whose logits then follow each other row by row. 0·∞ counts 0.
 * Throws TypeError for what is no array of numbers, RangeError for an empty one, or a target outside 0 … 1.
 */
export const binaryCrossEntropy = loss(
  {
    title: 'Binary cross-entropy',
    says: 'how surprising each yes or no is to the logit that foretold it, in the mean',
    formula: 'softplus(x) - t x',
    cite: 'Cox 1958',
    knobs: {},
  },
  (target: ArrayLike<number> | Matrix): ScalarFn => {
    const t = entriesFrom('binaryCrossEntropy', 'target', target);
    const bad = t.find((share) => !(share >= 0 && share <= 1));
    if (bad !== undefined)
      throw new RangeError(`binaryCrossEntropy: target needs numbers from 0 to 1, got ${showValue(bad)}`);
    const n = t.length;
    // The terms of both classes, weighted: softplus(x) − tx and σ(x) − t would cancel where both are nearly x, or 1.
    const shared = (yes: Vec, no: Vec) =>
      t.map((share, i) => (share > 0 ? share * yes[i] : 0) + (share < 1 ? (1 - share) * no[i] : 0));
    return makeFn({
      inputs: n,
      outputs: 1,
      at(x) {
        const back = x.map((logit) => -logit);
        const [yes, no] = [mapVector(softplus, back), mapVector(softplus, x)];
        const [p, q] = [mapVector(sigmoid, x), mapVector(sigmoid, back)];
        const slope = shared(
          q.map((missing) => -missing / n),
          p.map((found) => found / n),
        );
        return makeLocal(Float64Array.of(sum(shared(yes, no)) / n), {
          push: (v) => Float64Array.of(dot(slope, v)),
          pull: (u) => slope.map((own) => own * u[0]),
          bend: (v, u) => v.map((change, i) => ((p[i] * q[i] * change) / n) * u[0]),
        });
      },
      inPlace: (allocate) => inArrays(t, allocate),
    });
  },
);

function inArrays(target: Vec, allocate: Allocate): InPlace {
  const n = target.length;
  const t = allocateCopy(allocate, target);
  const [back, yes, no, shares] = Array.from({ length: 4 }, () => allocate(n));
  let logits: Vec;
  const share = (out: Vec, scale: number, weight: number) => {
    for (let i = 0; i < n; i++) {
      const both =
        (t[i] > 0 ? t[i] * (yes[i] / scale) : 0) + (t[i] < 1 ? (1 - t[i]) * (no[i] / Math.abs(scale)) : 0);
      out[i] = both * weight;
    }
  };
  return {
    data: [t],
    value(x, out) {
      logits = x;
      for (let i = 0; i < n; i++) back[i] = -x[i];
      softplus(back, yes);
      softplus(x, no);
      share(shares, 1, 1);
      out[0] = sum(shares) / n;
    },
    pull(u, out) {
      sigmoid(back, yes);
      sigmoid(logits, no);
      share(out, -n, u[0]);
    },
  };
}

function mapVector(f: (x: Vec, y: Vec) => void, x: Vec): Vec {
  const y = new Float64Array(x.length);
  f(x, y);
  return y;
}
