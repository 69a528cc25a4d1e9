// TensorFlow.js on its wasm backend with SIMD, its fastest in Node without native add-ons, in single precision, its
// only one.

import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { numbers } from '../../dist/bench/row.js';
import { network } from './network.mjs';
import { version as installed } from './version.mjs';

export const version = installed('@tensorflow/tfjs');

setWasmPaths(fileURLToPath(new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)));
// Outside of production mode its checks and warnings would be timed.
tf.enableProdMode();
await tf.setBackend('wasm');
await tf.ready();
if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')))
  throw new Error('tfjs: the rival needs SIMD, got none');

const tensor = (data, ...shape) => tf.tensor(Float32Array.from(data), shape);

/** A product; it is computed eagerly, so the result need not be read back. */
export function matmul(n) {
  const [a, b] = [tensor(numbers(n * n, 1), n, n), tensor(numbers(n * n, 2), n, n)];
  let c = null;
  return {
    run() {
      c?.dispose();
      c = tf.matMul(a, b);
    },
    result() {
      const data = c.dataSync();
      return [data[0], data[(n - 1) * n + (n >> 1)]];
    },
  };
}

/** Gradient descent with the gradient by hand, a third faster than its tape; losses stay tensors until the end. */
export function descent(rates, steps) {
  const rate = tensor(rates, rates.length);
  const [rate2, rate200, rate400] = [2, 200, 400].map((by) => rate.mul(by));
  const [one, hundred] = [tf.scalar(1), tf.scalar(100)];
  const next = (x, y) => {
    const [a, b] = [one.sub(x), y.sub(x.square())];
    return [
      x.add(rate2.mul(a)).add(rate400.mul(x).mul(b)),
      y.sub(rate200.mul(b)),
      a.square().add(hundred.mul(b.square())),
    ];
  };
  let ends;
  return {
    run() {
      let [x, y] = [tf.fill([rates.length], -1.2), tf.fill([rates.length], 1)];
      const losses = [];
      for (let k = 0; k <= steps; k++) {
        const [u, v, loss] = tf.tidy(() => next(x, y));
        tf.dispose([x, y]);
        [x, y] = [u, v];
        losses.push(loss);
      }
      ends = losses.map((loss) => loss.dataSync()).at(-1);
      tf.dispose([x, y, ...losses]);
    },
    result: () => ends.slice(0, -1),
  };
}

/** Gradient descent on a network with one hidden layer, by its optimizer and tape. */
export function mlp(rows, inputs, hidden, outputs, curve, rate, steps) {
  const { x, target, first, second } = network(rows, inputs, hidden, outputs, curve);
  const [data, labels] = [tensor(x, rows, inputs), tensor(target, rows, outputs)];
  const starts = [
    tensor(first.W, inputs, hidden),
    tensor(first.b, hidden),
    tensor(second.W, hidden, outputs),
    tensor(second.b, outputs),
  ];
  const [W, b, V, c] = starts.map((start) => tf.variable(start));
  const optimizer = tf.train.sgd(rate);
  const loss = () => tf.losses.softmaxCrossEntropy(labels, tf[curve](data.matMul(W).add(b)).matMul(V).add(c));
  let ends;
  return {
    run() {
      for (const [i, variable] of [W, b, V, c].entries()) variable.assign(starts[i].clone());
      const losses = [];
      for (let k = 0; k < steps; k++) losses.push(optimizer.minimize(loss, true));
      losses.push(tf.tidy(loss));
      const read = losses.map((each) => each.dataSync()[0]);
      tf.dispose(losses);
      ends = [read[0], read[1], read[steps]];
    },
    result: () => ends,
  };
}
