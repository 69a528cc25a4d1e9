import { dim, input, kernel, output } from '../engine/kernel.js';
import { tanh as ofOne } from '../math/tanh.js';

export const tanh = kernel({
  name: 'tanh',
  says: 'y ← tanh x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
