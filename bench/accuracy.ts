// npm run accuracy: docs/accuracy.md, the error of every elementary function against mpmath at 10 000 points, beside
// V8's Math and musl's libm; and docs/differences.md. Needs Python 3 with mpmath; musl's column needs musl-gcc, the
// second page scipy.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as kernels from '../src/kernels/index.js';
import { page as differences } from './differences.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bounds: Record<string, number> = JSON.parse(
  readFileSync(join(root, 'test/golden/bounds.json'), 'utf8'),
);
const names = Object.keys(bounds);
const compared = differences();
if (compared) writeFileSync(join(root, 'docs/differences.md'), compared);
else console.error('accuracy: docs/differences.md needs python3 with scipy, and stays as it is');
// The error in ulps above which a function is listed with its point.
const FAR = 2;
const folder = mkdtempSync(join(tmpdir(), 'nabla-accuracy-'));

/** Exact values (n + rest) 2ᵘ, as bench/accuracy.py writes them. */
interface Truth {
  x: Float64Array[];
  n: Float64Array;
  rest: Float64Array;
  u: Float64Array;
}

interface Score {
  worst: number;
  at: number[];
  right: number;
}

function readTruth(name: string): Truth {
  const rows = new Float64Array(new Uint8Array(readFileSync(join(folder, name))).buffer);
  const width = name === 'pow' ? 5 : 4;
  const column = (j: number) =>
    Float64Array.from({ length: rows.length / width }, (_, i) => rows[width * i + j]);
  const [u, rest, n, ...x] = Array.from({ length: width }, (_, j) => column(width - 1 - j));
  return { x: x.reverse(), n, rest, u };
}

/** The largest error in ulps of the exact value, its point, and the share of results that are the nearest double. */
function score({ x, n, rest, u }: Truth, y: Float64Array): Score {
  let [worst, at, right] = [0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    // An infinity counts as 2¹⁰²⁴.
    const got = Math.abs(y[i]) === Infinity ? Math.sign(y[i]) * 2 ** 53 : y[i] / 2 ** u[i];
    if (got === n[i]) right++;
    const error = Math.abs(got - n[i] - rest[i]);
    if (!(error <= worst)) [worst, at] = [error, i];
  }
  return { worst, at: x.map((column) => column[at]), right: right / y.length };
}

function ours(name: string, x: Float64Array[]): Float64Array {
  const y = new Float64Array(x[0].length);
  if (name === 'sqrt') return x[0].map(Math.sqrt);
  const kernel = (kernels as unknown as Record<string, (...arrays: Float64Array[]) => void>)[name];
  kernel(...x, y);
  return y;
}

function hosts(name: string, x: Float64Array[]): Float64Array | null {
  const f = (Math as unknown as Record<string, (...x: number[]) => number>)[name];
  return f ? x[0].map((_, i) => f(...x.map((column) => column[i]))) : null;
}

/** Source of a program for musl's functions: a name as argument, inputs and values on the standard streams. */
const program = `#include <math.h>
#include <stdio.h>
#include <string.h>
int main(int n, char **name) {
  double x, y;
  while (n > 1 && fread(&x, 8, 1, stdin) == 1) {
    if (!strcmp(name[1], "pow")) { if (fread(&y, 8, 1, stdin) != 1) return 1; y = pow(x, y); }
    CASES
    else return 2;
    fwrite(&y, 8, 1, stdout);
  }
  return 0;
}
`;

