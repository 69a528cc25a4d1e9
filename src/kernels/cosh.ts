import { dim, input, kernel, output } from '../engine/kernel.js';
import { cosh as ofOne } from '../math/cosh.js';

export const cosh = kernel({
  name: 'cosh',
  says: 'y ← cosh x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
