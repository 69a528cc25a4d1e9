import { at } from '../lanes';

// Sums of four columns at a time, which stay in registers as four independent additions.
export function columnSums(rows: i32, columns: i32, x: usize, sums: usize): void {
  const fours = columns & ~3, width = at(columns);
  for (let j = 0; j < fours; j += 4) {
    let s = f64x2.splat(0), t = f64x2.splat(0);
    let from = x + at(j);
    for (let r = 0; r < rows; r++) {
      s = f64x2.add(s, v128.load(from));
      t = f64x2.add(t, v128.load(from, 16));
      from += width;
    }
    v128.store(sums + at(j), s);
    v128.store(sums + at(j), t, 16);
  }
  for (let j = fours; j < columns; j++) {
    let sum: f64 = 0;
    let from = x + at(j);
    for (let r = 0; r < rows; r++) {
      sum += load<f64>(from);
      from += width;
    }
    store<f64>(sums + at(j), sum);
  }
}
