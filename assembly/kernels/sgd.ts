import { at } from '../lanes';

export function sgd(n: i32, rate: f64, g: usize, x: usize): void {
  const r = f64x2.splat(rate);
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i += 2) {
    v128.store(x + at(i), f64x2.sub(v128.load(x + at(i)), f64x2.mul(r, v128.load(g + at(i)))));
  }
  if (n & 1) store<f64>(x + at(pairs), load<f64>(x + at(pairs)) - rate * load<f64>(g + at(pairs)));
}
