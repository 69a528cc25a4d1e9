import { dim, input, kernel, output } from '../engine/kernel.js';
import { erfc as ofOne } from '../math/erfc.js';

export const erfc = kernel({
  name: 'erfc',
  says: 'y ← erfc x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
