import { dim, input, kernel, output } from '../engine/kernel.js';
import { exp as ofOne } from '../math/exp.js';

export const exp = kernel({
  name: 'exp',
  says: 'y ← eˣ',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
