import { dim, f64, inout, kernel } from '../engine/kernel.js';

export const divide = kernel({
  name: 'divide',
  says: 'x ← x/by',
  args: [dim('n'), f64('by'), inout('x', 'n')],
  copyFrom: Infinity,
  reference(n, by, x) {
    for (let i = 0; i < n; i++) x[i] /= by;
  },
});
