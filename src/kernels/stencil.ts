import { dim, input, kernel, output } from '../engine/kernel.js';

export const stencil = kernel({
  name: 'stencil',
  says: 'the points of central differences, a row for each coordinate: points 2j and 2j + 1 are x with h added to and taken from coordinate from + j',
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
    const width = 2 * count;
    for (let i = 0; i < n; i++) points.fill(x[i], i * width, (i + 1) * width);
    for (let j = 0; j < count; j++) {
      const up = (from + j) * width + 2 * j;
      points[up] = x[from + j] + h[from + j];
      points[up + 1] = x[from + j] - h[from + j];
    }
  },
});
