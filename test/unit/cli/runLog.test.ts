import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunLog } from '../../../src/cli/runLog.js';
import { idOf, type RunRecord } from '../../../src/cli/runRecord.js';
import { minimize, specOf } from '../../../src/index.js';
import { Random } from '../../../src/random.js';

const records = [0.1, 0.2, 0.3].map((rate, place): RunRecord => {
  const run = { ...minimize('bowl', { optimizer: 'sgd', rate, steps: 2 }) };
  const told = {
    version: '0.0.0',
    replicate: null,
    spec: specOf('bowl', { runs: [{ optimizer: 'sgd', rate }], steps: 2 }),
  };
  return { id: idOf(told), place, ...told, run };
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  path = join(folder, 'runs.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(some: readonly RunRecord[]): Buffer {
  const ledger = new RunLog('test', path);
  for (const each of some) ledger.append(each);
  ledger.close();
  return readFileSync(path);
}

const isIn = (ledger: RunLog, { id }: RunRecord) => ledger.records.some((each) => each.id === id);

describe('runs.jsonl: a file of runs', () => {
  it('torn at any byte keeps the lines before, and is whole again once the rest is made', {
    tags: ['long'],
  }, () => {
    const whole = write(records);
    for (let end = 0; end <= whole.length; end++) {
      writeFileSync(path, whole.subarray(0, end));
      const lines = whole.toString('latin1', 0, end).split('\n').length - 1;
      const ledger = new RunLog('test', path);
      expect(ledger.records.map(({ id }) => id)).toEqual(records.slice(0, lines).map(({ id }) => id));
      for (const each of records) if (!isIn(ledger, each)) ledger.append(each);
      ledger.close();
      if (!readFileSync(path).equals(whole)) expect.fail(`another file when torn at byte ${end}`);
    }
  });

  it('is read piece by piece, whatever its lines are longer than', { tags: ['long'] }, () => {
    const long = records.map((each): RunRecord => {
      const losses = Float64Array.from({ length: 60_000 }, (_, i) => each.run.losses[0] / (i + 3));
      return { ...each, run: { ...each.run, losses } };
    });
    const whole = write(long);
    expect(whole.length).toBeGreaterThan(3 * 2 ** 20);
    const lines = whole.indexOf('\n') + 1;
    for (const end of [2 ** 20, lines + 1, whole.length - 1, whole.length]) {
      writeFileSync(path, whole.subarray(0, end));
      const ledger = new RunLog('test', path);
      expect(ledger.cut).toBe(end - 1 - whole.subarray(0, end).lastIndexOf('\n'));
      for (const each of long) if (!isIn(ledger, each)) ledger.append(each);
      expect(ledger.records.map(({ run }) => run.losses)).toEqual(long.map(({ run }) => run.losses));
      ledger.close();
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  it('with a byte broken before its end is refused by name and line, and left as it is', {
    tags: ['long'],
  }, () => {
    const whole = write(records);
    const random = new Random(7);
    for (let k = 0; k < 1000; k++) {
      const at = random.below(whole.length - 1);
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] + 1 + random.below(255)) % 256;
      writeFileSync(path, bytes);
      const line = whole.toString('latin1', 0, at).split('\n').length;
      const wanted = `test: ${JSON.stringify(path)} needs`;
      try {
        new RunLog('test', path).close();
        expect.fail(`byte ${at} as ${bytes[at]} was not seen`);
      } catch (error) {
        const { message } = error as Error;
        expect(message.startsWith(wanted), message).toBe(true);
        expect(message).toMatch(new RegExp(`got another in line ${line}$`));
      }
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
    expect(readdirSync(folder)).toEqual(['runs.jsonl']);
  });

  it.each(['notes of mine', 'a line\n', '\n', '{"a":1}', `${'\0'.repeat(64)}`])(
    'does not touch a file of another kind: %j',
    (text) => {
      writeFileSync(path, text);
      expect(() => new RunLog('test', path)).toThrow(RangeError);
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('is not written to by two at once', () => {
    const ledger = new RunLog('test', path);
    expect(() => new RunLog('test', path)).toThrow(/no other process/);
    ledger.close();
    new RunLog('test', path).close();
    writeFileSync(`${path}.lock`, `${process.ppid} ${hostname()}`);
    expect(() => new RunLog('test', path)).toThrow(/no other process/);
    writeFileSync(`${path}.lock`, '1 another machine');
    expect(() => new RunLog('test', path)).toThrow(/no other process/);
    expect(existsSync(`${path}.lock`)).toBe(true);
  });

  it('is taken over from a process that is there no more', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    for (const gone of [pid, process.pid]) {
      writeFileSync(`${path}.lock`, `${gone} ${hostname()}`);
      new RunLog('test', path).close();
      expect(readdirSync(folder)).toEqual(['runs.jsonl']);
    }
  });

  it('is refused where there can be none', () => {
    expect(() => new RunLog('test', join(folder, 'none', 'runs.jsonl'))).toThrow(/^test: --out needs a file/);
  });
});
