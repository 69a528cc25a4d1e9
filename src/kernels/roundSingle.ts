import { dim, inout, kernel } from '../engine/kernel.js';

export const roundSingle = kernel({
  name: 'roundSingle',
  says: 'x ← x rounded to single precision',
  args: [dim('n'), inout('x', 'n')],
  copyFrom: Infinity,
  reference(n, x) {
    for (let i = 0; i < n; i++) x[i] = Math.fround(x[i]);
  },
});
