import { dim, input, kernel, output } from '../engine/kernel.js';
import { log1p as ofOne } from '../math/log1p.js';

export const log1p = kernel({
  name: 'log1p',
  says: 'y ← ln(1 + x)',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
