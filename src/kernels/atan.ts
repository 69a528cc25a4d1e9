import { dim, input, kernel, output } from '../engine/kernel.js';
import { atan as ofOne } from '../math/atan.js';

export const atan = kernel({
  name: 'atan',
  says: 'y ← arctan x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
