import { dim, f64, inout, input, kernel } from '../engine/kernel.js';

export const sgd = kernel({
  name: 'sgd',
  says: 'x ← x − rate·g',
  args: [dim('n'), f64('rate'), input('g', 'n'), inout('x', 'n')],
  copyFrom: Infinity,
  reference(n, rate, g, x) {
    for (let i = 0; i < n; i++) x[i] -= rate * g[i];
  },
});
