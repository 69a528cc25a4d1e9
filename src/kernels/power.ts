import { dim, input, kernel, output } from '../engine/kernel.js';
import { power as ofOne } from '../math/power.js';

export const power = kernel({
  name: 'power',
  says: 'z ← xʸ as formulas have it: small whole powers are products',
  args: [dim('n'), input('x', 'n'), input('y', 'n'), output('z', 'n')],
  reference(n, x, y, z) {
    for (let i = 0; i < n; i++) z[i] = ofOne(x[i], y[i]);
  },
});
