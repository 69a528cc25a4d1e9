import { at } from '../lanes';

export function momentum(n: i32, rate: f64, momentum: f64, fresh: f64, g: usize, v: usize, x: usize): void {
  const pairs = n & ~1;
  const kept = f64x2.splat(momentum), taken = f64x2.splat(fresh), length = f64x2.splat(rate);
  for (let i = 0; i < pairs; i += 2) {
    const o = at(i);
    const next = f64x2.add(f64x2.mul(kept, v128.load(v + o)), f64x2.mul(taken, v128.load(g + o)));
    v128.store(v + o, next);
    v128.store(x + o, f64x2.sub(v128.load(x + o), f64x2.mul(length, next)));
  }
  if (n & 1) {
    const o = at(pairs);
    const next = momentum * load<f64>(v + o) + fresh * load<f64>(g + o);
    store<f64>(v + o, next);
    store<f64>(x + o, load<f64>(x + o) - rate * next);
  }
}
