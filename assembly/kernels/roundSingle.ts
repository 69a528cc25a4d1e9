import { at } from '../lanes';

export function roundSingle(n: i32, x: usize): void {
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) {
    v128.store(x + at(i), f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(v128.load(x + at(i)))));
  }
  if (n & 1) store<f64>(x + at(pairs), <f64><f32>load<f64>(x + at(pairs)));
}
