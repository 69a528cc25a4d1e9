import { dim, input, kernel, output } from '../engine/kernel.js';
import { divideBySum, shiftedExponentials } from '../math/softmax.js';

export const softmaxRows = kernel({
  name: 'softmaxRows',
  says: 'p ← eˣ / Σ eˣ, row by row',
  args: [dim('rows'), dim('columns'), input('x', 'rows*columns'), output('p', 'rows*columns')],
  reference(rows, columns, x, p) {
    for (let r = 0; r < rows; r++) {
      shiftedExponentials(x, p, r * columns, columns);
      divideBySum(p, r * columns, columns);
    }
  },
});
