import { entriesFrom, type Matrix } from '../algebra/matrix.js';
import { loss, positive } from '../entry.js';
import { makeFn, makeLocal, type ScalarFn, type Vec } from '../fn.js';
import { type Allocate, allocateCopy, type InPlace } from '../inPlace.js';
import { dot, sum } from '../kernels/index.js';
import { needNumber } from '../need.js';

/**
 * Huber loss: the mean over n entries of r²/2 where |r| ≤ δ and δ(|r| − δ/2) beyond, r = y − t, as a function of y: n
 * inputs, one output, gradient r/n, at most δ/n in size. Where |r| = δ the second derivative is taken as 0. A Matrix
 * target has a row for each row of a batch, whose outputs then follow each other row by row.
 * Throws TypeError for what is no array of numbers, RangeError for an empty one, or a δ that is not above 0.
 */
export const huber = loss(
  {
    title: 'Huber',
    says: 'squares small gaps and takes large ones as they are, so that one outlier does not rule the rest',
    formula: 'min(abs(y - t), delta) (abs(y - t) - min(abs(y - t), delta)/2)',
    cite: 'Huber 1964',
    knobs: { delta: positive(1, 'how large a gap is still squared') },
  },
  (target: ArrayLike<number> | Matrix, delta = 1): ScalarFn => {
    const t = entriesFrom('huber', 'target', target);
    needNumber('huber', 'delta', delta, 'a number above 0', (size) => size > 0);
    const n = t.length;
    return makeFn({
      inputs: n,
      outputs: 1,
      at(y) {
        const gap = y.map((each, i) => each - t[i]);
        const losses = gap.map((each) => lossOf(each, delta));
        const slope = gap.map((each) => clampResidual(delta, each) / n);
        return makeLocal(Float64Array.of(sum(losses) / n), {
          push: (v) => Float64Array.of(dot(slope, v)),
          pull: (u) => slope.map((each) => each * u[0]),
          bend: (v, u) => v.map((change, i) => (Math.abs(gap[i]) < delta ? (change / n) * u[0] : 0)),
        });
      },
      inPlace: (allocate) => inArrays(t, delta, allocate),
    });
  },
);

function inArrays(target: Vec, delta: number, allocate: Allocate): InPlace {
  const n = target.length;
  const t = allocateCopy(allocate, target);
  const [gap, losses] = [allocate(n), allocate(n)];
  return {
    data: [t],
    value(y, out) {
      for (let i = 0; i < n; i++) {
        gap[i] = y[i] - t[i];
        losses[i] = lossOf(gap[i], delta);
      }
      out[0] = sum(losses) / n;
    },
    pull(u, out) {
      const weight = u[0];
      for (let i = 0; i < n; i++) out[i] = (clampResidual(delta, gap[i]) / n) * weight;
    },
  };
}

function lossOf(gap: number, delta: number): number {
  const size = Math.abs(gap);
  const squared = Math.min(size, delta);
  return squared * (size - squared / 2);
}

const clampResidual = (delta: number, gap: number) => Math.max(-delta, Math.min(delta, gap));
