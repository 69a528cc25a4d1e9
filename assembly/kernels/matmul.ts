import { at } from '../lanes';
import { product } from '../tile';

export function matmul(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product<f64>(m, n, k, a, at(k), 8, b, at(n), 8, c);
}

export function matmulSingle(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product<f32>(m, n, k, a, at<f32>(k), 4, b, at<f32>(n), 4, c);
}
