import type { Matrix } from '../algebra/matrix.js';
import type { Precision } from '../engine/kernel.js';
import { type Fn, inPlaceOf, type Vec } from '../fn.js';
import type { Allocate, InPlace } from '../inPlace.js';

/** In-place forms of a loss on some rows of x and target, one for each number of rows. */
export function lossBatchesInPlace(
  [x, target]: readonly [Matrix, Matrix],
  loss: (x: Matrix, target: Matrix) => Fn,
) {
  return (allocate: Allocate, precision?: Precision) => {
    const forms = new Map<number, InPlace>();
    return (rows: ArrayLike<number>): InPlace => {
      let form = forms.get(rows.length);
      if (!form) {
        // Any rows of that number: they are overwritten below.
        const f = loss(firstRows(x, rows.length), firstRows(target, rows.length));
        form = inPlaceOf(f, precision)!(allocate);
        forms.set(rows.length, form);
      }
      copyRows(rows, x, form.data![0]);
      copyRows(rows, target, form.data![1]);
      return form;
    };
  };
}

const firstRows = ({ columns, data }: Matrix, rows: number): Matrix => ({
  rows,
  columns,
  data: data.subarray(0, rows * columns),
});

function copyRows(rows: ArrayLike<number>, { columns, data }: Matrix, into: Vec | Float32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * columns;
    for (let j = 0; j < columns; j++) into[i * columns + j] = data[from + j];
  }
}
