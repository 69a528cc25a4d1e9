import { dim, input, kernel } from '../engine/kernel.js';

export const largest = kernel({
  name: 'largest',
  says: 'max |xᵢ|, 0 of none, NaN where any is',
  args: [dim('n'), input('x', 'n')],
  copyFrom: Infinity,
  reference(n, x) {
    let most = 0;
    for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(x[i]));
    return most;
  },
});
