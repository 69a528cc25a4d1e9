import { dim, input, kernel, output } from '../engine/kernel.js';
import { acos as ofOne } from '../math/acos.js';

export const acos = kernel({
  name: 'acos',
  says: 'y ← arccos x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
