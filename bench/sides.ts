// Paired timings of the sides of a row, which take turns, each a process of its own, pinned where possible.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { library, oneThread, peer } from './peers.js';
import type { Row } from './row.js';
import type { Batch, Timed } from './timed.js';

/** Rounds, each with processes of its own, since what a compiler makes of a loop differs between processes. */
const ROUNDS = 2;
/** Pairs in a round, and in one of calls that are longer than LONG_NS. */
const [PAIRS, FEWER, LONG_NS] = [6, 3, 1e9];
/** Ratio of the quartiles from which a row is called unstable. */
const UNSTABLE = 1.25;
const pinned = spawnSync('taskset', ['-c', '1', 'true']).status === 0 ? ['taskset', '-c', '1'] : [];

type Ready = Omit<Timed, 'batch'>;

/** A side of a row that can time batches, once it is warm. */
export interface Side {
  readonly ready: Promise<Ready>;
  batch(): Promise<Batch>;
  end(): void;
}

/** A side in a child process, which is sent lines on standard input and answers on descriptor 3. */
class Process implements Side {
  readonly #child: ChildProcess;
  readonly ready: Promise<Ready>;
  #waiting: { resolve(message: unknown): void; reject(error: Error): void } | null = null;

  constructor(command: readonly string[]) {
    const [first, ...rest] = [...pinned, ...command];
    const env = { ...process.env, ...oneThread };
    this.#child = spawn(first, rest, { stdio: ['pipe', 'inherit', 'inherit', 'pipe'], env });
    const lines = createInterface({ input: this.#child.stdio[3] as Readable });
    lines.on('line', (line) => this.#waiting?.resolve(JSON.parse(line)));
    this.ready = this.#answer();
    this.#child.on('exit', (code) => this.#waiting?.reject(new Error(`bench: a side ended with ${code}`)));
  }

  #answer<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve: resolve as (message: unknown) => void, reject };
    });
  }

  async batch(): Promise<Batch> {
    const answer = this.#answer<Batch>();
    this.#child.stdin!.write('go\n');
    return await answer;
  }

  end(): void {
    this.#waiting = null;
    this.#child.kill();
  }
}

/** Script of a side, in this build or in that of another folder. */
const script = (from: string | URL = import.meta.url) => fileURLToPath(new URL('./side.js', from));

/** A process for a side of a row: ours, plain JavaScript, or another library. */
export function started(file: string, row: Row, side: string): Side {
  if (side === 'ours' || side in row.plain)
    return new Process([process.execPath, script(), file, row.name, side]);
  const { library: name, way } = peer(side);
  const { command } = library(name)!;
  const { task, given = [] } = row.peers!;
  return new Process(
    command[0] === process.execPath
      ? [...command, file, row.name, side]
      : [...command, task, JSON.stringify(way ? [...given, way] : given)],
  );
}

/** A process for ours, or for ours in another build: the URL of its folder `bench`. */
export const startedIn =
  (build: URL) =>
  (file: string, row: Row, side: string): Side =>
    new Process([process.execPath, script(side === 'ours' ? undefined : build), file, row.name, 'ours']);

export interface Quartiles {
  median: number;
  low: number;
  high: number;
}

export interface Measured {
  name: string;
  rival: string;
  /** The least ratio; null where it is only measured. */
  target: number | null;
  /** Nanoseconds per call: of the processor, or by the clock where that is not told; at best. */
  ours: number;
  theirs: number;
  /** Ratios of pairs in time of the processor; in a browser, by the clock. */
  ratio: Quartiles;
  wall: Quartiles;
  /** Whether all sides were warm and the quartiles lie near each other. */
  stable: boolean;
  met: boolean;
  /** What limits a row that misses its target. */
  why?: string;
}

const close = (a: number, b: number, within: number) =>
  Math.abs(a - b) <= within * Math.max(1, Math.abs(a), Math.abs(b));

export function quartiles(values: readonly number[]): Quartiles {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((q) => sorted[Math.round(q * (sorted.length - 1))]);
  return { median, low, high };
}

/** Difference allowed between results; Infinity where there is nothing to compare. */
type Within = (rival: string) => number;

interface Round {
  /** Batches by side, ours first. */
  readonly batches: Batch[][];
  readonly warm: boolean[];
}

