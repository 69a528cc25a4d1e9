import type { Matrix } from '../algebra/matrix.js';
import { zeros } from '../engine/memory.js';
import type { Activation } from '../entry.js';
import { compose, type Fn, local, type Vec } from '../fn.js';
import { addRow, columnSums, matmul, matmulTransposeA, matmulTransposeB } from '../kernels/index.js';
import { affine } from '../layers/affine.js';
import { elementwise } from '../layers/elementwise.js';

// A network as a function of its parameters: layer after layer, W row by row (outputs × inputs), then b. It is a
// composition: what a layer does not use it hands on, before its outputs.

/** The outputs of a network at rows of data, row by row. `sizes`: of the inputs, of each layer, of the outputs. */
export function network(x: Matrix, sizes: readonly number[], activation: Activation): Fn {
  const { rows } = x;
  const parameters = sizes.slice(1).map((outputs, k) => outputs * (sizes[k] + 1));
  const total = parameters.reduce((sum, each) => sum + each, 0);
  let rest = total - parameters[0];
  const stages: Fn[] = [besides(rest, affine.parameters(x, sizes[1]))];
  for (let k = 2; k < sizes.length; k++) {
    stages.push(after(rest, elementwise(activation, rows * sizes[k - 1])));
    rest -= parameters[k - 1];
    stages.push(layer(rows, sizes[k - 1], sizes[k], rest));
  }
  return compose(...stages.reverse());
}

/** Where the weights of each layer begin, and how many there are. */
export function weightsOf(sizes: readonly number[]): { from: number; count: number }[] {
  let from = 0;
  return sizes.slice(1).map((outputs, k) => {
    const count = outputs * sizes[k];
    const own = { from, count };
    from += count + outputs;
    return own;
  });
}

/** [x, rest] ↦ [rest, f(x)]. */
function besides(rest: number, f: Fn): Fn {
  const [n, m] = [f.inputs, f.outputs];
  return {
    inputs: n + rest,
    outputs: rest + m,
    at(x) {
      const near = f.at(x.slice(0, n));
      const forward = (v: Vec, own: Vec) => joined(v.subarray(n), own);
      const back = (own: Vec, u: Vec) => joined(own, u.subarray(0, rest));
      return local(forward(x, near.value), {
        push: (v) => forward(v, near.push(v.slice(0, n))),
        pull: (u) => back(near.pull(u.slice(rest)), u),
        bend: (v, u) => joined(near.bend(v.slice(0, n), u.slice(rest)), new Float64Array(rest)),
      });
    },
  };
}

/** [rest, x] ↦ [rest, f(x)]. */
function after(rest: number, f: Fn): Fn {
  return {
    inputs: rest + f.inputs,
    outputs: rest + f.outputs,
    at(x) {
      const near = f.at(x.slice(rest));
      const beside = (v: Vec, own: Vec) => joined(v.subarray(0, rest), own);
      return local(beside(x, near.value), {
        push: (v) => beside(v, near.push(v.slice(rest))),
        pull: (u) => beside(u, near.pull(u.slice(rest))),
        bend: (v, u) => joined(new Float64Array(rest), near.bend(v.slice(rest), u.slice(rest))),
      });
    },
  };
}

/** [W, b, rest, A] ↦ [rest, A·Wᵀ + b], for A of so many rows. */
function layer(rows: number, inputs: number, outputs: number, rest: number): Fn {
  const weights = outputs * inputs;
  const own = weights + outputs;
  const parts = (x: Vec) => ({
    w: x.slice(0, weights),
    b: x.slice(weights, own),
    rest: x.subarray(own, own + rest),
    a: x.slice(own + rest),
  });
  /** A·Wᵀ. */
  const times = (a: Vec, w: Vec) => {
    const y = zeros('network', 'the outputs', rows * outputs);
    matmulTransposeB(rows, outputs, inputs, a, w, y);
    return y;
  };
  /** What a weight on the outputs is on W, and on A. */
  const onWeights = (u: Vec, a: Vec) => {
    const out = new Float64Array(weights);
    matmulTransposeA(outputs, inputs, rows, u, a, out);
    return out;
  };
  const onInputs = (u: Vec, w: Vec) => {
    const out = zeros('network', 'the inputs', rows * inputs);
    matmul(rows, inputs, outputs, u, w, out);
    return out;
  };
  return {
    inputs: own + rest + rows * inputs,
    outputs: rest + rows * outputs,
    at(x) {
      const here = parts(x.slice());
      const value = times(here.a, here.w);
      addRow(rows, here.b, value);
      return local(joined(here.rest, value), {
        push(v) {
          const change = parts(v);
          const out = times(change.a, here.w);
          const other = times(here.a, change.w);
          for (let i = 0; i < out.length; i++) out[i] += other[i];
          addRow(rows, change.b, out);
          return joined(change.rest, out);
        },
        pull(u) {
          const weight = u.slice(rest);
          const sums = new Float64Array(outputs);
          columnSums(rows, weight, sums);
          return joined(onWeights(weight, here.a), sums, u.subarray(0, rest), onInputs(weight, here.w));
        },
        bend(v, u) {
          const change = parts(v);
          const weight = u.slice(rest);
          return joined(
            onWeights(weight, change.a),
            new Float64Array(outputs + rest),
            onInputs(weight, change.w),
          );
        },
      });
    },
  };
}

function joined(...parts: readonly Vec[]): Vec {
  const out = zeros(
    'network',
    'its numbers',
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
