import { at } from '../lanes';

export function assembleJacobian(n: i32, m: i32, h: usize, values: usize, jacobian: usize): void {
  const width = at(m);
  for (let j = 0; j < n; j++) {
    const up = values + <usize>(2 * j) * width,
      down = up + width;
    const span = 2 * load<f64>(h + at(j));
    for (let i = 0; i < m; i++) {
      const slope = (load<f64>(up + at(i)) - load<f64>(down + at(i))) / span;
      store<f64>(jacobian + <usize>i * at(n) + at(j), slope);
    }
  }
}
