import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordLines } from '../../src/cli/runLines.js';
import { Random } from '../../src/random.js';
import { dist } from './browser.js';

// `npm run check:kill` is the long one: two minutes of runs, killed fifty times.

const isLong = process.env.npm_lifecycle_event === 'check:kill';
const { kills, steps, replicates } = isLong
  ? { kills: 50, steps: 5000, replicates: 36 }
  : { kills: 5, steps: 600, replicates: 3 };
const patience = isLong ? 60 * 60_000 : undefined;
const script = new URL('src/cli/nabla.js', dist).pathname;
const sweep = [
  ...[
    'compare',
    '--data',
    'penguins',
    '--model',
    'mlp:8',
    '--batch',
    '32',
    '--optimizer',
    'sgd,rmsprop,adam',
  ],
  ...['--rate', '1e-3..1:6', '--replicates', String(replicates), '--steps', String(steps)],
];

function idsIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return [...recordLines('test', path)].map(({ record }) => record.id);
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Kills it as soon as a file of it has so many bytes; whether that was before it was done. */
function killedAt(bytes: number, path: string, args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'ignore' });
  const look = setInterval(() => {
    if (sizeOf(path) >= bytes) child.kill('SIGKILL');
  }, 1);
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => {
      clearInterval(look);
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`exit ${code}`));
      else resolve(signal === 'SIGKILL');
    });
  });
}

it(
  `a comparison killed ${kills} times loses no run, makes none twice, and ends with the same file`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
    const [whole, killed, merged] = ['whole', 'killed', 'merged'].map((name) =>
      join(folder, `${name}.jsonl`),
    );
    const completes = (out: string) =>
      expect(spawnSync(process.execPath, [script, ...sweep, '--out', out]).status).toBe(0);
    completes(whole);
    const bytes = readFileSync(whole);
    const total = idsIn(whole).length;
    const finished = () => {
      expect(spawnSync(process.execPath, [script, 'merge', killed, '--out', merged]).status).toBe(0);
      expect(readFileSync(killed).equals(bytes)).toBe(true);
      expect(readFileSync(merged).equals(bytes)).toBe(true);
    };
    const random = new Random(1);
    let before: string[] = [];
    let amidst = 0;
    for (let k = 0; k < kills; ) {
      const more = 1 + random.below(Math.ceil((2 * bytes.length) / (kills + 1)));
      const wasKilled = await killedAt(sizeOf(killed) + more, killed, [...sweep, '--out', killed]);
      const ids = idsIn(killed);
      expect(ids.slice(0, before.length)).toEqual(before);
      expect(new Set(ids).size).toBe(ids.length);
      before = ids;
      if (wasKilled) k++;
      if (wasKilled && ids.length > 0 && ids.length < total) amidst++;
      if (wasKilled) continue;
      finished();
      rmSync(killed);
      before = [];
    }
    completes(killed);
    finished();
    expect(amidst).toBeGreaterThan(0);
    console.log(`killed ${kills} times, ${amidst} of them amidst`);
    rmSync(folder, { recursive: true });
  },
  patience,
);

it(
  'a comparison stopped on one machine and taken over on another loses no run, and counts none twice',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
    const [whole, shared, merged] = ['whole', 'shared', 'merged'].map((name) =>
      join(folder, `${name}.jsonl`),
    );
    const command = (args: string[], host: string) =>
      spawn(process.execPath, [script, ...args], { env: { ...process.env, NABLA_HOST: host } });
    const over = (child: ChildProcess) =>
      new Promise<[number | null, string]>((resolve) => {
        let said = '';
        child.stderr!.on('data', (data) => (said += data));
        child.once('close', (code) => resolve([code, said]));
      });
    expect(await over(command([...sweep, '--out', whole], 'ada'))).toEqual([
      0,
      expect.stringMatching(/^a network of 8 units, .*\n$/),
    ]);

    const first = command([...sweep, '--out', shared], 'ada');
    const firstOver = over(first);
    while (sizeOf(shared) === 0) await moment(1);
    first.kill('SIGSTOP');
    const second = command([...sweep, '--out', shared, ...(isLong ? [] : ['--take-over', '1'])], 'bob');
    const secondOver = over(second);
    if (isLong) await moment(70_000);
    else while (sizeOf(`${shared}.lock`) === 0 || lockedBy(shared) === 'ada') await moment(1);
    first.kill('SIGCONT');

    const [code, said] = await secondOver;
    expect(said).toMatch(/is locked by process \d+ on ada, which shows no life yet/);
    expect(said).toMatch(/is taken over from process \d+ on ada, which showed no life/);
    expect(code).toBe(0);
    expect(await firstOver).toEqual([
      2,
      expect.stringMatching(/which process \d+ on bob has taken over\n$|whose lock was taken away\n$/),
    ]);
    expect(new Set(idsIn(shared))).toEqual(new Set(idsIn(whole)));
    expect(spawnSync(process.execPath, [script, 'merge', shared, '--out', merged]).status).toBe(0);
    expect(readFileSync(merged).equals(readFileSync(whole))).toBe(true);
    console.log(`${idsIn(shared).length} lines of ${idsIn(whole).length} runs`);
    rmSync(folder, { recursive: true });
  },
  patience,
);

const moment = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const lockedBy = (path: string): string => JSON.parse(readFileSync(`${path}.lock`, 'utf8')).host;
