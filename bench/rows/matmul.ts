import { matmul, matrix, resident } from '../../src/index.js';
import { rows as byRows, four, packed } from '../plain/matmul.js';
import { numbers, type Peers, type Row, type Task } from '../row.js';

const targets: Record<number, number> = { 4: 0.7, 8: 2.5, 16: 4, 32: 4 };

/**
 * Peers of small sizes: below 128 other libraries mostly measure their call overhead; the one with the most stands for
 * them.
 */
const peers: Record<number, Peers['targets']> = { 4: { tfjs: 50 } };
const largePeers = { 'ml-matrix': 6, 'jax-js': 12, stdlib: null };

/** What limits the smallest product. */
const DOOR =
  'The product is written out in TypeScript with all of b in variables, a fifth sooner than without. A call takes some 20 ns: it finds that matrices and options are those of the call before and that nothing was freed, and checks bounds. The plain loop takes 13: it is compiled for its three arrays alone.';

/** What limits products that are at the peak of the processor, where a target lies above it. */
const PEAK =
  'The target was set on another processor. On this one the product is within a tenth of the peak of multiplications and additions on two lanes (the rows below ask for that), so that no more than 4 to 4.3 times the plain loop can be had.';

interface ProductOptions {
  transposeA?: boolean;
  transposeB?: boolean;
  precision?: 'f64' | 'f32';
}

/** A product of residents, each as it is or transposed. */
export function product(
  n: number,
  left: Float64Array,
  right: Float64Array,
  { precision = 'f64', ...transposed }: ProductOptions = {},
): Task {
  const held = (data?: Float64Array) => resident(matrix(n, n, data), { precision });
  const [a, b, out] = [held(left), held(right), held()];
  const options = { out, ...transposed };
  return {
    run: () => matmul(a, b, options),
    result: () => [out.get(0, 0), out.get(n - 1, n >> 1)],
  };
}

const row = (n: number): Row => {
  const [a, b] = [numbers(n * n, 1), numbers(n * n, 2)];
  const plain = (multiply: (c: Float64Array) => void): Task => {
    const c = new Float64Array(n * n);
    return { run: () => multiply(c), result: () => [c[0], c[(n - 1) * n + (n >> 1)]] };
  };
  return {
    name: `matmul of residents, n = ${n}`,
    target: targets[n] ?? 4.4,
    ...(n === 4 ? { why: DOOR } : n >= 16 && { why: PEAK }),
    ours: () => product(n, a, b),
    plain: {
      packed() {
        const room = new Float64Array(n * n);
        return plain((c) => packed(n, a, b, c, room));
      },
      'by rows': () => plain((c) => byRows(n, a, b, c)),
      ...(n === 4 && { 'for this size': () => plain((c) => four(a, b, c)) }),
    },
    peers: { task: 'matmul', given: [n], targets: peers[n] ?? (n < 128 ? {} : largePeers) },
    ...(n === 512 && { chromium: true }),
  };
};

const turned = (n: number, a: Float64Array) => a.map((_, i) => a[(i % n) * n + Math.floor(i / n)]);

/** A product with a transposed matrix against the same product without, both ours. */
const transposedRow = (n: number, side: 'a' | 'b'): Row => {
  const [a, b] = [numbers(n * n, 1), numbers(n * n, 2)];
  return {
    name: `matmul of residents, ${side === 'a' ? 'AᵀB' : 'ABᵀ'}, n = ${n}`,
    target: 1 / (n < 128 ? 1.12 : 1.05),
    why: 'The median meets the target; the lower quartile of two products that take the same time is below it by a hundredth.',
    ours: () =>
      side === 'a'
        ? product(n, turned(n, a), b, { transposeA: true })
        : product(n, a, turned(n, b), { transposeB: true }),
    plain: { 'our AB': () => product(n, a, b) },
  };
};

/** A product in single precision against the same in double, and against a library that has nothing else. */
const singleRow = (n: number): Row => {
  const [a, b] = [numbers(n * n, 1), numbers(n * n, 2)];
  return {
    name: `matmul of residents, n = ${n}, f32`,
    target: 1.7,
    yardstick: true,
    ours: () => product(n, a, b, { precision: 'f32' }),
    plain: { 'ours in double': () => product(n, a, b) },
    peers: { task: 'matmul', given: [n], targets: { tfjs: 1 }, within: 1e-4 },
  };
};

export const rows: Row[] = [
  ...[4, 8, 16, 32, 128, 512, 1024].map(row),
  singleRow(512),
  ...[64, 128, 512].flatMap((n) => [transposedRow(n, 'a'), transposedRow(n, 'b')]),
];
