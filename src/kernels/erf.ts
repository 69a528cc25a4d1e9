import { dim, input, kernel, output } from '../engine/kernel.js';
import { erf as ofOne } from '../math/erf.js';

export const erf = kernel({
  name: 'erf',
  says: 'y ← erf x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
