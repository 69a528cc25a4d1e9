import { formula, grid, matrix, resident } from '../../src/index.js';
import type { Row, Task } from '../row.js';

const n = 1000;
const places = Float64Array.from({ length: n }, (_, i) => -2 + (i * 4) / (n - 1));
const corners = (data: Float64Array) => [data[0], data[n - 1], data[(n >> 1) * n + 7], data[n * n - 1]];
const peers = (name: string) => ({
  task: 'grid',
  given: [name, n],
  targets: { numpy: 1.2, 'numpy, in blocks': 1.2 },
});

/** Values of a formula on a grid, written into a resident matrix. */
const ours = (text: string) => (): Task => {
  const f = formula(text);
  const options = { out: resident(matrix(n, n)) };
  return {
    run: () => grid(f, { x: [-2, 2, n], y: [-2, 2, n] }, options),
    result: () => corners(options.out.toArray()),
  };
};

const plain = (compute: (out: Float64Array) => void) => (): Task => {
  const out = new Float64Array(n * n);
  return { run: () => compute(out), result: () => corners(out) };
};

export const rows: Row[] = [
  {
    name: 'grid of Rosenbrock, 1000 by 1000, resident',
    target: 2.5,
    peers: peers('rosenbrock'),
    ours: ours('(1 - x)^2 + 100 (y - x^2)^2'),
    plain: {
      'inlined, in place': plain((out) => {
        for (let j = 0; j < n; j++)
          for (let i = 0; i < n; i++) {
            const a = 1 - places[i];
            const b = places[j] - places[i] * places[i];
            out[j * n + i] = a * a + 100 * b * b;
          }
      }),
    },
  },
  {
    name: 'grid of sin(x) exp(-y^2), 1000 by 1000, resident, separated by hand',
    target: 1 / 1.2,
    why: 'The loop of the formula takes two numbers a round and 0.4 ns a number; filling the same 8 MB takes 0.14. More numbers a round have not been tried. The median meets the target, the lower quartile misses it by a hundredth.',
    peers: peers('product'),
    ours: ours('sin(x) exp(-y^2)'),
    plain: {
      'separated, in place': plain((out) => {
        const across = places.map(Math.sin);
        const down = places.map((y) => Math.exp(-y * y));
        for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) out[j * n + i] = across[i] * down[j];
      }),
    },
  },
];
