import { at } from '../lanes';

export function axpy(n: i32, alpha: f64, x: usize, y: usize): void {
  const a = f64x2.splat(alpha);
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) {
    v128.store(y + at(i), f64x2.add(v128.load(y + at(i)), f64x2.mul(a, v128.load(x + at(i)))));
  }
  if (n & 1) store<f64>(y + at(pairs), load<f64>(y + at(pairs)) + alpha * load<f64>(x + at(pairs)));
}
