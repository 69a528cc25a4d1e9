import type { Matrix } from '../algebra/matrix.js';
import { allocateZeros } from '../engine/memory.js';
import type { Activation } from '../entry.js';
import { compose, type Fn, makeFn, makeLocal, type Vec } from '../fn.js';
import { composeInPlace } from '../inPlace.js';
import { parametersOn } from '../layers/affine.js';
import { elementwise } from '../layers/elementwise.js';
import { linearLayer, type NetworkLink } from './layer.js';

// A network as a function of its parameters: layer after layer, W row by row (outputs × inputs), then b. It is a
// composition: a layer passes on the parameters that it does not use, after its outputs.

/** Outputs of a network at rows of data, row by row. `sizes`: of the inputs, of each layer, of the outputs. */
export function networkOutputs(x: Matrix, sizes: readonly number[], activation: Activation): Fn {
  const { rows } = x;
  const chain: NetworkLink[] = [parametersOn(x, sizes[1])];
  for (let k = 2; k < sizes.length; k++)
    chain.push(
      elementwise(activation, rows * sizes[k - 1]),
      linearLayer({ rows, inputs: sizes[k - 1], outputs: sizes[k] }),
    );
  return stackLayers(chain);
}

/** Offset and number of the weights of each layer. */
export function weightSpans(sizes: readonly number[]): { from: number; count: number }[] {
  let from = 0;
  return sizes.slice(1).map((outputs, k) => {
    const count = outputs * sizes[k];
    const own = { from, count };
    from += count + outputs;
    return own;
  });
}

/** Composition of a chain, innermost first: [x, the own parameters of each] ↦ the outputs of the last. */
function stackLayers(chain: readonly NetworkLink[]): Fn {
  const rests = chain.map(() => 0);
  for (let k = chain.length - 1; k > 0; k--) rests[k - 1] = rests[k] + chain[k].inputs - chain[k - 1].outputs;
  return makeFn({
    ...compose(...chain.map((f, k) => carryRest(f, rests[k])).reverse()),
    inPlace: (allocate) => composeInPlace(chain, allocate),
    inSingle: (allocate) => composeInPlace(chain, allocate, 'f32'),
  });
}

/** [x, rest] ↦ [f(x), rest]. */
function carryRest({ inputs: n, outputs: m, at }: NetworkLink, rest: number): Fn {
  return {
    inputs: n + rest,
    outputs: m + rest,
    at(x) {
      const near = at(x.slice(0, n));
      const forward = (own: Vec, v: Vec) => concatenateParts(own, v.subarray(n));
      return makeLocal(forward(near.value, x), {
        push: (v) => forward(near.push(v.slice(0, n)), v),
        pull: (u) => concatenateParts(near.pull(u.slice(0, m)), u.subarray(m)),
        bend: (v, u) => concatenateParts(near.bend(v.slice(0, n), u.slice(0, m)), new Float64Array(rest)),
      });
    },
  };
}

function concatenateParts(...parts: readonly Vec[]): Vec {
  const out = allocateZeros(
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
