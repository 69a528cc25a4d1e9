import { splitArray, splitter, zeros } from '../engine/memory.js';
import { type Fn, type Local, local, type Vec } from '../fn.js';
import type { Link } from '../inPlace.js';
import { addRow, columnSums, matmul, matmulTransposeA, matmulTransposeB } from '../kernels/index.js';

/** Function of a chain that has `at` too. */
export type NetworkLink = Link & Pick<Fn, 'at'>;

interface Shape {
  rows: number;
  inputs: number;
  outputs: number;
}

/** Affine layer [A, W, b] ↦ A·Wᵀ + b, A rows × inputs, W outputs × inputs. */
export function layer(shape: Shape): NetworkLink {
  const { rows, inputs, outputs } = shape;
  const lengths = [rows * inputs, outputs * inputs, outputs];
  return {
    inputs: lengths.reduce((sum, each) => sum + each),
    outputs: rows * outputs,
    at: (x) => near(shape, splitArray(x.slice(), lengths), lengths),
    inPlace: () => inArrays(shape, splitter(lengths.slice(1))),
  };
}

/** Y ← A·Wᵀ. */
const multiply = ({ rows, inputs, outputs }: Shape, a: Vec, w: Vec, y: Vec) =>
  matmulTransposeB(rows, outputs, inputs, a, w, y);

/** Weight u on A·Wᵀ, carried back to A and to W. */
function multiplyBack({ rows, inputs, outputs }: Shape, u: Vec, a: Vec, w: Vec, onA: Vec, onW: Vec): void {
  matmul(rows, inputs, outputs, u, w, onA);
  matmulTransposeA(outputs, inputs, rows, u, a, onW);
}

function near(shape: Shape, [a, w, b]: readonly Vec[], lengths: readonly number[]): Local {
  const { rows } = shape;
  const made = (size: number) => zeros('network', 'a layer', size);
  const product = (a: Vec, w: Vec) => {
    const y = made(rows * shape.outputs);
    multiply(shape, a, w, y);
    return y;
  };
  const back = (u: Vec, a: Vec, w: Vec) => {
    const out = made(lengths.reduce((sum, each) => sum + each));
    const [onA, onW, onB] = splitArray(out, lengths);
    multiplyBack(shape, u, a, w, onA, onW);
    return { out, onB };
  };
  const value = product(a, w);
  addRow(rows, b, value);
  return local(value, {
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
function inArrays(shape: Shape, partsOf: ReturnType<typeof splitter>): ReturnType<Link['inPlace']> {
  let a: Vec;
  let w: Vec;
  return {
    value(given, y, own) {
      a = given;
      const [weights, b] = partsOf(own);
      w = weights;
      multiply(shape, a, w, y);
      addRow(shape.rows, b, y);
    },
    pull(u, onA, own) {
      const [onW, onB] = partsOf(own);
      multiplyBack(shape, u, a, w, onA, onW);
      columnSums(shape.rows, u, onB);
    },
  };
}
