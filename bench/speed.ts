// npm run bench: what users call against the fastest plain JavaScript known, as ratios above 1 where ours is faster.
// Each side is a process of its own, pinned where it can be, both warm; they take turns, so that a machine that drifts
// drifts for both. Met is a target that three pairs in four meet. With --json: into bench/results, for docs/speed.md.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { page } from './results.js';
import type { Row } from './row.js';

const PAIRS = 11;
const pinned = spawnSync('taskset', ['-c', '1', 'true']).status === 0 ? ['taskset', '-c', '1'] : [];

/** A side of a row, ready to be told to time a batch. */
class Side {
  readonly #child: ChildProcess;
  /** What its first call came to, once it is warm. */
  readonly result: Promise<number[]>;
  #waiting: { resolve(message: unknown): void; reject(error: Error): void } | null = null;

  constructor(file: string, row: Row, side: string) {
    const script = fileURLToPath(new URL('./side.js', import.meta.url));
    const [command, ...args] = [...pinned, process.execPath, script, file, row.name, side];
    this.#child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child.on('message', (message) => this.#waiting?.resolve(message));
    this.result = this.#answer<{ result: number[] }>().then(({ result }) => result);
    this.#child.on('exit', (code) => this.#waiting?.reject(new Error(`bench: a side ended with ${code}`)));
  }

  #answer<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve: resolve as (message: unknown) => void, reject };
    });
  }

  async batch(): Promise<number> {
    const answer = this.#answer<{ ns: number }>();
    this.#child.send('go');
    return (await answer).ns;
  }

  end(): void {
    this.#waiting = null;
    this.#child.kill();
  }
}

export interface Measured {
  name: string;
  rival: string;
  target: number;
  /** Nanoseconds a call, at best. */
  ours: number;
  theirs: number;
  median: number;
  low: number;
  high: number;
  met: boolean;
}

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

async function against(file: string, row: Row, rival: string): Promise<Measured> {
  const sides = [new Side(file, row, 'ours'), new Side(file, row, rival)];
  try {
    const [mine, theirs] = await Promise.all(sides.map(({ result }) => result));
    if (mine.length !== theirs.length || !mine.every((each, i) => close(each, theirs[i])))
      throw new Error(`bench: ${row.name} needs ${rival} to do the same, got ${theirs} for ${mine}`);
    const pairs: [number, number][] = [];
    for (let i = 0; i < PAIRS; i++) pairs.push([await sides[0].batch(), await sides[1].batch()]);
    const ratios = pairs.map(([ours, other]) => other / ours).sort((a, b) => a - b);
    const quartile = (q: number) => ratios[Math.round(q * (PAIRS - 1))];
    const [low, median, high] = [quartile(0.25), quartile(0.5), quartile(0.75)];
    const best = (k: 0 | 1) => Math.min(...pairs.map((pair) => pair[k]));
    return {
      name: row.name,
      rival,
      target: row.target,
      ours: best(0),
      theirs: best(1),
      median,
      low,
      high,
      met: low >= row.target,
    };
  } finally {
    for (const side of sides) side.end();
  }
}

/** Against the fastest of its rivals: the one with the least ratio. */
async function measured(file: string, row: Row): Promise<Measured> {
  let worst: Measured | null = null;
  for (const rival of Object.keys(row.plain)) {
    const found = await against(file, row, rival);
    if (!worst || found.median < worst.median) worst = found;
  }
  return worst!;
}

const line = ({ name, rival, ours, median, low, high, target, met }: Measured) =>
  `${name.padEnd(66)}${rival.padEnd(22)}${(ours / 1000).toPrecision(4).padStart(10)} µs ${median.toFixed(2).padStart(7)}× (${low.toFixed(2)}–${high.toFixed(2)}) ≥ ${target.toFixed(2)} ${met ? 'met' : 'missed'}`;

const folder = fileURLToPath(new URL('./rows/', import.meta.url));
const files = readdirSync(folder).flatMap((file) => (file.endsWith('.js') ? [file.slice(0, -3)] : []));
const all: Measured[] = [];
console.log(`Node ${process.version}, ${cpus()[0].model}; the quartiles of ${PAIRS} pairs\n`);
for (const file of files) {
  const { rows } = (await import(`./rows/${file}.js`)) as { rows: Row[] };
  for (const row of rows) {
    const found = await measured(file, row);
    all.push(found);
    console.log(line(found));
  }
}
console.log(`\n${all.filter(({ met }) => met).length} of ${all.length} met`);
if (process.argv.includes('--json')) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  mkdirSync('bench/results', { recursive: true });
  const about = { node: process.version, cpu: cpus()[0].model, commit, pairs: PAIRS };
  writeFileSync(
    `bench/results/node${process.versions.node.split('.')[0]}.json`,
    `${JSON.stringify({ ...about, rows: all }, null, 2)}\n`,
  );
  writeFileSync('docs/speed.md', page());
}
