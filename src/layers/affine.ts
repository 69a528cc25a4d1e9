import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import { allocateZeros, subarraySplitter } from '../engine/memory.js';
import { type Fn, type InPlaceFn, makeFn, makeLocal, type Vec } from '../fn.js';
import { type Allocate, allocateCopy, type InPlace } from '../inPlace.js';
import { addRow, columnSums, matmulTransposeA, matmulTransposeB } from '../kernels/index.js';
import { needWhole } from '../need.js';
import { checkedNumbers } from '../numbers.js';
import { affineMap } from './linear.js';
import { layerInSingle } from './single.js';

/**
 * Affine layer y = W·x + b: n inputs, m outputs for W m×n and b of m numbers (copied).
 * Throws TypeError for what is not numbers, RangeError where b does not have a number for each row of W.
 */
function affine(weights: Matrix | ArrayLike<number>[], b: ArrayLike<number>): Fn {
  const w = matrixFrom('affine', 'W', weights);
  return affineMap(w, checkedNumbers('affine', 'b', b, w.rows), 1);
}

/**
 * Affine layer as a function of its parameters [W row by row (outputs × inputs), then b], at a fixed x: one point, or a
 * Matrix of one point a row, whose outputs then follow each other row by row. It is linear in the parameters, so its
 * push is itself.
 */
function parameters(x: ArrayLike<number> | Matrix, outputs: number): Fn {
  const who = 'affine.parameters';
  needWhole(who, 'outputs', outputs, 1, 2 ** 31);
  const isBatch = typeof x === 'object' && x !== null && 'rows' in x;
  return parametersOn(isBatch ? matrixFrom(who, 'x', x) : singleRow(checkedNumbers(who, 'x', x)), outputs);
}

/** Affine layer as a function of its parameters, at x that is not copied. */
export function parametersOn(x: Matrix, outputs: number): InPlaceFn {
  const { rows, columns, data } = x;
  const weights = outputs * columns;
  const forward = (p: Vec) => {
    const y = allocateZeros('affine.parameters', 'the output', rows * outputs);
    matmulTransposeB(rows, outputs, columns, data, p.slice(0, weights), y);
    addRow(rows, p.slice(weights), y);
    return y;
  };
  return makeFn({
    inputs: weights + outputs,
    outputs: rows * outputs,
    at: (p) =>
      makeLocal(forward(p), {
        push: forward,
        pull(u) {
          const back = new Float64Array(weights + outputs);
          const slopes = new Float64Array(weights);
          const sums = new Float64Array(outputs);
          matmulTransposeA(outputs, columns, rows, u, data, slopes);
          columnSums(rows, u, sums);
          back.set(slopes);
          back.set(sums, weights);
          return back;
        },
        bend: () => new Float64Array(weights + outputs),
      }),
    inPlace: (allocate) => parametersInPlace(x, outputs, allocate),
    inSingle: (allocate) => parametersInSingle(x, outputs, allocate),
  });
}

function parametersInPlace({ rows, columns, data }: Matrix, outputs: number, allocate: Allocate): InPlace {
  const x = allocateCopy(allocate, data);
  const partsOf = subarraySplitter([outputs * columns, outputs]);
  return {
    data: [x],
    value(p, y) {
      const [w, b] = partsOf(p);
      matmulTransposeB(rows, outputs, columns, x, w, y);
      addRow(rows, b, y);
    },
    pull(u, back) {
      const [w, b] = partsOf(back);
      matmulTransposeA(outputs, columns, rows, u, x, w);
      columnSums(rows, u, b);
    },
  };
}

/** The same with x, the parameters and the products in single precision; what comes in and goes out is in double. */
function parametersInSingle({ rows, columns, data }: Matrix, outputs: number, allocate: Allocate): InPlace {
  const shape = { rows, inputs: columns, outputs };
  const layer = layerInSingle(shape, allocate);
  layer.x.set(data);
  const partsOf = subarraySplitter([outputs * columns, outputs]);
  return {
    data: [layer.x],
    value(p, y) {
      const [w, b] = partsOf(p);
      layer.forward(w, b, y);
    },
    pull(u, back) {
      const [w, b] = partsOf(back);
      layer.backward(u, w, b);
    },
  };
}

function singleRow(x: Vec): Matrix {
  if (x.length === 0) throw new RangeError('affine.parameters: x needs at least one number, got 0');
  return { rows: 1, columns: x.length, data: x };
}

const affineLayer = Object.assign(affine, { parameters });

export { affineLayer as affine };
