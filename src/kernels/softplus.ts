import { dim, input, kernel, output } from '../engine/kernel.js';
import { softplus as ofOne } from '../math/softplus.js';

export const softplus = kernel({
  name: 'softplus',
  says: 'y ← log(1 + eˣ)',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
