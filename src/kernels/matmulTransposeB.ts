import { dim, input, kernel, output } from '../engine/kernel.js';

export const matmulTransposeB = kernel({
  name: 'matmulTransposeB',
  says: 'C ← A·Bᵀ, A m×k, B n×k; summed as matmul does',
  args: [dim('m'), dim('n'), dim('k'), input('a', 'm*k'), input('b', 'n*k'), output('c', 'm*n')],
  inSingle: true,
  reference(m, n, k, a, b, c, round) {
    c.fill(0);
    for (let i = 0; i < m; i++) {
      for (let l = 0; l < k; l++) {
        const factor = a[i * k + l];
        for (let j = 0; j < n; j++) c[i * n + j] += round(factor * b[j * k + l]);
      }
    }
  },
});
