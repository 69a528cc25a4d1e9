import { formula, values } from '../../src/index.js';
import { numbers, type Row, task } from '../row.js';

const n = 2 ** 14;
const [x, y] = [numbers(n, 1).map((each) => 2 * each), numbers(n, 2).map((each) => 2 * each)];
const some = (...columns: Float64Array[]) =>
  columns.flatMap((column) => [column[0], column[n >> 1], column[n - 1]]);
const text = '(1 - x)^2 + 100 (y - x^2)^2';
const rosenbrock = () => formula(text);

const elementwise = (text: string, target: number, f: (x: number) => number, given: Float64Array): Row => ({
  name: `values of ${text}`,
  target,
  // jax-js computes these with single-precision accuracy even in doubles: log is off by 8e-6.
  peers: {
    task: 'elementwise',
    given: [text.slice(0, text.indexOf('(')), n],
    targets: { 'jax-js': 1 },
    within: 1e-4,
  },
  ours() {
    const g = formula(text);
    return task(() => some(values(g, [given])[0]));
  },
  plain: {
    Math: () =>
      task(() => {
        const out = new Float64Array(n);
        for (let i = 0; i < n; i++) out[i] = f(given[i]);
        return some(out);
      }),
  },
});

export const rows: Row[] = [
  {
    name: 'values of Rosenbrock at 2^14 points',
    target: 4,
    chromium: true,
    peers: { task: 'values', given: [text, n], targets: { mathjs: 100, 'mathjs, a map': 100 } },
    ours() {
      const f = rosenbrock();
      return task(() => some(values(f, [x, y])[0]));
    },
    plain: {
      inlined: () =>
        task(() => {
          const out = new Float64Array(n);
          for (let i = 0; i < n; i++) {
            const a = 1 - x[i];
            const b = y[i] - x[i] * x[i];
            out[i] = a * a + 100 * b * b;
          }
          return some(out);
        }),
    },
  },
  {
    name: 'values and gradient of Rosenbrock at 2^14 points',
    target: 4,
    ours() {
      const f = rosenbrock();
      return task(() => {
        const found = values(f, [x, y], { gradient: true });
        return some(found.values, ...found.gradient);
      });
    },
    plain: {
      inlined: () =>
        task(() => {
          const [out, gx, gy] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
          for (let i = 0; i < n; i++) {
            const a = 1 - x[i];
            const b = y[i] - x[i] * x[i];
            out[i] = a * a + 100 * b * b;
            gx[i] = -2 * a - 400 * x[i] * b;
            gy[i] = 200 * b;
          }
          return some(out, gx, gy);
        }),
    },
  },
  elementwise('exp(x)', 2.6, Math.exp, x),
  elementwise('tanh(x)', 2, Math.tanh, x),
  elementwise('sigmoid(x)', 2.4, (each) => 1 / (1 + Math.exp(-each)), x),
  elementwise(
    'log(x)',
    1.6,
    Math.log,
    x.map((each) => Math.abs(each) + 1e-3),
  ),
];
