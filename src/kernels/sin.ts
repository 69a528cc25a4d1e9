import { dim, input, kernel, output } from '../engine/kernel.js';
import { sin as ofOne } from '../math/sin.js';

export const sin = kernel({
  name: 'sin',
  says: 'y ← sin x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
