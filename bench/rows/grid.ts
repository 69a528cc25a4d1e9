import { formula, grid } from '../../src/index.js';
import { type Row, task } from '../row.js';

const n = 1000;
const places = Float64Array.from({ length: n }, (_, i) => -2 + (i * 4) / (n - 1));
const corners = (data: Float64Array) => [data[0], data[n - 1], data[(n >> 1) * n + 7], data[n * n - 1]];
const peers = (name: string) => ({
  task: 'grid',
  given: [name, n],
  targets: { numpy: 4, 'numpy, in blocks': 4 },
});
const ours = (text: string) => () => {
  const f = formula(text);
  return task(() => corners(grid(f, { x: [-2, 2, n], y: [-2, 2, n] }).data));
};

export const rows: Row[] = [
  {
    name: 'grid of Rosenbrock, 1000 by 1000',
    target: 2.8,
    peers: peers('rosenbrock'),
    ours: ours('(1 - x)^2 + 100 (y - x^2)^2'),
    plain: {
      inlined: () =>
        task(() => {
          const out = new Float64Array(n * n);
          for (let j = 0; j < n; j++)
            for (let i = 0; i < n; i++) {
              const a = 1 - places[i];
              const b = places[j] - places[i] * places[i];
              out[j * n + i] = a * a + 100 * b * b;
            }
          return corners(out);
        }),
    },
  },
  {
    name: 'grid of sin(x) exp(-y^2), 1000 by 1000, separated by hand',
    target: 1 / 1.2,
    peers: peers('product'),
    ours: ours('sin(x) exp(-y^2)'),
    plain: {
      separated: () =>
        task(() => {
          const out = new Float64Array(n * n);
          const across = places.map(Math.sin);
          const down = places.map((y) => Math.exp(-y * y));
          for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) out[j * n + i] = across[i] * down[j];
          return corners(out);
        }),
    },
  },
];
