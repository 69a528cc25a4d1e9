// jax-js on its wasm backend, the one that runs in Node and the one with doubles. It computes when a result is asked for,
// so each task asks. Node has no Worker as browsers have: it is on one thread, as ours is.
import { numbers } from '../../dist/bench/row.js';
import { version as installed } from './version.mjs';

export const version = installed('@jax-js/jax');

// It looks at a global that Node 20 does not have; it is never made.
globalThis.Float16Array ??= class Float16Array {};
const { defaultDevice, init, jit, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax');
await init('wasm');
defaultDevice('wasm');

const array = (data, ...shape) => np.array(Float64Array.from(data), { dtype: np.float64 }).reshape(shape);

/** data() is its fastest way back, by its documentation; matmul alone has nothing for jit to fuse. */
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

/** Its values of exp, tanh, sigmoid or log, by jit, which was the faster way. */
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

/** What one call of a compiled function does: more steps were no faster, fewer slower. */
const AT_ONCE = 4;

/** It has no loop of its own inside jit: some steps are written out in one, and their losses read together. */
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

/** One step of gradient descent on a network with one hidden layer, in single precision, by one jitted function. */
export function mlp(inputs, hidden, outputs, batch) {
  const f32 = (data, ...shape) => np.array(Float32Array.from(data)).reshape(shape);
  const uniform = (seed, from, to) =>
    f32(
      numbers(from * to, seed).map((each) => each * Math.sqrt(6 / (from + to))),
      from,
      to,
    );
  const x = f32(numbers(batch * inputs, 3), batch, inputs);
  const labels = f32(
    Array.from({ length: batch * outputs }, (_, i) => +(i % outputs === ((i / outputs) | 0) % outputs)),
    batch,
    outputs,
  );
  const loss = ({ W, b, V, c }, data, target) => {
    const logits = np.matmul(nn.relu(np.matmul(data, W).add(b)), V).add(c);
    return nn
      .logSoftmax(logits)
      .mul(target)
      .sum()
      .mul(-1 / batch);
  };
  const step = jit((point, data, target) => {
    const [value, slope] = valueAndGrad(loss)(
      { W: point.W.ref, b: point.b.ref, V: point.V.ref, c: point.c.ref },
      data,
      target,
    );
    const next = Object.fromEntries(
      Object.keys(point).map((key) => [key, point[key].sub(slope[key].mul(0.01))]),
    );
    return [next, value];
  });
  let point = {
    W: uniform(1, inputs, hidden),
    b: np.zeros([hidden]),
    V: uniform(2, hidden, outputs),
    c: np.zeros([outputs]),
  };
  let found;
  return {
    run() {
      let value;
      [point, value] = step(point, x.ref, labels.ref);
      found = value.dataSync();
    },
    result: () => found,
  };
}
