import { at } from '../lanes';

export function divide(n: i32, by: f64, x: usize): void {
  const divisor = f64x2.splat(by);
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) v128.store(x + at(i), f64x2.div(v128.load(x + at(i)), divisor));
  if (n & 1) store<f64>(x + at(pairs), load<f64>(x + at(pairs)) / by);
}
