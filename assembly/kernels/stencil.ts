import { at } from '../lanes';

export function stencil(n: i32, from: i32, count: i32, x: usize, h: usize, points: usize): void {
  for (let i = 0; i < n; i++) {
    const row = points + at(2 * count * i);
    const same = v128.load64_splat(x + at(i));
    for (let j = 0; j < count; j++) v128.store(row + at(2 * j), same);
    if (i < from || i >= from + count) continue;
    const step = v128.load64_splat(h + at(i));
    const apart = f64x2.replace_lane(step, 1, -f64x2.extract_lane(step, 1));
    v128.store(row + at(2 * (i - from)), f64x2.add(same, apart));
  }
}
