import { compare } from '../../src/index.js';
import { interleaved, oneByOne } from '../plain/descent.js';
import { last, type Row } from '../row.js';

// 16 rates at which no run ends early.
const rates = Array.from({ length: 16 }, (_, i) => 1e-5 * (1 + 14 * i));
const steps = 10_000;
/** Final losses of all rates but the last, which jumps about: where it ends depends on rounding. */
const ends = (losses: readonly Float64Array[]) => losses.slice(0, -1).map((each) => each[steps]);
const text = '(1 - x)^2 + 100 (y - x^2)^2';

const why =
  'The compiled loop takes 0.2 ms of a call and the search for endings 0.08 ms; the rest is memory. Each call gives back 1.28 MB, of which every page is mapped anew (0.1 ms where pages are cheap, several where they are not), and V8 marks its whole heap, the library included, for about every 32 MB of arrays: a third of the time. One array for all runs, with a view for each, took longer than an array each.';

const ours = () =>
  last(
    () => compare(text, { optimizers: ['sgd'], rates, steps, start: { x: -1.2, y: 1 } }),
    ({ runs }) => ends(runs.map(({ losses }) => losses)),
  );

export const rows: Row[] = [
  {
    name: '16 rates, 10 000 steps of a typed Rosenbrock, one after another',
    target: 1.5,
    ours,
    peers: {
      task: 'descent',
      given: [rates, steps],
      targets: { numpy: 300, 'numpy, in place': 300, 'jax-js': 1000, tfjs: 1000 },
    },
    why,
    plain: { 'one by one': () => last(() => oneByOne(rates, steps), ends) },
  },
  {
    name: '16 rates, 10 000 steps of a typed Rosenbrock, interleaved by hand',
    target: 0.9,
    chromium: true,
    ours,
    why,
    plain: { 'by fours': () => last(() => interleaved(rates, steps), ends) },
  },
];
