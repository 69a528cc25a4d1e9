import { dim, input, kernel, output } from '../engine/kernel.js';
import { sigmoid as ofOne } from '../math/sigmoid.js';

export const sigmoid = kernel({
  name: 'sigmoid',
  says: 'y ← 1/(1 + e⁻ˣ)',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
