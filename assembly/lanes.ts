// Addresses, and the striped sum that defines every reduction.

/** Offset in bytes of the index-th number. */
// @ts-ignore: decorator
@inline
export function at<T = f64>(index: i32): usize {
  return (<usize>index) << alignof<T>();
}

/** Numbers in a vector. */
// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return 16 / sizeof<T>();
}

/** (s₀ + s₁) + (s₂ + s₃) of the four partial sums, held as lanes (s₀, s₁) and (s₂, s₃). */
// @ts-ignore: decorator
@inline
export function join(low: v128, high: v128): f64 {
  return (
    f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1) +
    (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))
  );
}

/** Σ x: four partial sums by i mod 4 over the whole fours, joined, then the tail one by one. */
// @ts-ignore: decorator
@inline
export function striped(n: i32, x: usize): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  const fours = n & ~3;
  for (let i = 0; i < fours; i += 4) {
    low = f64x2.add(low, v128.load(x + at(i)));
    high = f64x2.add(high, v128.load(x + at(i), 16));
  }
  let sum = join(low, high);
  for (let i = fours; i < n; i++) sum += load<f64>(x + at(i));
  return sum;
}
