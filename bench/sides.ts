// Paired timings of two sides of a row that take turns, each a process of its own, pinned where possible.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { library, oneThread, peer } from './peers.js';
import type { Row } from './row.js';

export const PAIRS = 11;
/** Pairs of calls longer than LONG_NS. */
const FEWER = 9;
const LONG_NS = 2e9;
const pinned = spawnSync('taskset', ['-c', '1', 'true']).status === 0 ? ['taskset', '-c', '1'] : [];

/** A side of a row that can time batches. */
export interface Side {
  /** The result of its first call; pending until it is warm. */
  readonly result: Promise<number[]>;
  /** Nanoseconds per call in a batch. */
  batch(): Promise<number>;
  end(): void;
}

/** A side in a child process, which is sent lines on standard input and answers on descriptor 3. */
class Process implements Side {
  readonly #child: ChildProcess;
  readonly result: Promise<number[]>;
  #waiting: { resolve(message: unknown): void; reject(error: Error): void } | null = null;

  constructor(command: readonly string[]) {
    const [first, ...rest] = [...pinned, ...command];
    const env = { ...process.env, ...oneThread };
    this.#child = spawn(first, rest, { stdio: ['pipe', 'inherit', 'inherit', 'pipe'], env });
    const lines = createInterface({ input: this.#child.stdio[3] as Readable });
    lines.on('line', (line) => this.#waiting?.resolve(JSON.parse(line)));
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
    this.#child.stdin!.write('go\n');
    return (await answer).ns;
  }

  end(): void {
    this.#waiting = null;
    this.#child.kill();
  }
}

/** A process for a side of a row: ours, plain JavaScript or another library. */
export function started(file: string, row: Row, side: string): Side {
  const script = fileURLToPath(new URL('./side.js', import.meta.url));
  if (side === 'ours' || side in row.plain)
    return new Process([process.execPath, script, file, row.name, side]);
  const { library: name, way } = peer(side);
  const { command } = library(name)!;
  const { task, given = [] } = row.peers!;
  return new Process(
    command[0] === process.execPath
      ? [...command, file, row.name, side]
      : [...command, task, JSON.stringify(way ? [...given, way] : given)],
  );
}

export interface Measured {
  name: string;
  rival: string;
  /** The least ratio; null where it is only measured. */
  target: number | null;
  /** Nanoseconds per call, at best. */
  ours: number;
  theirs: number;
  median: number;
  low: number;
  high: number;
  met: boolean;
}

const close = (a: number, b: number, within: number) =>
  Math.abs(a - b) <= within * Math.max(1, Math.abs(a), Math.abs(b));

export interface About {
  name: string;
  rival: string;
  target: number | null;
  /** The difference allowed between the results of the two sides; Infinity where there is nothing to compare. */
  within: number;
}

/** Quartiles of the ratios of pairs. Throws where the two sides' results differ. */
export async function paired(
  { name, rival, target, within }: About,
  [ours, theirs]: [Side, Side],
): Promise<Measured> {
  const [mine, other] = await Promise.all([ours.result, theirs.result]);
  if (within < Infinity)
    if (mine.length !== other.length || !mine.every((each, i) => close(each, other[i], within)))
      throw new Error(`bench: ${name} needs ${rival} to do the same, got ${other} for ${mine}`);
  const pairs: [number, number][] = [];
  for (let i = 0; i < (pairs.length && pairs[0][1] > LONG_NS ? FEWER : PAIRS); i++)
    pairs.push([await ours.batch(), await theirs.batch()]);
  const ratios = pairs.map(([us, them]) => them / us).sort((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((q) => ratios[Math.round(q * (ratios.length - 1))]);
  const [best, theirBest] = [0, 1].map((k) => Math.min(...pairs.map((pair) => pair[k])));
  const met = target === null || low >= target;
  return { name, rival, target, ours: best, theirs: theirBest, median, low, high, met };
}

/** A row against one other side; both are started and ended here. */
export async function against(file: string, row: Row, about: About, start = started): Promise<Measured> {
  const sides: [Side, Side] = [start(file, row, 'ours'), start(file, row, about.rival)];
  try {
    return await paired(about, sides);
  } finally {
    for (const side of sides) side.end();
  }
}

/** A row against the fastest of its plain variants: the one with the least ratio. */
export async function againstPlain(file: string, row: Row, start = started): Promise<Measured> {
  const found: Measured[] = [];
  const within = row.yardstick ? Infinity : 1e-6;
  for (const rival of Object.keys(row.plain))
    found.push(await against(file, row, { name: row.name, rival, target: row.target, within }, start));
  return found.reduce((worst, each) => (each.median < worst.median ? each : worst));
}

/** Libraries with single precision only, whose results are compared to that. */
const SINGLE = ['tfjs'];

/** A row against every other library that is installed. */
export async function againstPeers(file: string, row: Row): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const [rival, target] of Object.entries(row.peers?.targets ?? {})) {
    if (!library(peer(rival).library)) continue;
    const within = SINGLE.includes(peer(rival).library) ? 1e-4 : (row.peers!.within ?? 1e-6);
    found.push(await against(file, row, { name: row.name, rival, target, within }));
  }
  return found;
}
