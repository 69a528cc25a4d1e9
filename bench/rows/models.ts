import { matrix, minimize, mlp } from '../../src/index.js';
import { type Curve, type Net, trained, trainedByProducts } from '../plain/mlp.js';
import { numbers, type Peers, type Row, task } from '../row.js';

/** Targets against peers in single precision, in which they are fastest. */
const large: Peers['targets'] = { tfjs: 4, 'jax-js': 1 / 1.1 };
const small: Peers['targets'] = { tfjs: 8, 'jax-js': 8 };

function row(
  name: string,
  net: Net,
  curve: Curve,
  rate: number,
  steps: number,
  target: number,
  targets: Peers['targets'],
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
  return {
    name,
    target,
    peers: { task: 'mlp', given: [rows, inputs, hidden, outputs, curve, rate, steps], targets, within: 1e-4 },
    ours() {
      const model = made();
      return task(() => ends(minimize(model, { optimizer: 'sgd', rate, steps }).losses));
    },
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

const wide = { rows: 64, inputs: 784, hidden: 128, outputs: 10 };
const narrow = { rows: 150, inputs: 4, hidden: 16, outputs: 3 };

export const rows: Row[] = [
  row('10 steps of a network 784-128-10, ReLU, 64 rows', wide, 'relu', 0.01, 10, 4.3, large),
  row('100 steps of a network 4-16-3, ReLU, 150 rows', narrow, 'relu', 0.1, 100, 4.5, small),
  row('100 steps of a network 4-16-3, tanh, 150 rows', narrow, 'tanh', 0.1, 100, 2, small),
];
