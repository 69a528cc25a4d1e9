import { at } from '../lanes';
import { power as lanes } from '../math/power';

export function power(n: i32, x: usize, y: usize, z: usize): void {
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) v128.store(z + at(i), lanes(v128.load(x + at(i)), v128.load(y + at(i))));
  if (n & 1) {
    const last = lanes(v128.load64_splat(x + at(pairs)), v128.load64_splat(y + at(pairs)));
    store<f64>(z + at(pairs), f64x2.extract_lane(last, 0));
  }
}
