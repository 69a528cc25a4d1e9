import { at } from '../lanes';
import { product } from '../tile';

export function matmulTransposeB(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product<f64>(m, n, k, a, at(k), 8, b, 8, at(k), c);
}

export function matmulTransposeBSingle(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product<f32>(m, n, k, a, at<f32>(k), 4, b, 4, at<f32>(k), c);
}
