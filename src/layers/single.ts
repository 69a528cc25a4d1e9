import type { Vec } from '../fn.js';
import { type Allocate, allocateSingle } from '../inPlace.js';
import {
  addRow,
  columnSums,
  demote,
  matmul,
  matmulTransposeA,
  matmulTransposeB,
  promote,
} from '../kernels/index.js';

/** Numbers of rows, and of inputs and outputs of each. */
export interface LayerShape {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * Affine layer X·Wᵀ + b in single precision, X in `x`: weights and what comes back are rounded to it on the way in,
 * and what it tells is promoted on the way out. Sums over the rows are in single precision too.
 */
export function layerInSingle({ rows, inputs, outputs }: LayerShape, allocate: Allocate) {
  const single = (n: number) => allocateSingle(allocate, n);
  const [x, w, b] = [single(rows * inputs), single(outputs * inputs), single(outputs)];
  const [y, onW, onB] = [single(rows * outputs), single(outputs * inputs), single(outputs)];
  return {
    x,
    /** Outputs, of weights and biases. */
    forward(weights: Vec, biases: Vec, out: Vec): void {
      demote(weights, w);
      demote(biases, b);
      matmulTransposeB.single(rows, outputs, inputs, x, w, y);
      addRow.single(rows, b, y);
      promote(y, out);
    },
    /** Weight u on the outputs, carried back to weights and biases, and to x. */
    backward(u: Vec, onWeights: Vec, onBiases: Vec, onX?: Vec): void {
      demote(u, y);
      matmulTransposeA.single(outputs, inputs, rows, y, x, onW);
      columnSums.single(rows, y, onB);
      promote(onW, onWeights);
      promote(onB, onBiases);
      if (!onX) return;
      // The place of X, which is done with.
      matmul.single(rows, inputs, outputs, y, w, x);
      promote(x, onX);
    },
  };
}
