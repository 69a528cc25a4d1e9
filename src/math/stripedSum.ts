/**
 * Σ x over n numbers from `from`, in the order that defines every reduction: four partial sums by i mod 4 over the
 * whole fours, (s₀ + s₁) + (s₂ + s₃), then the tail one by one.
 */
export function stripedSum(x: Float64Array, from: number, n: number): number {
  const fours = from + n - (n % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = from; i < fours; i += 4) {
    s0 += x[i];
    s1 += x[i + 1];
    s2 += x[i + 2];
    s3 += x[i + 3];
  }
  let total = s0 + s1 + (s2 + s3);
  for (let i = fours; i < from + n; i++) total += x[i];
  return total;
}
