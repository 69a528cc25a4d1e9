import { at } from '../lanes';

export function addRow(rows: i32, columns: i32, b: usize, y: usize): void {
  const pairs = columns & ~1;
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < pairs; j += 2) v128.store(y + at(j), f64x2.add(v128.load(y + at(j)), v128.load(b + at(j))));
    if (columns & 1) store<f64>(y + at(pairs), load<f64>(y + at(pairs)) + load<f64>(b + at(pairs)));
    y += at(columns);
  }
}
