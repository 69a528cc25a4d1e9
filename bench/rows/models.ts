import { matrix, minimize, mlp } from '../../src/index.js';
import type { Model } from '../../src/network/model.js';
import { trainedInBatches } from '../plain/batches.js';
import { type Curve, type Net, trained, trainedByProducts } from '../plain/mlp.js';
import { numbers, type Peers, type Row, task } from '../row.js';

/** Targets against peers in single precision, in which they are fastest. */
const large: Peers['targets'] = { tfjs: 4, 'jax-js': 1.2 };
const single: Peers['targets'] = { tfjs: 4, 'jax-js': 1.5 };
const small: Peers['targets'] = { tfjs: 8, 'jax-js': 8 };

function row(
  name: string,
  net: Net,
  curve: Curve,
  rate: number,
  steps: number,
  target: number,
  targets: Peers['targets'],
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
      yardstick: true,
      ours: ours('f32'),
      plain: { 'ours in double': ours('f64') },
    };
  return {
    name,
    target,
    peers,
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
  row('10 steps of a network 784-128-10, ReLU, 64 rows', wide, 'relu', 0.01, 10, 4.3, large),
  row('100 steps of a network 4-16-3, ReLU, 150 rows', narrow, 'relu', 0.1, 100, 4.5, small),
  row('100 steps of a network 4-16-3, tanh, 150 rows', narrow, 'tanh', 0.1, 100, 2.5, small),
  row('10 steps of a network 784-128-10, ReLU, 64 rows, f32', wide, 'relu', 0.01, 10, 1.7, single, true),
  manyRows,
];
