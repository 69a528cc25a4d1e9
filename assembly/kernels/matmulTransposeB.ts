import { productOfRows } from '../tile';

export function matmulTransposeB(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  productOfRows(m, n, k, a, b, c);
}
