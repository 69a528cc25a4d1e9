import { dim, input, kernel, output } from '../engine/kernel.js';

export const promote = kernel({
  name: 'promote',
  says: 'y ← x, from single precision to double',
  args: [dim('n'), input('x', 'n', 'f32'), output('y', 'n')],
  copyFrom: Infinity,
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = x[i];
  },
});
