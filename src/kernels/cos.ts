import { dim, input, kernel, output } from '../engine/kernel.js';
import { cos as ofOne } from '../math/cos.js';

export const cos = kernel({
  name: 'cos',
  says: 'y ← cos x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
