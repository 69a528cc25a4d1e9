import { dim, input, kernel, output } from '../engine/kernel.js';
import { log2 as ofOne } from '../math/log2.js';

export const log2 = kernel({
  name: 'log2',
  says: 'y ← log₂ x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
