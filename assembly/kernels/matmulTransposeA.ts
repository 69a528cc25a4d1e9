import { at } from '../lanes';
import { product } from '../tile';

export function matmulTransposeA(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product<f64>(m, n, k, a, 8, at(m), b, at(n), 8, c);
}

export function matmulTransposeASingle(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product<f32>(m, n, k, a, 4, at<f32>(m), b, at<f32>(n), 4, c);
}
