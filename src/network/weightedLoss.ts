import type { Matrix } from '../algebra/matrix.js';
import { type Fn, makeFn, makeLocal, type Vec } from '../fn.js';
import { type Allocate, allocateCopy, type InPlace } from '../inPlace.js';
import { crossEntropyRows, divide, dot, sigmoid, softplus, sum } from '../kernels/index.js';
import { softmaxChange } from '../layers/softmax.js';

// Losses of classes of which some rows count for more than others, on average for one. Targets carry the weights.

/**
 * Cross-entropy of each row of logits times its weight, in the mean: a target's row is 0 but for the weight at its
 * class.
 */
export function weightedCrossEntropy({ rows, columns, data: t }: Matrix): Fn {
  const masses = Float64Array.from({ length: rows }, (_, r) => sum(t.slice(r * columns, (r + 1) * columns)));
  return makeFn({
    inputs: t.length,
    outputs: 1,
    at(x) {
      const [p, residual, losses] = [
        new Float64Array(t.length),
        new Float64Array(t.length),
        new Float64Array(rows),
      ];
      crossEntropyRows(columns, x, t, p, residual, losses);
      const gradient = residual.map((gap) => gap / rows);
      return makeLocal(Float64Array.of(sum(losses) / rows), {
        push: (v) => Float64Array.of(dot(gradient, v)),
        pull: (u) => gradient.map((slope) => slope * u[0]),
        bend: (v, u) =>
          softmaxChange(p, v, rows).map(
            (change, i) => ((masses[Math.floor(i / columns)] * change) / rows) * u[0],
          ),
      });
    },
    inPlace: (allocate) => crossEntropyInArrays(t, rows, allocate),
  });
}

function crossEntropyInArrays(target: Vec, rows: number, allocate: Allocate): InPlace {
  const n = target.length;
  const t = allocateCopy(allocate, target);
  const [p, residual, losses] = [allocate(n), allocate(n), allocate(rows)];
  return {
    data: [t],
    value(x, out) {
      crossEntropyRows(n / rows, x, t, p, residual, losses);
      out[0] = sum(losses) / rows;
    },
    pull(u, out) {
      out.set(residual);
      divide(rows, out);
      if (u[0] !== 1) for (let i = 0; i < n; i++) out[i] *= u[0];
    },
  };
}

/**
 * Binary cross-entropy of each logit times its weight, in the mean: a target's row is the weight as of the first class,
 * and that as of the second, one of them 0.
 */
export function weightedBinaryCrossEntropy({ rows: n, data: t }: Matrix): Fn {
  return makeFn({
    inputs: n,
    outputs: 1,
    at(x) {
      const work = binaryWork(t, n, (count) => new Float64Array(count));
      const value = Float64Array.of(work.value(x));
      const slope = work.slope(new Float64Array(n), 1);
      const [p, q] = [work.yes.slice(), work.no.slice()];
      return makeLocal(value, {
        push: (v) => Float64Array.of(dot(slope, v)),
        pull: (u) => slope.map((own) => own * u[0]),
        bend: (v, u) => v.map((change, i) => (t[2 * i] + t[2 * i + 1]) * ((p[i] * q[i] * change) / n) * u[0]),
      });
    },
    inPlace(allocate) {
      const target = allocateCopy(allocate, t);
      const work = binaryWork(target, n, allocate);
      return {
        data: [target],
        value(x, out) {
          out[0] = work.value(x);
        },
        pull: (u, out) => void work.slope(out, u[0]),
      };
    },
  });
}

/** Value and slopes of the weighted binary cross-entropy, in arrays that stay. */
function binaryWork(t: Vec, n: number, allocate: Allocate) {
  const [back, yes, no, shares] = Array.from({ length: 4 }, () => allocate(n));
  let logits: Vec;
  return {
    yes,
    no,
    value(x: Vec): number {
      logits = x;
      for (let i = 0; i < n; i++) back[i] = -x[i];
      softplus(x, no);
      softplus(back, yes);
      for (let i = 0; i < n; i++) shares[i] = weighted(t[2 * i], no[i]) + weighted(t[2 * i + 1], yes[i]);
      return sum(shares) / n;
    },
    slope(out: Vec, weight: number): Vec {
      sigmoid(back, yes);
      sigmoid(logits, no);
      for (let i = 0; i < n; i++)
        out[i] = ((weighted(t[2 * i], no[i]) - weighted(t[2 * i + 1], yes[i])) / n) * weight;
      return out;
    },
  };
}

/** Weight times a loss; 0·∞ counts 0. */
const weighted = (weight: number, loss: number) => (weight > 0 ? weight * loss : 0);
