import { dim, input, kernel, output } from '../engine/kernel.js';

export const stencil = kernel({
  name: 'stencil',
  says: 'the points of central differences: rows 2j and 2j + 1 are x with h added to and taken from coordinate from + j',
  args: [
    dim('n'),
    dim('from'),
    dim('count'),
    input('x', 'n'),
    input('h', 'n'),
    output('points', '2*count*n'),
  ],
  where: ['from + count ≤ n', (n, from, count) => from + count <= n],
  copyFrom: Infinity,
  reference(n, from, count, x, h, points) {
    for (let j = 0; j < count; j++) {
      const up = 2 * j * n;
      const down = up + n;
      points.set(x, up);
      points.set(x, down);
      points[up + from + j] = x[from + j] + h[from + j];
      points[down + from + j] = x[from + j] - h[from + j];
    }
  },
});
