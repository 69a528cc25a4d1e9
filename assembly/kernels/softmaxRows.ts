import { at } from '../lanes';
import { divideBySums, shiftedExponentials, toNext } from '../softmax';

export function softmaxRows(rows: i32, columns: i32, x: usize, p: usize): void {
  shiftedExponentials(rows, columns, x, p);
  for (let r = 0; r < rows; r += 2) divideBySums(columns, p + at(r * columns), toNext(r, rows, columns));
}
