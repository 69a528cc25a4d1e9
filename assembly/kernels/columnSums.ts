import { at, lanes } from '../lanes';

export function columnSums(rows: i32, columns: i32, x: usize, sums: usize): void {
  sum<f64>(rows, columns, x, sums);
}

export function columnSumsSingle(rows: i32, columns: i32, x: usize, sums: usize): void {
  sum<f32>(rows, columns, x, sums);
}

// Sums of two vectors of columns at a time, which stay in registers as independent additions.
// @ts-ignore: decorator
@inline
function sum<T>(rows: i32, columns: i32, x: usize, sums: usize): void {
  const step = 2 * lanes<T>(), whole = columns & -step, width = at<T>(columns);
  for (let j = 0; j < whole; j += step) {
    let s = v128.splat<T>(0), t = v128.splat<T>(0);
    let from = x + at<T>(j);
    for (let r = 0; r < rows; r++) {
      s = v128.add<T>(s, v128.load(from));
      t = v128.add<T>(t, v128.load(from, 16));
      from += width;
    }
    v128.store(sums + at<T>(j), s);
    v128.store(sums + at<T>(j), t, 16);
  }
  for (let j = whole; j < columns; j++) {
    let one: T = 0;
    let from = x + at<T>(j);
    for (let r = 0; r < rows; r++) {
      one += load<T>(from);
      from += width;
    }
    store<T>(sums + at<T>(j), one);
  }
}
