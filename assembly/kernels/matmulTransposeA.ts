import { at } from '../lanes';
import { product } from '../tile';

export function matmulTransposeA(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  product(m, n, k, a, 8, at(m), b, at(n), 8, c);
}
