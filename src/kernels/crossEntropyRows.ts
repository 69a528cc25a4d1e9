import { dim, input, kernel, output } from '../engine/kernel.js';
import { log1p } from '../math/log1p.js';
import { divideBySum, shiftedExponentials } from '../math/softmax.js';

/**
 * Cross-entropy of each row: with M the index of its largest logit, −ln pᵢ = ln(1 + Σ_{j≠M} e^{xⱼ−x_M}) + (x_M − xᵢ),
 * where no term is negative and none is lost, however sure the prediction. The residual at M is minus the sum of the
 * others, because p − t at M cancels when both are near 1.
 */
export const crossEntropyRows = kernel({
  name: 'crossEntropyRows',
  says: 'p ← softmax x, residual ← Σt·p − t, loss ← −Σ t ln p (0·∞ counts 0), row by row',
  args: [
    dim('rows'),
    dim('columns'),
    input('x', 'rows*columns'),
    input('t', 'rows*columns'),
    output('p', 'rows*columns'),
    output('residual', 'rows*columns'),
    output('loss', 'rows'),
  ],
  reference(rows, columns, x, t, p, residual, loss) {
    for (let r = 0; r < rows; r++) {
      shiftedExponentials(x, p, r * columns, columns);
      loss[r] = columns === 0 ? 0 : crossEntropyRow(x, t, p, residual, r * columns, columns);
    }
  },
});

function crossEntropyRow(
  x: Float64Array,
  t: Float64Array,
  p: Float64Array,
  residual: Float64Array,
  from: number,
  columns: number,
): number {
  const end = from + columns;
  let lead = from;
  for (let i = from + 1; i < end; i++) if (x[i] > x[lead]) lead = i;
  let rest = 0;
  let mass = 0;
  for (let i = from; i < end; i++) {
    if (i !== lead) rest += p[i];
    mass += t[i];
  }
  const spread = log1p(rest);
  divideBySum(p, from, columns);
  let loss = 0;
  let others = 0;
  for (let i = from; i < end; i++) {
    if (t[i] !== 0) loss += t[i] * (spread + (x[lead] - x[i]));
    if (i === lead) continue;
    residual[i] = p[i] * mass - t[i];
    others += residual[i];
  }
  residual[lead] = -others;
  return loss;
}
