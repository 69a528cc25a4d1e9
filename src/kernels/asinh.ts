import { dim, input, kernel, output } from '../engine/kernel.js';
import { asinh as ofOne } from '../math/asinh.js';

export const asinh = kernel({
  name: 'asinh',
  says: 'y ← arsinh x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