/** One round of a row: the sides are made warm one after another, and then take turns, now forwards, now backwards. */
async function round(
  name: string,
  rivals: readonly string[],
  within: Within,
  start: (side: string) => Side,
): Promise<Round> {
  const sides: Side[] = [];
  try {
    const ready: Ready[] = [];
    for (const side of ['ours', ...rivals]) {
      sides.push(start(side));
      ready.push(await sides.at(-1)!.ready);
    }
    rivals.forEach((rival, k) => {
      needSameResults(name, rival, ready[0].result, ready[k + 1].result, within(rival));
    });
    const batches: Batch[][] = sides.map(() => []);
    const order = sides.map((_, k) => k);
    for (let turn = 0; turn < (batches.some(([first]) => first?.wall > LONG_NS) ? FEWER : PAIRS); turn++) {
      for (const k of order) batches[k].push(await sides[k].batch());
      order.reverse();
    }
    return { batches, warm: ready.map(({ warm }) => warm) };
  } finally {
    for (const side of sides) side.end();
  }
}

function needSameResults(
  name: string,
  rival: string,
  ours: number[],
  theirs: number[],
  within: number,
): void {
  if (within === Infinity) return;
  if (ours.length !== theirs.length || !ours.every((each, i) => close(each, theirs[i], within)))
    throw new Error(`bench: ${name} needs ${rival} to do the same, got ${theirs} for ${ours}`);
}

/**
 * A row against others, in rounds of fresh processes; quartiles of the ratios of pairs, for each rival. Throws where
 * results differ.
 */
export async function against(
  file: string,
  row: Row,
  targets: Readonly<Record<string, number | null>>,
  within: Within,
  start = started,
): Promise<Measured[]> {
  const rivals = Object.keys(targets);
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++)
    rounds.push(await round(row.name, rivals, within, (side) => start(file, row, side)));
  const all = (k: number) => rounds.flatMap(({ batches }) => batches[k]);
  const [ours, ...others] = ['ours', ...rivals].map((_, k) => all(k));
  return rivals.map((rival, k) => {
    const theirs = others[k];
    const told = theirs[0].cpu !== null && ours[0].cpu !== null;
    const time = ({ cpu, wall }: Batch) => (told ? cpu! : wall);
    const ratio = quartiles(ours.map((us, i) => time(theirs[i]) / time(us)));
    const target = targets[rival];
    return {
      name: row.name,
      rival,
      target,
      ours: Math.min(...ours.map(time)),
      theirs: Math.min(...theirs.map(time)),
      ratio,
      wall: quartiles(ours.map((us, i) => theirs[i].wall / us.wall)),
      stable: rounds.every(({ warm }) => warm[0] && warm[k + 1]) && ratio.high < UNSTABLE * ratio.low,
      met: target === null || ratio.low >= target,
      ...(row.why !== undefined && { why: row.why }),
    };
  });
}

/** A row against the fastest of its plain variants: the one with the least ratio. */
export async function againstPlain(file: string, row: Row, start = started): Promise<Measured> {
  const targets = Object.fromEntries(Object.keys(row.plain).map((rival) => [rival, row.target]));
  const found = await against(file, row, targets, () => (row.yardstick ? Infinity : 1e-6), start);
  return found.reduce((worst, each) => (each.ratio.median < worst.ratio.median ? each : worst));
}

/** Libraries with single precision only, whose results are compared to that. */
const SINGLE = ['tfjs'];

/** A row against every other library that is installed. */
export async function againstPeers(file: string, row: Row): Promise<Measured[]> {
  const targets = Object.entries(row.peers?.targets ?? {}).filter(([rival]) => library(peer(rival).library));
  if (targets.length === 0) return [];
  const within: Within = (rival) =>
    SINGLE.includes(peer(rival).library) ? 1e-4 : (row.peers!.within ?? 1e-6);
  return against(file, row, Object.fromEntries(targets), within);
}

/** A row against itself in another build; null where that cannot do it. */
export async function againstBuild(
  build: URL,
  commit: string,
  file: string,
  row: Row,
): Promise<Measured | null> {
  try {
    return (await against(file, row, { [commit]: null }, () => 1e-6, startedIn(build)))[0];
  } catch {
    return null;
  }
}
