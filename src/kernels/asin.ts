import { dim, input, kernel, output } from '../engine/kernel.js';
import { asin as ofOne } from '../math/asin.js';

export const asin = kernel({
  name: 'asin',
  says: 'y ← arcsin x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
