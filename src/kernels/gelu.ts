import { dim, input, kernel, output } from '../engine/kernel.js';
import { gelu as ofOne } from '../math/gelu.js';

export const gelu = kernel({
  name: 'gelu',
  says: 'y ← xΦ(x), Φ the normal distribution function',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
