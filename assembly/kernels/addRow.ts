import { at, lanes } from '../lanes';

export function addRow(rows: i32, columns: i32, b: usize, y: usize): void {
  add<f64>(rows, columns, b, y);
}

export function addRowSingle(rows: i32, columns: i32, b: usize, y: usize): void {
  add<f32>(rows, columns, b, y);
}

// @ts-ignore: decorator
@inline
function add<T>(rows: i32, columns: i32, b: usize, y: usize): void {
  const whole = columns & -lanes<T>();
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < whole; j += lanes<T>()) {
      v128.store(y + at<T>(j), v128.add<T>(v128.load(y + at<T>(j)), v128.load(b + at<T>(j))));
    }
    for (let j = whole; j < columns; j++) store<T>(y + at<T>(j), load<T>(y + at<T>(j)) + load<T>(b + at<T>(j)));
    y += at<T>(columns);
  }
}
