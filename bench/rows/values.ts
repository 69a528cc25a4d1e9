import { formula, type ResidentVector, resident, values } from '../../src/index.js';
import { numbers, type Row, type Task } from '../row.js';

const n = 2 ** 14;
const [x, y] = [numbers(n, 1).map((each) => 2 * each), numbers(n, 2).map((each) => 2 * each)];
const some = (...columns: Float64Array[]) =>
  columns.flatMap((column) => [column[0], column[n >> 1], column[n - 1]]);
const text = '(1 - x)^2 + 100 (y - x^2)^2';
const room = () => new Float64Array(n);

/** Values, and slopes, of a formula at residents, written into residents. */
function ours(text: string, columns: Float64Array[], gradient = false): Task {
  const f = formula(text);
  const at = columns.map((column) => resident(column));
  const [first, ...slopes] = Array.from({ length: gradient ? 1 + at.length : 1 }, () => resident(room()));
  const result = () => some(...[first, ...slopes].map((each: ResidentVector) => each.toArray()));
  if (!gradient) return { run: () => values(f, at, { out: [first] }), result };
  const out = { values: first, gradient: slopes };
  return { run: () => values(f, at, { gradient: true, out }), result };
}

/** What limits kernels that meet their targets on some processors. */
const PROCESSOR =
  'Met on another processor (an Intel Xeon: 2.5 to 3 for the exponential, 1.7 to 2 for the logarithm), on which the same code of both sides ran. The kernel is bound by throughput, without a branch or a scalar step.';

const elementwise = (
  text: string,
  target: number,
  plain: (x: Float64Array, out: Float64Array) => void,
  given = x,
  why?: string,
): Row => ({
  name: `values of ${text} in residents`,
  target,
  ...(why && { why }),
  // jax-js computes these with single-precision accuracy even in doubles: log is off by 8e-6.
  peers: {
    task: 'elementwise',
    given: [text.slice(0, text.indexOf('(')), n],
    targets: { 'jax-js': 1.3 },
    within: 1e-4,
  },
  ours: () => ours(text, [given]),
  plain: {
    'Math, in place'() {
      const out = room();
      return { run: () => plain(given, out), result: () => some(out) };
    },
  },
});

export const rows: Row[] = [
  {
    name: 'values of Rosenbrock at 2^14 points in residents',
    target: 1.4,
    why: 'Chromium and Node 26 compile the plain loop to 0.58 ns a point, where Node 20 needs 2.5 once the process is warm. Ours takes 0.5 ns a point and 0.6 µs a call in all three.',
    chromium: true,
    peers: { task: 'values', given: [text, n], targets: { mathjs: 100, 'mathjs, a map': 100 } },
    ours: () => ours(text, [x, y]),
    plain: {
      'inlined, in place'() {
        const out = room();
        const run = () => {
          for (let i = 0; i < n; i++) {
            const a = 1 - x[i];
            const b = y[i] - x[i] * x[i];
            out[i] = a * a + 100 * b * b;
          }
        };
        return { run, result: () => some(out) };
      },
    },
  },
  {
    name: 'values and gradient of Rosenbrock at 2^14 points in residents',
    target: 2,
    why: 'Node 26 compiles the plain loop to 1.1 ns a point, where Node 20 needs 3.3. Ours takes 0.86 in either.',
    ours: () => ours(text, [x, y], true),
    plain: {
      'inlined, in place'() {
        const [out, gx, gy] = [room(), room(), room()];
        const run = () => {
          for (let i = 0; i < n; i++) {
            const a = 1 - x[i];
            const b = y[i] - x[i] * x[i];
            out[i] = a * a + 100 * b * b;
            gx[i] = -2 * a - 400 * x[i] * b;
            gy[i] = 200 * b;
          }
        };
        return { run, result: () => some(out, gx, gy) };
      },
    },
  },
  elementwise(
    'exp(x)',
    2.4,
    (given, out) => {
      for (let i = 0; i < n; i++) out[i] = Math.exp(given[i]);
    },
    x,
    PROCESSOR,
  ),
  elementwise(
    'tanh(x)',
    1.8,
    (given, out) => {
      for (let i = 0; i < n; i++) out[i] = Math.tanh(given[i]);
    },
    x,
    'The median meets the target; the times of jax-js differ by half from sample to sample, and the lower quartile counts.',
  ),
  elementwise(
    'sigmoid(x)',
    2.2,
    (given, out) => {
      for (let i = 0; i < n; i++) out[i] = 1 / (1 + Math.exp(-given[i]));
    },
    x,
    'The exponential and the quotient are carried as pairs, so that the value is right to its last digit but one: some 80 operations on two lanes, two of them divisions, without a branch or a scalar step, where the exponential alone has some 45 and meets 2.4. Cutting factors by whole numbers and keeping low parts out of memory gained an eighth; what is left is as fast an operation as in the exponential.',
  ),
  elementwise(
    'log(x)',
    1.6,
    (given, out) => {
      for (let i = 0; i < n; i++) out[i] = Math.log(given[i]);
    },
    x.map((each) => Math.abs(each) + 1e-3),
    PROCESSOR,
  ),
];
