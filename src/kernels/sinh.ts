import { dim, input, kernel, output } from '../engine/kernel.js';
import { sinh as ofOne } from '../math/sinh.js';

export const sinh = kernel({
  name: 'sinh',
  says: 'y ← sinh x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
