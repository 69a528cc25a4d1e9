import { at, striped } from '../lanes';
import { divide, shiftedExponentials } from '../softmax';

export function softmaxRows(rows: i32, columns: i32, x: usize, p: usize): void {
  shiftedExponentials(rows, columns, x, p);
  for (let r = 0; r < rows; r++) {
    const row = p + <usize>r * at(columns);
    divide(columns, row, striped(columns, row));
  }
}
