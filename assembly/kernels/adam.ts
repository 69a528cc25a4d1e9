import { at } from '../lanes';

export function adam(
  n: i32, rate: f64, beta1: f64, beta2: f64, epsilon: f64, p: f64, q: f64, g: usize, m: usize, s: usize, x: usize,
): void {
  const pairs = n & ~1;
  // Divisions by 1, to which 1 − βᵗ rounds in time, are left out: they are what takes longest.
  if (1 - p === 1 && 1 - q === 1)
    for (let i = 0; i < pairs; i += 2) two(rate, beta1, beta2, epsilon, p, q, g + at(i), m + at(i), s + at(i), x + at(i), false, false);
  else if (1 - p === 1)
    for (let i = 0; i < pairs; i += 2) two(rate, beta1, beta2, epsilon, p, q, g + at(i), m + at(i), s + at(i), x + at(i), false, true);
  else
    for (let i = 0; i < pairs; i += 2) two(rate, beta1, beta2, epsilon, p, q, g + at(i), m + at(i), s + at(i), x + at(i), true, true);
  if (n & 1) one(rate, beta1, beta2, epsilon, p, q, load<f64>(g + at(pairs)), m + at(pairs), s + at(pairs), x + at(pairs));
}

// @ts-ignore: decorator
@inline
function two(
  rate: f64, beta1: f64, beta2: f64, epsilon: f64, p: f64, q: f64, from: usize, m: usize, s: usize, x: usize,
  byP: bool, byQ: bool,
): void {
  const g = v128.load(from);
  const mean = f64x2.add(
    f64x2.mul(f64x2.splat(beta1), v128.load(m)),
    f64x2.mul(f64x2.splat(1 - beta1), g),
  );
  const square = f64x2.add(
    f64x2.mul(f64x2.splat(beta2), v128.load(s)),
    f64x2.mul(f64x2.splat(1 - beta2), f64x2.mul(g, g)),
  );
  v128.store(m, mean);
  v128.store(s, square);
  const up = f64x2.mul(f64x2.splat(rate), byP ? f64x2.div(mean, f64x2.splat(1 - p)) : mean);
  const spread = f64x2.sqrt(byQ ? f64x2.div(square, f64x2.splat(1 - q)) : square);
  const down = f64x2.add(spread, f64x2.splat(epsilon));
  v128.store(x, f64x2.sub(v128.load(x), f64x2.div(up, down)));
}

// @ts-ignore: decorator
@inline
function one(
  rate: f64, beta1: f64, beta2: f64, epsilon: f64, p: f64, q: f64, g: f64, m: usize, s: usize, x: usize,
): void {
  const mean = beta1 * load<f64>(m) + (1 - beta1) * g;
  const square = beta2 * load<f64>(s) + (1 - beta2) * (g * g);
  store<f64>(m, mean);
  store<f64>(s, square);
  const move = (rate * (mean / (1 - p))) / (sqrt<f64>(square / (1 - q)) + epsilon);
  store<f64>(x, load<f64>(x) - move);
}
