// jax-js on its wasm backend, the one that runs in Node and has doubles. It is lazy, so each workload reads its result.
// Node lacks the browsers' Worker: it runs on one thread, as ours does.
import { numbers } from '../../dist/bench/row.js';
import { network } from './network.mjs';
import { version as installed } from './version.mjs';

export const version = installed('@jax-js/jax');

// jax-js refers to a global that Node 20 lacks; it is never instantiated.
globalThis.Float16Array ??= class Float16Array {};
const { defaultDevice, init, jit, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax');
await init('wasm');
defaultDevice('wasm');

const array = (data, ...shape) => np.array(Float64Array.from(data), { dtype: np.float64 }).reshape(shape);

/** A matrix product; data() is the fastest read-back by its documentation, and jit has nothing to fuse. */
export function matmul(n) {
  const [a, b] = [array(numbers(n * n, 1), n, n), array(numbers(n * n, 2), n, n)];
  let c;
  return {
    async run() {
      c = await np.matmul(a.ref, b.ref).data();
    },
    result: () => [c[0], c[(n - 1) * n + (n >> 1)]],
  };
}

/** Values of exp, tanh, sigmoid or log through jit, which was faster. */
export function elementwise(name, n) {
  const given = numbers(n, 1).map((each) => 2 * each);
  const x = array(name === 'log' ? given.map((each) => Math.abs(each) + 1e-3) : given, n);
  const f = jit(name === 'sigmoid' ? nn.sigmoid : np[name]);
  let out;
  return {
    run() {
      out = f(x.ref).dataSync();
    },
    result: () => [out[0], out[n >> 1], out[n - 1]],
  };
}

/** Steps per compiled call: more were no faster, fewer slower. */
const AT_ONCE = 4;

/** Gradient descent, unrolled by some steps, since jit has no loops; their losses are read together. */
export function descent(rates, steps) {
  const step = (x, y, rate) => {
    const a = np.subtract(1, x.ref);
    const b = y.ref.sub(x.ref.mul(x.ref));
    const loss = a.ref.mul(a.ref).add(b.ref.mul(b.ref).mul(100));
    const slope = a.mul(-2).sub(x.ref.mul(b.ref).mul(400));
    return [x.sub(rate.ref.mul(slope)), y.sub(rate.mul(b).mul(200)), loss];
  };
  const several = jit((x, y, rate) => {
    const losses = [];
    for (let i = 0; i < AT_ONCE; i++) {
      let loss;
      [x, y, loss] = step(x, y, rate.ref);
      losses.push(loss);
    }
    rate.dispose();
    return [x, y, np.stack(losses)];
  });
  const rate = array(rates, rates.length);
  let ends;
  return {
    run() {
      const trace = [];
      let x = array(
        rates.map(() => -1.2),
        rates.length,
      );
      let y = array(
        rates.map(() => 1),
        rates.length,
      );
      for (let k = 0; k <= steps; k += AT_ONCE) {
        let losses;
        [x, y, losses] = several(x, y, rate.ref);
        trace.push(losses.dataSync());
      }
      x.dispose();
      y.dispose();
      const from = (steps % AT_ONCE) * rates.length;
      ends = trace.at(-1).slice(from, from + rates.length - 1);
    },
    result: () => ends,
  };
}

/** Gradient descent on a network with one hidden layer, in single precision, each step a jitted function. */
export function mlp(rows, inputs, hidden, outputs, curve, rate, steps) {
  const { x, target, first, second } = network(rows, inputs, hidden, outputs, curve);
  const single = (data, ...shape) => np.array(data).reshape(shape);
  const [data, labels] = [single(x, rows, inputs), single(target, rows, outputs)];
  const start = {
    W: single(first.W, inputs, hidden),
    b: single(first.b, hidden),
    V: single(second.W, hidden, outputs),
    c: single(second.b, outputs),
  };
  const bent = curve === 'relu' ? nn.relu : np.tanh;
  const loss = ({ W, b, V, c }, given, aim) => {
    const logits = np.matmul(bent(np.matmul(given, W).add(b)), V).add(c);
    return nn
      .logSoftmax(logits)
      .mul(aim)
      .sum()
      .mul(-1 / rows);
  };
  const all = (point, each) => Object.fromEntries(Object.keys(point).map((key) => [key, each(key)]));
  const again = (point) => all(point, (key) => point[key].ref);
  const slope = valueAndGrad(loss);
  const step = jit((point, given, aim) => {
    const [value, gradient] = slope(again(point), given, aim);
    return [all(point, (key) => point[key].sub(gradient[key].mul(rate))), value];
  });
  const atTheEnd = jit(loss);
  let ends;
  return {
    run() {
      let point = again(start);
      const losses = [];
      for (let k = 0; k < steps; k++) {
        let value;
        [point, value] = step(point, data.ref, labels.ref);
        losses.push(value);
      }
      losses.push(atTheEnd(point, data.ref, labels.ref));
      const read = losses.map((each) => each.dataSync()[0]);
      ends = [read[0], read[1], read[steps]];
    },
    result: () => ends,
  };
}
