import { dim, input, kernel, output } from '../engine/kernel.js';
import { pow as ofOne } from '../math/pow.js';

export const pow = kernel({
  name: 'pow',
  says: 'z ← xʸ, number by number',
  args: [dim('n'), input('x', 'n'), input('y', 'n'), output('z', 'n')],
  reference(n, x, y, z) {
    for (let i = 0; i < n; i++) z[i] = ofOne(x[i], y[i]);
  },
});
