import { at } from '../lanes';

export function demote(n: i32, x: usize, y: usize): void {
  const fours = n & ~3;
  for (let i = 0; i < fours; i += 4) {
    const low = f32x4.demote_f64x2_zero(v128.load(x + at(i)));
    const high = f32x4.demote_f64x2_zero(v128.load(x + at(i), 16));
    v128.store(y + at<f32>(i), v128.shuffle<i64>(low, high, 0, 2));
  }
  for (let i = fours; i < n; i++) store<f32>(y + at<f32>(i), <f32>load<f64>(x + at(i)));
}
