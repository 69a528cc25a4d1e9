import { dim, input, kernel, output } from '../engine/kernel.js';
import { cbrt as ofOne } from '../math/cbrt.js';

export const cbrt = kernel({
  name: 'cbrt',
  says: 'y ← ∛x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
