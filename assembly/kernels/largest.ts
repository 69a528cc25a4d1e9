import { at } from '../lanes';

// pmax drops NaN, which is tested for separately.
export function largest(n: i32, x: usize): f64 {
  let a = f64x2.splat(0), b = f64x2.splat(0), lost = f64x2.splat(0);
  const fours = n & ~3;
  for (let i = 0; i < fours; i += 4) {
    const p = f64x2.abs(v128.load(x + at(i))), q = f64x2.abs(v128.load(x + at(i), 16));
    a = f64x2.pmax(a, p);
    b = f64x2.pmax(b, q);
    lost = v128.or(lost, f64x2.ne(f64x2.add(p, q), f64x2.add(p, q)));
  }
  a = f64x2.pmax(a, b);
  let most = max<f64>(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
  if (v128.any_true(lost)) most = NaN;
  for (let i = fours; i < n; i++) most = max<f64>(most, abs<f64>(load<f64>(x + at(i))));
  return most;
}
