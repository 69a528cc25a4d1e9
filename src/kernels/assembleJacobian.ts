import { dim, input, kernel, output } from '../engine/kernel.js';

export const assembleJacobian = kernel({
  name: 'assembleJacobian',
  says: 'J ← (f₊ − f₋) / 2h: values are 2n rows of m, f₊ and f₋ of each input in turn; J is m×n',
  args: [dim('n'), dim('m'), input('h', 'n'), input('values', '2*n*m'), output('jacobian', 'm*n')],
  copyFrom: Infinity,
  reference(n, m, h, values, jacobian) {
    for (let j = 0; j < n; j++) {
      const up = 2 * j * m;
      const down = up + m;
      const span = 2 * h[j];
      for (let i = 0; i < m; i++) jacobian[i * n + j] = (values[up + i] - values[down + i]) / span;
    }
  },
});
