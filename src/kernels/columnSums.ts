import { dim, input, kernel, output } from '../engine/kernel.js';

export const columnSums = kernel({
  name: 'columnSums',
  says: 'sumⱼ ← Σ over the rows of x, in their order',
  args: [dim('rows'), dim('columns'), input('x', 'rows*columns'), output('sums', 'columns')],
  copyFrom: Infinity,
  inSingle: true,
  reference(rows, columns, x, sums) {
    sums.fill(0);
    for (let r = 0; r < rows; r++) for (let j = 0; j < columns; j++) sums[j] += x[r * columns + j];
  },
});
