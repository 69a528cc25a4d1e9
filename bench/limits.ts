// Quantities with an upper limit: the first second, a new formula, the size of the engine.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { compare, formula, mlp, penguins, values } from '../src/index.js';
import type { Limit } from './limit.js';
import { pageLimits } from './pageLimits.js';
import { numbers } from './row.js';
import { quartiles } from './sides.js';

const TIMES = 21;

export interface Kept extends Omit<Limit, 'measure'> {
  median: number;
  low: number;
  high: number;
  met: boolean;
}

const ENGINE =
  'The first call compiles the whole engine at once, from digits in the source, whatever it needs of it: a module in parts would compile less.';

const several = (measure: (i: number) => number) => Array.from({ length: TIMES }, (_, i) => measure(i));

/** Milliseconds of a process of Node. */
function processMs(...args: string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench: ${args.join(' ')} needs to end with 0, got ${stderr}`);
  return performance.now() - start;
}

/** Milliseconds of a new process beyond those of one that does nothing, each time one after the other. */
const beyondNode = (...args: string[]) =>
  several(() => {
    const empty = processMs('-e', '0');
    return processMs(...args) - empty;
  });

const index = JSON.stringify(new URL('../index.js', import.meta.url).href);
const command = fileURLToPath(new URL('../src/cli/nabla.js', import.meta.url));
const program = (code: string) => ['--input-type=module', '--eval', code];

const FIRST_USE = `
import { matmul, matrix } from ${index};
const start = performance.now();
const a = matrix(64, 64, new Float64Array(4096).fill(1));
if (matmul(a, a).data[0] !== 64) throw 0;
console.log(performance.now() - start);`;

const points = 2 ** 12;
const [x, y] = [numbers(points, 1), numbers(points, 2)];
let formulas = 0;

/** Milliseconds from a text that was never read before to its values, which it is compiled for. */
function newFormulaMs(): number {
  const i = formulas++;
  const text = `(${i + 1.5} - x)^2 + ${i + 100} (y - x^2)^2 + exp(-x^2/${i + 3})`;
  const start = performance.now();
  values(formula(text), [x, y]);
  return performance.now() - start;
}

/** Milliseconds of a long comparison with so many worker threads, their start included. */
async function longComparisonMs(workers: number): Promise<number> {
  const start = performance.now();
  const model = mlp(penguins(), { layers: [16] });
  await compare(model, { optimizers: ['sgd', 'adam'], rates: '1e-3..1e-1:8', steps: 1000, workers });
  return performance.now() - start;
}

/** Time with two workers as a share of that with none, each time one after the other. */
async function sharesOfWorkers(): Promise<number[]> {
  const shares: number[] = [];
  for (let i = 0; i < 7; i++) {
    const alone = await longComparisonMs(0);
    shares.push((await longComparisonMs(2)) / alone);
  }
  return shares;
}

/** The 90th percentile of so many samples. */
const ninth = (measure: () => number) =>
  several(measure).sort((a, b) => a - b)[Math.round(0.9 * (TIMES - 1))];

export const limits: Limit[] = [
  {
    name: 'an import of the package in a new process, beyond what node -e 0 takes',
    unit: 'ms',
    limit: 50,
    why: 'Most of it is the reading of the core by V8, 0.77 MB of source in one file: in a profile 70 of 110 ms. A minifier takes off 40 % of the characters and no time that could be measured. Calls are synchronous, so that nothing can be fetched when it is first called.',
    measure: () => beyondNode(...program(`import ${index};`)),
  },
  {
    name: 'nabla --version, beyond what node -e 0 takes',
    unit: 'ms',
    limit: 30,
    measure: () => beyondNode(command, '--version'),
  },
  {
    name: 'nabla derive "x^2", beyond what node -e 0 takes',
    unit: 'ms',
    limit: 90,
    why: 'The core is read as for an import; the rules that explain a step, and the command line, are 50 ms more.',
    measure: () => beyondNode(command, 'derive', 'x^2'),
  },
  {
    name: 'first use of the engine in a new process: a product of matrices 64 by 64',
    unit: 'ms',
    limit: 5,
    why: ENGINE,
    measure: () => several(() => Number(spawnSync(process.execPath, program(FIRST_USE)).stdout)),
  },
  {
    name: 'a new formula: from its text to its values at 2^12 points, compiled',
    unit: 'ms',
    limit: 1,
    why: 'The samples begin with the first formula of the process, so that parser, derivatives and the writer of code are still interpreted by V8.',
    measure: () => several(newFormulaMs),
  },
  {
    name: 'the same, at the 90th percentile',
    unit: 'ms',
    limit: 2,
    measure: () => several(() => ninth(newFormulaMs)),
  },
  {
    name: '16 runs of 1 000 steps of a network on penguins, two workers: a share of the time with none',
    unit: '×',
    limit: 0.65,
    measure: sharesOfWorkers,
  },
  ...pageLimits,
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
export async function kept({ measure, ...limit }: Limit): Promise<Kept> {
  const found = quartiles(await measure());
  return { ...limit, ...found, met: limit.limit === null || found.median <= limit.limit };
}
