import { dim, input, kernel, output } from '../engine/kernel.js';
import { sech2 as ofOne } from '../math/sech2.js';

export const sech2 = kernel({
  name: 'sech2',
  says: 'y ← 1/cosh² x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
