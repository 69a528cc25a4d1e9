import { at } from '../lanes';
import { product } from '../tile';

export function matmulTransposeB(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product(m, n, k, a, at(k), 8, b, 8, at(k), c);
}
