import { dim, input, kernel, output } from '../engine/kernel.js';
import { atanh as ofOne } from '../math/atanh.js';

export const atanh = kernel({
  name: 'atanh',
  says: 'y ← artanh x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
