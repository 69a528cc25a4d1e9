import { dim, input, kernel } from '../engine/kernel.js';

export const dot = kernel({
  name: 'dot',
  says: 'Σ xᵢyᵢ, summed as sum does',
  args: [dim('n'), input('x', 'n'), input('y', 'n')],
  copyFrom: 8192,
  reference(n, x, y) {
    const fours = n - (n % 4);
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let i = 0; i < fours; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    let total = s0 + s1 + (s2 + s3);
    for (let i = fours; i < n; i++) total += x[i] * y[i];
    return total;
  },
});
