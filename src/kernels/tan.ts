import { dim, input, kernel, output } from '../engine/kernel.js';
import { tan as ofOne } from '../math/tan.js';

export const tan = kernel({
  name: 'tan',
  says: 'y ← tan x',
  args: [dim('n'), input('x', 'n'), output('y', 'n')],
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = ofOne(x[i]);
  },
});
