import { entriesFrom, type Matrix } from '../algebra/matrix.js';
import { groundOn, type LossOn, loss, positive } from '../entry.js';
import { type Fn, fn, local } from '../fn.js';
import { dot, sum } from '../kernels/index.js';
import { needNumber } from '../need.js';

/**
 * The mean over n entries of r²/2 where |r| ≤ δ and δ(|r| − δ/2) beyond, r = y − t, as a function of y: n inputs,
 * one output, gradient r/n, at most δ/n in size. Where |r| = δ the second derivative is taken as 0. A Matrix target
 * has a row for each row of a batch, whose outputs then follow each other row by row.
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
  (target: ArrayLike<number> | Matrix, delta = 1): Fn => {
    const t = entriesFrom('huber', 'target', target);
    needNumber('huber', 'delta', delta, 'a number above 0', (size) => size > 0);
    const n = t.length;
    return fn({
      inputs: n,
      outputs: 1,
      at(y) {
        const gap = y.map((each, i) => each - t[i]);
        const losses = gap.map((each) => lossOf(each, delta));
        const slope = gap.map((each) => within(delta, each) / n);
        return local(Float64Array.of(sum(losses) / n), {
          push: (v) => Float64Array.of(dot(slope, v)),
          pull: (u) => slope.map((each) => each * u[0]),
          bend: (v, u) => v.map((change, i) => (Math.abs(gap[i]) < delta ? (change / n) * u[0] : 0)),
        });
      },
      ground: groundOn(huberOn(delta), t, 1),
    });
  },
);

/** Huber's loss on a target whose numbers may change from one use to the next. */
const huberOn =
  (delta: number): LossOn =>
  (t, _rows, lend) => {
    const n = t.length;
    const [gap, out] = [lend(n), lend(n)];
    return {
      value(y) {
        for (let i = 0; i < n; i++) {
          gap[i] = y[i] - t[i];
          out[i] = lossOf(gap[i], delta);
        }
        return sum(out) / n;
      },
      slope() {
        for (let i = 0; i < n; i++) out[i] = within(delta, gap[i]) / n;
        return out;
      },
    };
  };

function lossOf(gap: number, delta: number): number {
  const size = Math.abs(gap);
  const squared = Math.min(size, delta);
  return squared * (size - squared / 2);
}

const within = (delta: number, gap: number) => Math.max(-delta, Math.min(delta, gap));
