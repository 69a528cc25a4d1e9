import { matmul, matrix, resident } from '../../src/index.js';
import { rows as byRows, four, packed } from '../plain/matmul.js';
import { numbers, type Row } from '../row.js';

const targets: Record<number, number> = { 4: 1, 8: 2, 16: 4, 32: 4 };

const row = (n: number): Row => {
  const [a, b] = [numbers(n * n, 1), numbers(n * n, 2)];
  return {
    name: `matmul of residents, n = ${n}`,
    target: targets[n] ?? 4.4,
    ours() {
      const [left, right, out] = [
        resident(matrix(n, n, a)),
        resident(matrix(n, n, b)),
        resident(matrix(n, n)),
      ];
      return () => {
        matmul(left, right, { out });
        return [out.get(0, 0), out.get(n - 1, n >> 1)];
      };
    },
    plain: {
      packed() {
        const [c, room] = [new Float64Array(n * n), new Float64Array(n * n)];
        return () => {
          packed(n, a, b, c, room);
          return [c[0], c[(n - 1) * n + (n >> 1)]];
        };
      },
      'by rows'() {
        const c = new Float64Array(n * n);
        return () => {
          byRows(n, a, b, c);
          return [c[0], c[(n - 1) * n + (n >> 1)]];
        };
      },
      ...(n === 4 && {
        'for this size'() {
          const c = new Float64Array(16);
          return () => {
            four(a, b, c);
            return [c[0], c[14]];
          };
        },
      }),
    },
  };
};

export const rows: Row[] = [4, 8, 16, 32, 128, 512, 1024].map(row);
