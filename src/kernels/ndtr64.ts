import { dim, input, kernel, output } from '../engine/kernel.js';
import { ndtr64 as ofOne } from '../math/ndtr64.js';

export const ndtr64 = kernel({
  name: 'ndtr64',
  says: 'y ← 2⁶⁴Φ(x), Φ the normal distribution function',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
