import { dim, f64, inout, input, kernel } from '../engine/kernel.js';

export const axpy = kernel({
  name: 'axpy',
  says: 'y ← αx + y',
  args: [dim('n'), f64('alpha'), input('x', 'n'), inout('y', 'n')],
  copyFrom: Infinity,
  reference(n, alpha, x, y) {
    for (let i = 0; i < n; i++) y[i] += alpha * x[i];
  },
});
