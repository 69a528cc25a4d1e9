import { dim, input, kernel, output } from '../engine/kernel.js';

export const matmulTransposeA = kernel({
  name: 'matmulTransposeA',
  says: 'C ← Aᵀ·B, A k×m, B k×n; summed as matmul does',
  args: [dim('m'), dim('n'), dim('k'), input('a', 'k*m'), input('b', 'k*n'), output('c', 'm*n')],
  inSingle: true,
  reference(m, n, k, a, b, c, round) {
    c.fill(0);
    for (let i = 0; i < m; i++) {
      for (let l = 0; l < k; l++) {
        const factor = a[l * m + i];
        for (let j = 0; j < n; j++) c[i * n + j] += round(factor * b[l * n + j]);
      }
    }
  },
});
