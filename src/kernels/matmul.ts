import { dim, input, kernel, output } from '../engine/kernel.js';

export const matmul = kernel({
  name: 'matmul',
  says: 'C ← A·B, A m×k, B k×n; each element one accumulator over k in rising order',
  args: [dim('m'), dim('n'), dim('k'), input('a', 'm*k'), input('b', 'k*n'), output('c', 'm*n')],
  inSingle: true,
  reference(m, n, k, a, b, c, round) {
    c.fill(0);
    for (let i = 0; i < m; i++) {
      for (let l = 0; l < k; l++) {
        const factor = a[i * k + l];
        for (let j = 0; j < n; j++) c[i * n + j] += round(factor * b[l * n + j]);
      }
    }
  },
});
