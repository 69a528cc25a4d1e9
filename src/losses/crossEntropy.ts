import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import { loss } from '../entry.js';
import { makeFn, makeLocal, type ScalarFn, type Vec } from '../fn.js';
import { type Allocate, allocateCopy, type InPlace } from '../inPlace.js';
import { crossEntropyRows, divide, dot, sum } from '../kernels/index.js';
import { softmaxChange } from '../layers/softmax.js';
import { showValue } from '../need.js';
import { checkedNumbers } from '../numbers.js';

/** Largest deviation from 1 of the sum of a target's probabilities. */
const SLACK = 1e-9;

/**
 * Cross-entropy −Σ tᵢ ln softmax(x)ᵢ as a function of the logits x: n inputs, one output, gradient softmax(x) − t. A
 * Matrix target has a row of n probabilities for each row of a batch, whose logits then follow each other row by row;
 * the loss is the mean over the rows. 0·ln 0 counts 0.
 * Throws RangeError unless every row is at least one number ≥ 0 that sum to 1 within 1e-9.
 */
export const crossEntropy = loss(
  {
    title: 'Cross-entropy',
    says: 'how surprising the classes are to the logits that foretold them',
    formula: '-t log(p)',
    cite: 'Good 1952',
    knobs: {},
  },
  (target: ArrayLike<number> | Matrix): ScalarFn => {
    const isBatch = typeof target === 'object' && target !== null && 'rows' in target;
    const batch = isBatch ? matrixFrom('crossEntropy', 'target', target) : null;
    const t = batch?.data ?? checkedNumbers('crossEntropy', 'target', target);
    const rows = batch?.rows ?? 1;
    const columns = batch?.columns ?? t.length;
    needProbabilities(t, rows, columns);
    return makeFn({
      inputs: t.length,
      outputs: 1,
      at(x) {
        const p = new Float64Array(t.length);
        const residual = new Float64Array(t.length);
        const losses = new Float64Array(rows);
        crossEntropyRows(columns, x, t, p, residual, losses);
        const gradient = residual.map((gap) => gap / rows);
        return makeLocal(Float64Array.of(sum(losses) / rows), {
          push: (v) => Float64Array.of(dot(gradient, v)),
          pull: (u) => gradient.map((slope) => slope * u[0]),
          bend: (v, u) => softmaxChange(p, v, rows).map((change) => (change / rows) * u[0]),
        });
      },
      inPlace: (allocate) => inArrays(t, rows, allocate),
    });
  },
);

function inArrays(target: Vec, rows: number, allocate: Allocate): InPlace {
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
      const weight = u[0];
      out.set(residual);
      divide(rows, out);
      if (weight !== 1) for (let i = 0; i < n; i++) out[i] *= weight;
    },
  };
}

function needProbabilities(t: Vec, rows: number, columns: number): void {
  if (rows === 0 || columns === 0)
    throw new RangeError('crossEntropy: target needs at least one number, got 0');
  for (let r = 0; r < rows; r++) {
    const row = t.subarray(r * columns, (r + 1) * columns);
    const where = rows === 1 ? 'target' : `row ${r} of target`;
    const bad = row.find((share) => !(share >= 0));
    if (bad !== undefined)
      throw new RangeError(`crossEntropy: ${where} needs numbers from 0 up, got ${showValue(bad)}`);
    const total = row.reduce((sum, share) => sum + share, 0);
    if (!(Math.abs(total - 1) <= SLACK)) {
      throw new RangeError(`crossEntropy: ${where} needs to sum to 1 within ${SLACK}, got ${total}`);
    }
  }
}
