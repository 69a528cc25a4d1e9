import { at } from '../lanes';

export function stencil(n: i32, from: i32, count: i32, x: usize, h: usize, points: usize): void {
  const width = at(n);
  for (let j = 0; j < count; j++) {
    const up = points + <usize>(2 * j) * width,
      down = up + width;
    memory.copy(up, x, width);
    memory.copy(down, x, width);
    const k = at(from + j);
    store<f64>(up + k, load<f64>(x + k) + load<f64>(h + k));
    store<f64>(down + k, load<f64>(x + k) - load<f64>(h + k));
  }
}
