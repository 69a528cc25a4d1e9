// Shifted exponentials, with which softmax and cross-entropy begin. Rows are taken by twos, one in each lane: few
// columns then cost no more a number than many, and nothing depends on which of them is the largest.
import { at } from './lanes';
import { exp } from './math/exp';

/** Numbers of two rows, one in each lane. */
// @ts-ignore: decorator
@inline
export function both(first: usize, second: usize): v128 {
  return v128.load_lane<i64>(second, v128.load64_zero(first), 1);
}

// @ts-ignore: decorator
@inline
export function storeBoth(first: usize, second: usize, x: v128): void {
  v128.store_lane<i64>(first, x, 0);
  v128.store_lane<i64>(second, x, 1);
}

/** Bytes from row r to the next; 0 from the last, which is done twice by itself. */
// @ts-ignore: decorator
@inline
export function toNext(r: i32, rows: i32, columns: i32): usize {
  return r + 1 < rows ? at(columns) : 0;
}

/** The largest numbers of two rows; any of a row with a NaN, of which all that is made is NaN. */
// @ts-ignore: decorator
@inline
export function largest(columns: i32, x: usize, next: usize): v128 {
  let top = f64x2.splat(-Infinity);
  for (let j = 0; j < columns; j++) {
    top = f64x2.pmax(both(x, x + next), top);
    x += 8;
  }
  return top;
}

/** p ← exp(x − max x), row by row; the exponentials run over all rows at once, two lanes at a time. */
export function shiftedExponentials(rows: i32, columns: i32, x: usize, p: usize): void {
  for (let r = 0; r < rows; r += 2) {
    const offset = at(r * columns), next = toNext(r, rows, columns);
    const top = largest(columns, x + offset, next);
    for (let j = 0; j < columns; j++) {
      const own = offset + at(j);
      storeBoth(p + own, p + own + next, f64x2.sub(both(x + own, x + own + next), top));
    }
  }
  const n = rows * columns, pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) v128.store(p + at(i), exp(v128.load(p + at(i))));
  if (n & 1) store<f64>(p + at(pairs), f64x2.extract_lane(exp(v128.load64_splat(p + at(pairs))), 0));
}

/** p ← p/Σp, row by row, two of them; the sums are striped. */
// @ts-ignore: decorator
@inline
export function divideBySums(columns: i32, p: usize, next: usize): void {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);
  const fours = columns & ~3;
  let from = p;
  for (let j = 0; j < fours; j += 4) {
    s0 = f64x2.add(s0, both(from, from + next));
    s1 = f64x2.add(s1, both(from + 8, from + next + 8));
    s2 = f64x2.add(s2, both(from + 16, from + next + 16));
    s3 = f64x2.add(s3, both(from + 24, from + next + 24));
    from += 32;
  }
  let sum = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  for (let j = fours; j < columns; j++) {
    sum = f64x2.add(sum, both(from, from + next));
    from += 8;
  }
  for (let j = 0; j < columns; j++) {
    storeBoth(p, p + next, f64x2.div(both(p, p + next), sum));
    p += 8;
  }
}
