import { at } from '../lanes';
import { product } from '../tile';

export function matmul(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product(m, n, k, a, at(k), 8, b, at(n), 8, c);
}
