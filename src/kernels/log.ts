import { dim, input, kernel, output } from '../engine/kernel.js';
import { log as ofOne } from '../math/log.js';

export const log = kernel({
  name: 'log',
  says: 'y ← ln x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
