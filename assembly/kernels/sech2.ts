import { at } from '../lanes';
import { sech2 as lanes } from '../math/sech2';

export function sech2(n: i32, x: usize, y: usize): void {
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) v128.store(y + at(i), lanes(v128.load(x + at(i))));
  if (n & 1) store<f64>(y + at(pairs), f64x2.extract_lane(lanes(v128.load64_splat(x + at(pairs))), 0));
}
