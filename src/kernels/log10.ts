import { dim, input, kernel, output } from '../engine/kernel.js';
import { log10 as ofOne } from '../math/log10.js';

export const log10 = kernel({
  name: 'log10',
  says: 'y ← log₁₀ x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
