import { Matrix } from 'ml-matrix';
import { numbers } from '../../dist/bench/row.js';
import { version as installed } from './version.mjs';

export const version = installed('ml-matrix');

const from = (n, data) => Matrix.from1DArray(n, n, data);

/** mmul is its fastest product for any size: it has Strassen's too, which is slower at these. */
export function matmul(n) {
  const [a, b] = [from(n, numbers(n * n, 1)), from(n, numbers(n * n, 2))];
  let c;
  return {
    run() {
      c = a.mmul(b);
    },
    result: () => [c.get(0, 0), c.get(n - 1, n >> 1)],
  };
}
