import dgemm from '@stdlib/blas-base-dgemm';
import { numbers } from '../../dist/bench/row.js';
import { version as installed } from './version.mjs';

export const version = installed('@stdlib/blas-base-dgemm');

/** A product of typed arrays, written in place. */
export function matmul(n) {
  const [a, b, c] = [numbers(n * n, 1), numbers(n * n, 2), new Float64Array(n * n)];
  return {
    run() {
      dgemm('row-major', 'no-transpose', 'no-transpose', n, n, n, 1, a, n, b, n, 0, c, n);
    },
    result: () => [c[0], c[(n - 1) * n + (n >> 1)]],
  };
}
