import { optimizers } from '../../src/index.js';
import { adam, momentum, sgd } from '../plain/optimizers.js';
import { numbers, type Row, type Task } from '../row.js';

const n = 10_000;
const rate = 1e-3;
const [start, g] = [numbers(n, 1), numbers(n, 2)];

function row(name: string, target: number, entry: 'sgd' | 'adam', knobs: object, plain: () => Task): Row {
  return {
    name: `${name} of 10 000 parameters, a step`,
    target,
    ours() {
      const x: Float64Array = start.slice();
      const { init, knobs: all } = optimizers[entry];
      const state = init(n);
      const defaults = Object.fromEntries(
        Object.entries(all).map(([knob, { default: value }]) => [knob, value]),
      );
      const settings = { ...defaults, ...knobs, step: 0 };
      return {
        run() {
          settings.step++;
          optimizers[entry].advance(state, x, g, settings);
        },
        result: () => x.slice(0, 4),
      };
    },
    plain: { 'in place': plain },
    peers: { task: 'optimizer', given: [name, n], targets: { torch: 1, 'torch, foreach': 1 } },
  };
}

const plain = (update: (x: Float64Array) => void): Task => {
  const x = start.slice();
  return { run: () => update(x), result: () => x.slice(0, 4) };
};

export const rows: Row[] = [
  row('sgd', 1.8, 'sgd', { rate }, () => plain((x) => sgd(x, g, rate))),
  row('momentum', 1.5, 'sgd', { rate, momentum: 0.9 }, () => {
    const velocity = new Float64Array(n);
    return plain((x) => momentum(x, g, velocity, rate, 0.9));
  }),
  row('adam', 1.9, 'adam', { rate }, () => {
    const [m, s] = [new Float64Array(n), new Float64Array(n)];
    let step = 0;
    return plain((x) => adam(x, g, m, s, ++step, rate));
  }),
];
