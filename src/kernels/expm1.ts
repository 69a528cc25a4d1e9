import { dim, input, kernel, output } from '../engine/kernel.js';
import { expm1 as ofOne } from '../math/expm1.js';

export const expm1 = kernel({
  name: 'expm1',
  says: 'y ← eˣ − 1',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
