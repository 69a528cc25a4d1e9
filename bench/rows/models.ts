import { matrix, minimize, mlp } from '../../src/index.js';
import type { Model } from '../../src/network/model.js';
import { trainedInBatches } from '../plain/batches.js';
import { type Curve, type Net, trained, trainedByProducts } from '../plain/mlp.js';
import { numbers, type Peers, type Row, task } from '../row.js';

/** Targets against peers in single precision, in which they are fastest. */
const large: Peers['targets'] = { tfjs: 4, 'jax-js': 1.2 };
const single: Peers['targets'] = { tfjs: 4, 'jax-js': 1.5 };
const small: Peers['targets'] = { tfjs: 8, 'jax-js': 8 };

/** What limits each network where it misses. */
const WHY = {
  wide: 'Nine tenths of a step are the products of 784 by 128, which the kernel makes near the peak of multiply and add in two lanes; four doubles at a time would need instructions that WebAssembly does not have.',
  relu: 'Of some 20 µs a step the kernels take 14, of which cross-entropy takes 4 (its exponentials and logarithms are 2.5), the products 5 and ReLU and its slope 3; the rest is TypeScript around sixteen kernel calls and what a run looks at after each step. Small products without packing, cross-entropy by two rows and calls known again took off a fifth.',
  tanh: 'Of some 58 µs a step tanh takes 20 and its slope 16 to 19, each from an exponential of its own: 8 ns a number at three to four instructions a cycle in the code of V8, without a wait to fill. The plain loop takes the slope as 1 − t², which loses its digits near 1; a slope made of the parts of tanh would need one exponential for both and have other last bits.',
  single:
    'The products are twice as fast, 0.67 ms a step for 1.33. Weights are rounded and slopes promoted at each step, and the optimizer, the tests of size and the copies of the point work on doubles as before: 0.2 ms a step, 0.1 in double. What a run sets up, arrays of 0.8 MB each, takes 1.5 ms in ten steps and costs both the same.',
  manyRows:
    'What a run adds to each batch of some 20 µs: its loss is kept, its point is tested and copied, and its knobs are looked up.',
};

function row(
  name: string,
  net: Net,
  curve: Curve,
  rate: number,
  steps: number,
  target: number,
  targets: Peers['targets'],
  why: string,
  inSingle = false,
): Row {
  const { rows, inputs, hidden, outputs } = net;
  const x = numbers(rows * inputs);
  const y = Int32Array.from({ length: rows }, (_, i) => (7 * i) % outputs);
  const made = () =>
    mlp(
      {
        x: matrix(rows, inputs, x),
        y,
        classes: Array.from({ length: outputs }, (_, k) => `${k}`),
        names: Array.from({ length: inputs }, (_, k) => `c${k}`),
      },
      { layers: [hidden], activation: curve },
    );
  const ends = (losses: Float64Array) => [losses[0], losses[1], losses[steps]];
  const ours = (precision: 'f64' | 'f32') => () => {
    const model = made();
    return task(() => ends(minimize(model, { optimizer: 'sgd', rate, steps, precision }).losses));
  };
  const peers: Peers = {
    ...{ task: 'mlp', given: [rows, inputs, hidden, outputs, curve, rate, steps], targets, within: 1e-4 },
  };
  if (inSingle)
    return {
      name,
      target,
      peers,
      why,
      yardstick: true,
      ours: ours('f32'),
      plain: { 'ours in double': ours('f64') },
    };
  return {
    name,
    target,
    peers,
    why,
    ours: ours('f64'),
    plain: {
      'by hand': () => {
        const { start } = made();
        return task(() => ends(trained(net, curve, x, y, start, rate, steps)));
      },
      'by products': () => {
        const { start } = made();
        return task(() => ends(trainedByProducts(net, curve, x, y, start, rate, steps)));
      },
    },
  };
}

/** Two epochs of batches of 32 of 100 000 rows, against the same forms of the loss in a loop by hand. */
const manyRows: Row = {
  name: '2 epochs of a network 8-16-3, ReLU, 100 000 rows, batches of 32',
  target: 0.9,
  why: WHY.manyRows,
  ours() {
    const model = manyRowsModel();
    const options = { optimizer: 'sgd', rate: 0.05, batch: 32, steps: 2 * EPOCH, tolerance: 0 } as const;
    return task(() => Array.from(minimize(model, options).losses));
  },
  plain: {
    'the bare loop': () => {
      const model = manyRowsModel();
      return task(() => trainedInBatches(model, 32, 0.05, 2));
    },
  },
};

const ROWS = 100_000;
const EPOCH = ROWS / 32;
function manyRowsModel(): Model {
  const [inputs, outputs] = [8, 3];
  const x = matrix(ROWS, inputs, numbers(ROWS * inputs));
  const y = Int32Array.from({ length: ROWS }, (_, i) => (7 * i) % outputs);
  const classes = ['a', 'b', 'c'];
  const names = Array.from({ length: inputs }, (_, k) => `c${k}`);
  return mlp({ x, y, classes, names }, { layers: [16], activation: 'relu' });
}

const wide = { rows: 64, inputs: 784, hidden: 128, outputs: 10 };
const narrow = { rows: 150, inputs: 4, hidden: 16, outputs: 3 };

export const rows: Row[] = [
  row('10 steps of a network 784-128-10, ReLU, 64 rows', wide, 'relu', 0.01, 10, 4.3, large, WHY.wide),
  row('100 steps of a network 4-16-3, ReLU, 150 rows', narrow, 'relu', 0.1, 100, 4.5, small, WHY.relu),
  row('100 steps of a network 4-16-3, tanh, 150 rows', narrow, 'tanh', 0.1, 100, 2.5, small, WHY.tanh),
  row(
    '10 steps of a network 784-128-10, ReLU, 64 rows, f32',
    wide,
    'relu',
    0.01,
    10,
    1.7,
    single,
    WHY.single,
    true,
  ),
  manyRows,
];
