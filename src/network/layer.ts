import { allocateZeros, splitArray, subarraySplitter } from '../engine/memory.js';
import { type Fn, type Local, makeLocal, type Vec } from '../fn.js';
import type { ChainedFn } from '../inPlace.js';
import { addRow, columnSums, demote, matmul, matmulTransposeA, matmulTransposeB } from '../kernels/index.js';
import { type LayerShape, layerInSingle } from '../layers/single.js';

/** Function of a chain that has `at` too. */
export type NetworkLink = ChainedFn & Pick<Fn, 'at'>;

/** Affine layer [A, W, b] ↦ A·Wᵀ + b, A rows × inputs, W outputs × inputs. */
export function linearLayer(shape: LayerShape): NetworkLink {
  const { rows, inputs, outputs } = shape;
  const lengths = [rows * inputs, outputs * inputs, outputs];
  return {
    inputs: lengths.reduce((sum, each) => sum + each),
    outputs: rows * outputs,
    at: (x) => layerLocal(shape, splitArray(x.slice(), lengths), lengths),
    inPlace: () => layerInPlace(shape, subarraySplitter(lengths.slice(1))),
    inSingle: (allocate) => {
      const layer = layerInSingle(shape, allocate);
      const partsOf = subarraySplitter(lengths.slice(1));
      return {
        value(given, y, own) {
          const [w, b] = partsOf(own);
          demote(given, layer.x);
          layer.forward(w, b, y);
        },
        pull(u, onA, own) {
          const [onW, onB] = partsOf(own);
          layer.backward(u, onW, onB, onA);
        },
      };
    },
  };
}

/** Y ← A·Wᵀ. */
const multiplyWeights = ({ rows, inputs, outputs }: LayerShape, a: Vec, w: Vec, y: Vec) =>
  matmulTransposeB(rows, outputs, inputs, a, w, y);

/** Weight u on A·Wᵀ, carried back to A and to W. */
function pullProduct(
  { rows, inputs, outputs }: LayerShape,
  u: Vec,
  a: Vec,
  w: Vec,
  onA: Vec,
  onW: Vec,
): void {
  matmul(rows, inputs, outputs, u, w, onA);
  matmulTransposeA(outputs, inputs, rows, u, a, onW);
}

function layerLocal(shape: LayerShape, [a, w, b]: readonly Vec[], lengths: readonly number[]): Local {
  const { rows } = shape;
  const made = (size: number) => allocateZeros('network', 'a layer', size);
  const product = (a: Vec, w: Vec) => {
    const y = made(rows * shape.outputs);
    multiplyWeights(shape, a, w, y);
    return y;
  };
  const back = (u: Vec, a: Vec, w: Vec) => {
    const out = made(lengths.reduce((sum, each) => sum + each));
    const [onA, onW, onB] = splitArray(out, lengths);
    pullProduct(shape, u, a, w, onA, onW);
    return { out, onB };
  };
  const value = product(a, w);
  addRow(rows, b, value);
  return makeLocal(value, {
    push(v) {
      const [changeA, changeW, changeB] = splitArray(v, lengths);
      const out = product(changeA, w);
      const other = product(a, changeW);
      for (let i = 0; i < out.length; i++) out[i] += other[i];
      addRow(rows, changeB, out);
      return out;
    },
    pull(u) {
      const { out, onB } = back(u, a, w);
      columnSums(rows, u, onB);
      return out;
    },
    bend(v, u) {
      const [changeA, changeW] = splitArray(v, lengths);
      return back(u, changeA, changeW).out;
    },
  });
}

/** In-place form of a layer; W and b are not copied. */
function layerInPlace(
  shape: LayerShape,
  partsOf: ReturnType<typeof subarraySplitter>,
): ReturnType<ChainedFn['inPlace']> {
  let a: Vec;
  let w: Vec;
  return {
    value(given, y, own) {
      a = given;
      const [weights, b] = partsOf(own);
      w = weights;
      multiplyWeights(shape, a, w, y);
      addRow(shape.rows, b, y);
    },
    pull(u, onA, own) {
      const [onW, onB] = partsOf(own);
      pullProduct(shape, u, a, w, onA, onW);
      columnSums(shape.rows, u, onB);
    },
  };
}
