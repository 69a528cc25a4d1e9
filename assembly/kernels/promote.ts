import { at } from '../lanes';

export function promote(n: i32, x: usize, y: usize): void {
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) v128.store(y + at(i), f64x2.promote_low_f32x4(v128.load64_zero(x + at<f32>(i))));
  if (n & 1) store<f64>(y + at(pairs), <f64>load<f32>(x + at<f32>(pairs)));
}
