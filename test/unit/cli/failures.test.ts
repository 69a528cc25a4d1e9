import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, type RunRecord, recordLine } from '../../../src/cli/runRecord.js';
import { minimize, specOf } from '../../../src/index.js';

// Every call of the file system fails once, and from one on all do: what was acknowledged stays, what is said is said
// in words.

const faults = vi.hoisted(() => ({ count: 0, fails: (_: number, __: string): string | null => null }));

vi.mock('node:fs', async (original) => {
  const real = await original<Record<string, unknown>>();
  const failing = (name: string, call: (...args: unknown[]) => unknown) =>
    Object.assign((...args: unknown[]) => {
      const code = faults.fails(++faults.count, name);
      if (code === 'short') return call(args[0], (args[1] as Uint8Array).slice(0, 9));
      if (code !== null) throw Object.assign(new Error(`${code}: ${name}`), { code, syscall: name });
      return call(...args);
    }, call);
  const entries = Object.entries(real).map(([name, call]) => [
    name,
    name.endsWith('Sync') ? failing(name, call as () => unknown) : call,
  ]);
  const all = Object.fromEntries(entries);
  const { native } = real.realpathSync as { native: () => unknown };
  all.realpathSync.native = failing('realpathSync', native);
  return { ...all, default: all };
});

// Modules that other files have loaded have the file system itself.
vi.resetModules();
const { FileLock } = await import('../../../src/cli/fileLock.js');
const { lockText, newHolder } = await import('../../../src/cli/lockHolder.js');
const { RunLog, replaceFile } = await import('../../../src/cli/runLog.js');

afterAll(() => {
  vi.doUnmock('node:fs');
  vi.resetModules();
});

const record = (rate: number, place: number): RunRecord => {
  const told = {
    version: '0.0.0',
    replicate: null,
    spec: specOf('bowl', { runs: [{ optimizer: 'sgd', rate }], steps: 2 }),
  };
  return {
    id: idOf(told),
    place,
    ...told,
    run: { ...minimize('bowl', { optimizer: 'sgd', rate, steps: 2 }) },
  };
};
const records = [0.1, 0.2, 0.3].map(record);
const lines = records.map((each) => `${recordLine(each)}\n`);
const { pid } = spawnSync(process.execPath, ['--version']);

let folder: string;
let path: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'nabla-'));
  path = join(folder, 'runs.jsonl');
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  faults.fails = () => null;
  fs.rmSync(folder, { recursive: true });
});

/** Number of calls that some work makes, and its error, while some of them fail. */
async function under(fails: typeof faults.fails, work: () => Promise<void>) {
  Object.assign(faults, { count: 0, fails });
  const error = await work().then(
    () => null,
    (error: Error) => error,
  );
  faults.fails = () => null;
  return { error, count: faults.count };
}

interface Scene {
  name: string;
  before: string;
  lock?: boolean;
  rest: readonly RunRecord[];
}

const scenes: Scene[] = [
  { name: 'a new file', before: '', rest: records },
  { name: 'one with a line', before: lines[0], rest: records.slice(1) },
  { name: 'one with a torn line', before: lines[0] + lines[1].slice(0, 99), rest: records.slice(1) },
  {
    name: 'one that was left locked',
    before: lines[0] + lines[1].slice(0, 99),
    lock: true,
    rest: records.slice(1),
  },
];

describe.each(scenes)('a file of runs when the file system fails: $name', ({ before, lock, rest }) => {
  const kept = before.split('\n').length - 1;
  function prepare(): void {
    for (const name of fs.readdirSync(folder)) fs.rmSync(join(folder, name), { recursive: true });
    if (before) fs.writeFileSync(path, before);
    if (lock) fs.writeFileSync(`${path}.lock`, lockText({ ...newHolder(), pid, started: '' }, 0));
  }
  /** Appends the rest; `done` counts what was acknowledged. */
  const sweep = (done: { count: number }) => async () => {
    const runLog = await RunLog.open('test', path, { takeOver: 0 });
    try {
      for (const each of rest) {
        runLog.append(each);
        done.count++;
      }
    } finally {
      runLog.close();
    }
  };

  it.each(['EPERM', 'EIO', 'short'])('%s, at any call', { tags: ['long'] }, async (code) => {
    prepare();
    const { count, error } = await under(() => null, sweep({ count: 0 }));
    expect(error).toBe(null);
    for (let k = 1; k <= count; k++) {
      for (const once of [true, false]) {
        prepare();
        const done = { count: 0 };
        const { error } = await under((n, name) => {
          const isHit = once ? n === k : n >= k;
          return isHit && (code !== 'short' || name === 'writeSync') ? code : null;
        }, sweep(done));
        if (error) expect(error.message).toMatch(/^test: (--out needs a file|a file that can be read)/);
        if (error) expect(error).toBeInstanceOf(RangeError);
        const again = await RunLog.open('test', path, { takeOver: 0 });
        const ids = again.records.map(({ id }) => id);
        expect(ids.slice(0, kept + done.count)).toEqual(
          records.slice(0, kept + done.count).map(({ id }) => id),
        );
        for (const each of records) if (!ids.includes(each.id)) again.append(each);
        again.close();
        const last = await RunLog.open('test', path, { takeOver: 0 });
        last.close();
        expect(new Set(last.records.map(({ id }) => id)).size).toBe(3);
      }
    }
  });
});

it.each(['EPERM', 'ENOSPC'])('a merged file is replaced as a whole or not at all: %s', async (code) => {
  const merge = async () => {
    const lock = await FileLock.acquire('test', path, { takeOver: 0 });
    try {
      await replaceFile(
        'test',
        path,
        lock,
        (async function* () {
          for (const line of lines) yield Buffer.from(line);
        })(),
      );
    } finally {
      lock.release();
    }
  };
  const { count } = await under(() => null, merge);
  const whole = fs.readFileSync(path, 'utf8');
  expect(whole).toBe(lines.join(''));
  for (let k = 1; k <= count; k++) {
    fs.writeFileSync(path, lines[0]);
    const { error } = await under((n) => (n === k ? code : null), merge);
    if (error) expect(error.message).toMatch(/^test: --out needs a file/);
    expect([lines[0], whole]).toContain(fs.readFileSync(path, 'utf8'));
    if (!error) expect(fs.readFileSync(path, 'utf8')).toBe(whole);
  }
});

it.each(['renameSync', 'rmSync', 'ftruncateSync'])(
  'a system that refuses %s is told of, or done without',
  async (call) => {
    fs.writeFileSync(path, lines[0] + lines[1].slice(0, 99));
    fs.writeFileSync(`${path}.lock`, lockText({ ...newHolder(), pid, started: '' }, 0));
    const { error } = await under(
      (_, name) => (name === call ? 'EPERM' : null),
      async () => {
        const runLog = await RunLog.open('test', path);
        runLog.append(records[1]);
        runLog.close();
      },
    );
    if (call === 'renameSync')
      expect(error?.message).toMatch(/can be locked, got ".*" \(runs\.jsonl\.lock: EPERM\)$/);
    else expect(error).toBe(null);
  },
);
