// The networks of bench/rows/models.ts for other libraries: data, classes, and the initial weights of ours.
import { numbers } from '../../dist/bench/row.js';
import { matrix, mlp } from '../../dist/index.js';

/** Weights transposed to inputs × outputs: other libraries multiply rows of data by them from the left. */
const turned = ({ rows, columns, data }) =>
  Float32Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]);

export function network(rows, inputs, hidden, outputs, activation) {
  const x = numbers(rows * inputs);
  const y = Int32Array.from({ length: rows }, (_, i) => (7 * i) % outputs);
  const names = (n) => Array.from({ length: n }, (_, k) => `${k}`);
  const data = { x: matrix(rows, inputs, x), y, classes: names(outputs), names: names(inputs) };
  const model = mlp(data, { layers: [hidden], activation });
  const [first, second] = model
    .unflatten(model.start)
    .map(({ W, b }) => ({ W: turned(W), b: Float32Array.from(b) }));
  const target = new Float32Array(rows * outputs);
  for (let i = 0; i < rows; i++) target[i * outputs + y[i]] = 1;
  return { x: Float32Array.from(x), target, first, second };
}