/** musl's version and a call of its functions; null where there is no musl-gcc. */
function musl(): { version: string; call(name: string, x: Float64Array[]): Float64Array | null } | null {
  if (spawnSync('musl-gcc', ['--version']).status !== 0) return null;
  const unary = names.filter(
    (name) => !['pow', 'sigmoid', 'softplus', 'gelu', 'ndtr64', 'npdf64', 'sech2'].includes(name),
  );
  const cases = unary.map((name) => `else if (!strcmp(name[1], "${name}")) y = ${name}(x);`).join('\n    ');
  writeFileSync(join(folder, 'musl.c'), program.replace('CASES', cases));
  const options = ['-O2', '-fno-builtin', '-o', join(folder, 'musl'), join(folder, 'musl.c'), '-lm'];
  execFileSync('musl-gcc', options, { stdio: 'inherit' });
  // The program contains the path of musl's loader, which prints its version when run without a program.
  const [loader] = /\/[\w/.-]+ld-musl[\w.-]+/.exec(readFileSync(join(folder, 'musl'), 'latin1')) ?? [
    'ld-musl',
  ];
  const [, version = ''] = /Version (\S+)/.exec(spawnSync(loader, { encoding: 'utf8' }).stderr ?? '') ?? [];
  return {
    version,
    call(name, x) {
      const input = Float64Array.from(
        { length: x.length * x[0].length },
        (_, i) => x[i % x.length][Math.floor(i / x.length)],
      );
      const run = spawnSync(join(folder, 'musl'), [name], {
        input: new Uint8Array(input.buffer),
        maxBuffer: 1e8,
      });
      return run.status === 0 ? new Float64Array(new Uint8Array(run.stdout).buffer) : null;
    },
  };
}

const plain = (x: number) => String(x).replaceAll('-', '−').replace('e+', 'e');
const point = (x: number[]) => x.map(plain).join(', ');
const ulps = (x: number) => (x < 1e4 ? x.toFixed(3) : x.toExponential(1));
const share = (x: number) => `${(100 * x).toFixed(2)} %`;
const both = (given: Score | null) => (given ? `${ulps(given.worst)} | ${share(given.right)}` : '– | –');

/** A row of the table, and the functions in it with errors above FAR. */
function line(name: string, other: ReturnType<typeof musl>): { row: string; far: string[] } {
  const truth = readTruth(name);
  const of = (y: Float64Array | null | undefined) => (y ? score(truth, y) : null);
  const our = score(truth, ours(name, truth.x));
  if (!(our.worst <= bounds[name])) {
    console.error(`accuracy: ${name}(${our.at}) is off by ${our.worst} ulp, more than ${bounds[name]}`);
    process.exitCode = 1;
  }
  const others: [string, Score | null][] = [
    ['V8', of(hosts(name, truth.x))],
    ['musl', of(other?.call(name, truth.x))],
  ];
  const mine = `${name} | ${bounds[name]} | ${ulps(our.worst)} | ${point(our.at)} | ${share(our.right)}`;
  return {
    row: `| ${[mine, ...others.map(([, given]) => both(given))].join(' | ')} |`,
    far: others.flatMap(([who, given]) =>
      given && given.worst > FAR ? [`${who}'s ${name}(${point(given.at)}), by ${ulps(given.worst)}`] : [],
    ),
  };
}

try {
  const python = spawnSync('python3', [join(root, 'bench/accuracy.py'), folder], { stdio: 'inherit' });
  if (python.status !== 0) throw new Error('accuracy: the table needs python3 with mpmath');
  const other = musl();
  const lines = names.map((name) => line(name, other));
  const [v8] = process.versions.v8.split('-');
  const page = `# How far off the elementary functions are

Written by \`npm run accuracy\`, from 10 000 points a function: exponents over all there are; where most happens; the ends of domains and of ranges; the doubles nearest to multiples of π/2, one of every size; what is known to be hardest to round; where longer searches found ours to be worst. [bench/accuracy.py](../bench/accuracy.py) has them all. The truth is mpmath's, to as many digits as decide the rounding. An ulp is the distance between doubles at the exact value, so that half of one is the least that can be promised; "nearest" is the share of results that are the double nearest to it.

Ours are the same bits in every engine, with WebAssembly and without; "promised" is tested. Beside them, on the same points, \`Math\` of V8 ${v8} (Node ${process.versions.node})${other ? ` and the libm of musl ${other.version} on ${process.arch}` : '; for musl there was no musl-gcc'}.

| function | promised | ours, at worst | there | nearest | V8 | nearest | musl | nearest |
|---|---|---|---|---|---|---|---|---|
${lines.map(({ row }) => row).join('\n')}

More than ${FAR} ulp off at worst: ${lines.flatMap(({ far }) => far).join('; ') || 'none'}.
`;
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(join(root, 'docs/accuracy.md'), page);
  console.log(page);
} finally {
  rmSync(folder, { recursive: true });
}
