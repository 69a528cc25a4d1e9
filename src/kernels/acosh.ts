import { dim, input, kernel, output } from '../engine/kernel.js';
import { acosh as ofOne } from '../math/acosh.js';

export const acosh = kernel({
  name: 'acosh',
  says: 'y ← arcosh x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
