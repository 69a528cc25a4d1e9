import { matmul, matrix, resident } from '../../src/index.js';
import { rows as byRows, four, packed } from '../plain/matmul.js';
import { numbers, type Row, type Task } from '../row.js';

const targets: Record<number, number> = { 4: 1, 8: 2, 16: 4, 32: 4 };

const row = (n: number): Row => {
  const [a, b] = [numbers(n * n, 1), numbers(n * n, 2)];
  const plain = (multiply: (c: Float64Array) => void): Task => {
    const c = new Float64Array(n * n);
    return { run: () => multiply(c), result: () => [c[0], c[(n - 1) * n + (n >> 1)]] };
  };
  return {
    name: `matmul of residents, n = ${n}`,
    target: targets[n] ?? 4.4,
    ours() {
      const [left, right] = [resident(matrix(n, n, a)), resident(matrix(n, n, b))];
      const out = resident(matrix(n, n));
      const options = { out };
      return {
        run: () => matmul(left, right, options),
        result: () => [out.get(0, 0), out.get(n - 1, n >> 1)],
      };
    },
    plain: {
      packed() {
        const room = new Float64Array(n * n);
        return plain((c) => packed(n, a, b, c, room));
      },
      'by rows': () => plain((c) => byRows(n, a, b, c)),
      ...(n === 4 && { 'for this size': () => plain((c) => four(a, b, c)) }),
    },
  };
};

export const rows: Row[] = [4, 8, 16, 32, 128, 512, 1024].map(row);
