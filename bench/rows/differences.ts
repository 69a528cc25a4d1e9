import { compose, elementwise, gradient, jacobian, linear, matrix } from '../../src/index.js';
import { numbers, type Row, task } from '../row.js';

const STEP = 6.0554544523933395e-6;

/** Rosenbrock's function in as many dimensions as x has. */
function valley(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = 1 - x[i];
    const b = x[i + 1] - x[i] * x[i];
    sum += a * a + 100 * b * b;
  }
  return sum;
}

const n = 1000;
const x = numbers(n);
const m = 100;
const weights = numbers(m * m, 3);
const at = numbers(m, 4);

export const rows: Row[] = [
  {
    name: 'gradient of a callback by central differences, n = 1000',
    target: 0.95,
    why: 'Both spend their time in 2000 calls of the function, of 1000 terms each at 1.2 ns a term; against the plain loop the ratio is 1.00. SciPy’s own time varies by an eighth.',
    peers: { task: 'gradient', given: [n], targets: { scipy: 8 } },
    ours: () => task(() => gradient(valley, x, { method: 'central' }).subarray(0, 5)),
    plain: {
      'in place': () =>
        task(() => {
          const point = x.slice();
          const out = new Float64Array(n);
          for (let i = 0; i < n; i++) {
            const xi = x[i];
            const up = xi + STEP * Math.max(1, Math.abs(xi));
            const h = up - xi;
            point[i] = xi + h;
            const above = valley(point);
            point[i] = xi - h;
            out[i] = (above - valley(point)) / (2 * h);
            point[i] = xi;
          }
          return out.subarray(0, 5);
        }),
    },
  },
  {
    name: 'jacobian of sigmoid(W x), 100 by 100',
    target: 10,
    why: 'NumPy multiplies W by its factors in vectors of four or eight numbers, in place. A layer keeps W in ordinary memory, since nothing frees a layer, so that its product with x and the scaling are scalar loops over 10 000 numbers each, with a check of bounds at every access: 15 and 6 µs on a busy machine, of which the vectors’ part would be 2. Besides a call allocates the values and slopes of each function on the way.',
    peers: { task: 'jacobian', given: [m], targets: { numpy: 1, 'numpy, in place': 1 } },
    ours() {
      const f = compose(elementwise('sigmoid', m), linear(matrix(m, m, weights)));
      const out = matrix(m, m);
      return { run: () => jacobian(f, at, { out }), result: () => out.data.subarray(0, 3) };
    },
    plain: {
      'central differences': () =>
        task(() => {
          const point = at.slice();
          const out = new Float64Array(m * m);
          const value = () => {
            const y = new Float64Array(m);
            for (let i = 0; i < m; i++) {
              let sum = 0;
              for (let k = 0; k < m; k++) sum += weights[i * m + k] * point[k];
              y[i] = 1 / (1 + Math.exp(-sum));
            }
            return y;
          };
          for (let j = 0; j < m; j++) {
            point[j] = at[j] + STEP;
            const up = value();
            point[j] = at[j] - STEP;
            const down = value();
            point[j] = at[j];
            for (let i = 0; i < m; i++) out[i * m + j] = (up[i] - down[i]) / (2 * STEP);
          }
          return [...out.subarray(0, 3)];
        }),
    },
  },
];
