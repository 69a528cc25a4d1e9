import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FileLock } from '../../../src/cli/fileLock.js';
import { type Holder, lockText, newHolder } from '../../../src/cli/lockHolder.js';

let folder: string;
let path: string;
let said: string[];
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  path = join(folder, 'runs.jsonl');
  said = [];
  vi.spyOn(console, 'error').mockImplementation((text) => void said.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const acquire = (name = 'runs.jsonl', takeOver = 0.05) =>
  FileLock.acquire('test', join(folder, name), { takeOver });
const found = () => readdirSync(folder).filter((name) => name !== 'runs.jsonl');

/** A process that lives until it is killed. */
function living(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  return child.pid!;
}

const gone = () => spawnSync(process.execPath, ['--version']).pid;

/** A lock that a process left, of this machine unless said. */
function leave(holder: Partial<Holder>, lock = `${path}.lock`): string {
  const text = lockText({ ...newHolder(), started: '', ...holder }, 0);
  writeFileSync(lock, text);
  return text;
}

describe('the lock of a file', () => {
  it('keeps a second one out until it is released', async () => {
    const lock = await acquire();
    await expect(acquire()).rejects.toThrow(/^test: --out needs a file that no other process writes to, got/);
    lock.needHeld();
    lock.release();
    expect(found()).toEqual([]);
    (await acquire()).release();
  });

  it('is one for all names of a file: relative, symbolic and hard links', async () => {
    writeFileSync(path, '');
    symlinkSync('runs.jsonl', join(folder, 'symbolic.jsonl'));
    linkSync(path, join(folder, 'hard.jsonl'));
    mkdirSync(join(folder, 'inner'));
    symlinkSync('..', join(folder, 'inner', 'up'));
    const names = [
      'runs.jsonl',
      'symbolic.jsonl',
      'hard.jsonl',
      'inner/../runs.jsonl',
      'inner/up/runs.jsonl',
    ];
    for (const first of names) {
      const lock = await acquire(first);
      for (const second of names) await expect(acquire(second)).rejects.toThrow(/no other process/);
      lock.release();
    }
    expect(found().sort()).toEqual(['hard.jsonl', 'inner', 'symbolic.jsonl']);
  });

  it('is one for a link that came while it was held, and for a link to nothing yet', async () => {
    symlinkSync('runs.jsonl', join(folder, 'symbolic.jsonl'));
    const lock = await acquire('symbolic.jsonl');
    await expect(acquire()).rejects.toThrow(/no other process/);
    writeFileSync(path, '');
    linkSync(path, join(folder, 'a.jsonl'));
    await expect(acquire('a.jsonl')).rejects.toThrow(/no other process/);
    lock.release();
  });

  it('is refused for a file that has a name in another folder', async () => {
    writeFileSync(path, '');
    mkdirSync(join(folder, 'inner'));
    linkSync(path, join(folder, 'inner', 'hard.jsonl'));
    await expect(acquire()).rejects.toThrow(/a hard link to it is in another folder; copy it/);
  });

  it('of a process that lives on this machine is never taken over', async () => {
    const before = leave({ pid: living() });
    await expect(acquire('runs.jsonl', 0)).rejects.toThrow(
      /which process \d+ has; if that is none of nabla's/,
    );
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(before);
  });

  it('of a process that is gone is taken over at once, and that is said', async () => {
    for (const pid of [gone(), process.pid]) {
      leave({ pid });
      const lock = await acquire('runs.jsonl', 1e6);
      expect(said.pop()).toMatch(/is taken over from process \d+, which is there no more$/);
      expect(lock.isContested).toBe(false);
      lock.release();
      expect(found()).toEqual([]);
    }
  });

  it.runIf(process.platform === 'linux')('knows a process from an earlier one of the same id', async () => {
    leave({ pid: living(), started: '1' });
    (await acquire('runs.jsonl', 1e6)).release();
  });

  it('of another machine is taken over once it was seen unchanged', async () => {
    for (const holder of [{ host: 'ada' }, { machine: 'another of this name' }]) {
      leave({ pid: living(), ...holder });
      const lock = await acquire();
      expect(said.splice(0)).toEqual([
        expect.stringMatching(/is locked by process \d+ on .*, which shows no life yet/),
        expect.stringMatching(/is taken over from process \d+ on .*, which showed no life$/),
      ]);
      expect(lock.isContested).toBe(true);
      lock.release();
      expect(found()).toEqual([]);
    }
  });

  it('of another machine that shows life is left alone', async () => {
    const holder = { ...newHolder(), host: 'ada' };
    leave(holder);
    const call = acquire('runs.jsonl', 1e6);
    const refused = expect(call).rejects.toThrow(/which process \d+ on ada has/);
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    writeFileSync(`${path}.lock`, lockText(holder, 1));
    await refused;
  });

  it('of another machine that is released meanwhile is had', async () => {
    leave({ host: 'ada' });
    const call = acquire('runs.jsonl', 1e6);
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    rmSync(`${path}.lock`);
    const lock = await call;
    expect(lock.isContested).toBe(false);
    lock.release();
  });

  it('is waited for no longer than until an interruption', async () => {
    leave({ host: 'ada' });
    const stop = new AbortController();
    const call = FileLock.acquire('test', path, { signal: stop.signal });
    const refused = expect(call).rejects.toThrow(/aborted/);
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort();
    await refused;
  });

  it.each(['', '12 ada', '{}', '{"host":1}', 'x'.repeat(1000)])(
    'that names nobody is taken over as one of another machine: %j',
    async (text) => {
      writeFileSync(`${path}.lock`, text);
      const lock = await acquire();
      expect(said[0]).toMatch(/is locked by an unknown process/);
      expect(lock.isContested).toBe(true);
      lock.release();
      expect(found()).toEqual([]);
    },
  );

  it('that was taken over is no more held, nor renewed or released by the first', async () => {
    const first = await acquire();
    const second = leave({ host: 'ada', pid: 7 });
    expect(() => first.needHeld()).toThrow(/got ".*", which process 7 on ada has taken over$/);
    first.release();
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(second);
    rmSync(`${path}.lock`);
    const third = await acquire();
    rmSync(`${path}.lock`);
    expect(() => third.needHeld()).toThrow(/whose lock was taken away$/);
    third.release();
  });

  it('is taken over by one of many that come at once', async () => {
    for (const holder of [{ pid: gone() }, { host: 'ada' }]) {
      leave(holder);
      const calls = await Promise.allSettled(Array.from({ length: 20 }, () => acquire()));
      const locks = calls.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(locks.length).toBe(1);
      locks[0].needHeld();
      locks[0].release();
      expect(found()).toEqual([]);
    }
  });

  it('is taken over though another died while it did so', async () => {
    const { token } = { ...newHolder() };
    leave({ pid: gone(), token });
    leave({ pid: gone() }, `${path}.lock.${token}`);
    (await acquire()).release();
    expect(found()).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['a folder', () => mkdirSync(`${path}.lock`)],
    ['a link to nothing', () => symlinkSync('nothing', `${path}.lock`)],
    ['a link to a folder', () => symlinkSync('.', `${path}.lock`)],
    ['a pipe', () => void spawnSync('mkfifo', [`${path}.lock`])],
  ])('in whose place is %s is refused', async (_, make) => {
    make();
    await expect(acquire()).rejects.toThrow(
      /^test: --out needs a file that can be locked, got ".*" \(runs\.jsonl\.lock: no regular file\)$/,
    );
    expect(existsSync(path)).toBe(false);
  });
});
