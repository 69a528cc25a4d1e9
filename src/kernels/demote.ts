import { dim, input, kernel, output } from '../engine/kernel.js';

export const demote = kernel({
  name: 'demote',
  says: 'y ← x rounded to single precision',
  args: [dim('n'), input('x', 'n'), output('y', 'n', 'f32')],
  copyFrom: Infinity,
  reference(n, x, y) {
    for (let i = 0; i < n; i++) y[i] = x[i];
  },
});
