// Shifted exponentials, with which softmax and cross-entropy begin.
import { at } from './lanes';
import { exp } from './math/exp';

/** The largest of n numbers; NaN if any is NaN, −∞ if there are none. */
// @ts-ignore: decorator
@inline
export function largest(n: i32, x: usize): f64 {
  let best = -Infinity;
  for (let i = 0; i < n; i++) best = max<f64>(best, load<f64>(x + at(i)));
  return best;
}

/** p ← exp(x − max x), row by row; the exponentials run over all rows at once, two lanes at a time. */
export function shiftedExponentials(rows: i32, columns: i32, x: usize, p: usize): void {
  const width = at(columns);
  for (let r = 0; r < rows; r++) {
    const top = largest(columns, x + (<usize>r) * width);
    for (let j = 0; j < columns; j++) {
      store<f64>(p + (<usize>r) * width + at(j), load<f64>(x + (<usize>r) * width + at(j)) - top);
    }
  }
  const n = rows * columns, pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) v128.store(p + at(i), exp(v128.load(p + at(i))));
  if (n & 1) store<f64>(p + at(pairs), f64x2.extract_lane(exp(v128.load64_splat(p + at(pairs))), 0));
}

/** x ← x/by, n numbers. */
// @ts-ignore: decorator
@inline
export function divide(n: i32, x: usize, by: f64): void {
  const divisor = f64x2.splat(by);
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) v128.store(x + at(i), f64x2.div(v128.load(x + at(i)), divisor));
  if (n & 1) store<f64>(x + at(pairs), load<f64>(x + at(pairs)) / by);
}
