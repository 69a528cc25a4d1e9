// Quantities with an upper limit: the first use, a new formula, the size of the engine.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { formula, values } from '../src/index.js';
import { numbers } from './row.js';
import { quartiles } from './sides.js';

const TIMES = 21;

export interface Limit {
  name: string;
  unit: string;
  /** The upper limit; null where it is only measured. */
  limit: number | null;
  /** What limits it, told where it is missed. */
  why?: string;
  /** Samples, of which the median counts. */
  measure(): number[];
}

export interface Kept extends Omit<Limit, 'measure'> {
  median: number;
  low: number;
  high: number;
  met: boolean;
}

const ms = (code: string) => {
  const index = JSON.stringify(new URL('../index.js', import.meta.url).href);
  const text = `const start = performance.now(); ${code.replace('INDEX', index)}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', text], {
    encoding: 'utf8',
  });
  return Number(stdout);
};

const USE =
  'const a = matrix(64, 64, new Float64Array(4096).fill(1)); if (matmul(a, a).data[0] !== 64) throw 0;';
const PRINT = 'console.log(performance.now() - start);';
const several = (measure: (i: number) => number) => Array.from({ length: TIMES }, (_, i) => measure(i));

const points = 2 ** 12;
const [x, y] = [numbers(points, 1), numbers(points, 2)];

export const limits: Limit[] = [
  {
    name: 'first use of the engine in a new process: a product of matrices 64 by 64',
    unit: 'ms',
    limit: 5,
    measure: () =>
      several(() =>
        ms(`const { matmul, matrix } = await import(INDEX); const from = performance.now();
        ${USE} console.log(performance.now() - from);`),
      ),
  },
  {
    name: 'the same with the import of every module of the package',
    unit: 'ms',
    limit: null,
    measure: () => several(() => ms(`const { matmul, matrix } = await import(INDEX); ${USE} ${PRINT}`)),
  },
  {
    name: 'a new formula: from its text to its values at 2^12 points, compiled',
    unit: 'ms',
    limit: 1.5,
    measure: () =>
      several((i) => {
        const text = `(${i + 1.5} - x)^2 + ${i + 100} (y - x^2)^2 + exp(-x^2/${i + 3})`;
        const start = performance.now();
        values(formula(text), [x, y]);
        return performance.now() - start;
      }),
  },
  {
    name: 'the WebAssembly module, compressed',
    unit: 'KB',
    limit: 24,
    measure: () => [
      gzipSync(readFileSync(fileURLToPath(new URL('../engine.wasm', import.meta.url))), { level: 9 }).length /
        1024,
    ],
  },
];

/** The quartiles of a limit's samples; it is met where the median is within it. */
export function kept({ measure, ...limit }: Limit): Kept {
  const found = quartiles(measure());
  return { ...limit, ...found, met: limit.limit === null || found.median <= limit.limit };
}
