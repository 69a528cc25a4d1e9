import { at, join } from '../lanes';

export function dot(n: i32, x: usize, y: usize): f64 {
  let low = f64x2.splat(0),
    high = f64x2.splat(0);
  const fours = n & ~3;
  for (let i = 0; i < fours; i += 4) {
    low = f64x2.add(low, f64x2.mul(v128.load(x + at(i)), v128.load(y + at(i))));
    high = f64x2.add(high, f64x2.mul(v128.load(x + at(i), 16), v128.load(y + at(i), 16)));
  }
  let sum = join(low, high);
  for (let i = fours; i < n; i++) sum += load<f64>(x + at(i)) * load<f64>(y + at(i));
  return sum;
}
