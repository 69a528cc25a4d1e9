import { dim, inout, input, kernel } from '../engine/kernel.js';

export const addRow = kernel({
  name: 'addRow',
  says: 'every row of y ← itself + b',
  args: [dim('rows'), dim('columns'), input('b', 'columns'), inout('y', 'rows*columns')],
  copyFrom: Infinity,
  inSingle: true,
  reference(rows, columns, b, y) {
    for (let r = 0; r < rows; r++) for (let j = 0; j < columns; j++) y[r * columns + j] += b[j];
  },
});
