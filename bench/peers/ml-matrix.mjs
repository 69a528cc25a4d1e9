import { Matrix } from 'ml-matrix';
import { numbers } from '../../dist/bench/row.js';
import { version as installed } from './version.mjs';

export const version = installed('ml-matrix');

const from = (n, data) => Matrix.from1DArray(n, n, data);

/** A product by mmul, its fastest at these sizes; its Strassen is slower. */
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
