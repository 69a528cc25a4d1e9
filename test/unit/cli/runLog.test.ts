import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunLog } from '../../../src/cli/runLog.js';
import { idOf, type RunRecord } from '../../../src/cli/runRecord.js';
import { minimize, specOf } from '../../../src/index.js';
import { Random } from '../../../src/random.js';
import { shortHash } from '../../../src/spec/fingerprint.js';

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

async function write(some: readonly RunRecord[]): Promise<Buffer> {
  const ledger = await RunLog.open('test', path);
  for (const each of some) ledger.append(each);
  ledger.close();
  return readFileSync(path);
}

/** The same with another value of one part. */
function withPart(given: object, [name, ...inner]: string[], value: unknown): Record<string, unknown> {
  const parts = { ...given } as Record<string, object>;
  return { ...parts, [name]: inner.length > 0 ? withPart(parts[name], inner, value) : value };
}

/** Line of a record, whatever is in it, with its sum. */
function summed({ id, sum, ...told }: Record<string, unknown>): string {
  const rest = JSON.stringify(told).slice(1);
  return `{"id":"${id}","sum":"${shortHash(id + rest)}",${rest}`;
}

/** The bytes of the losses: numbers by the ten thousand are compared one by one only slowly. */
const lossBytes = ({ run: { losses } }: RunRecord) =>
  Buffer.from(losses.buffer, losses.byteOffset, losses.byteLength).toString('latin1');

const isIn = (ledger: RunLog, { id }: RunRecord) => ledger.records.some((each) => each.id === id);

describe('runs.jsonl: a file of runs', () => {
  it('torn at any byte keeps the lines before, and is whole again once the rest is made', {
    tags: ['long'],
  }, async () => {
    const whole = await write(records);
    for (let end = 0; end <= whole.length; end++) {
      writeFileSync(path, whole.subarray(0, end));
      const lines = whole.toString('latin1', 0, end).split('\n').length - 1;
      const ledger = await RunLog.open('test', path);
      expect(ledger.records.map(({ id }) => id)).toEqual(records.slice(0, lines).map(({ id }) => id));
      for (const each of records) if (!isIn(ledger, each)) ledger.append(each);
      ledger.close();
      if (!readFileSync(path).equals(whole)) expect.fail(`another file when torn at byte ${end}`);
    }
  });

  it('is read piece by piece, whatever its lines are longer than', { tags: ['long'] }, async () => {
    const long = records.map((each): RunRecord => {
      const losses = Float64Array.from({ length: 60_000 }, (_, i) => each.run.losses[0] / (i + 3));
      return { ...each, run: { ...each.run, losses } };
    });
    const whole = await write(long);
    expect(whole.length).toBeGreaterThan(3 * 2 ** 20);
    const lines = whole.indexOf('\n') + 1;
    for (const end of [2 ** 20, lines + 1, whole.length - 1, whole.length]) {
      writeFileSync(path, whole.subarray(0, end));
      const ledger = await RunLog.open('test', path);
      expect(ledger.cut).toBe(end - 1 - whole.subarray(0, end).lastIndexOf('\n'));
      for (const each of long) if (!isIn(ledger, each)) ledger.append(each);
      expect(ledger.records.map(lossBytes)).toEqual(long.map(lossBytes));
      ledger.close();
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  it('with a byte broken before its end is refused by name and line, and left as it is', {
    tags: ['long'],
  }, async () => {
    const whole = await write(records);
    const random = new Random(7);
    for (let k = 0; k < 1000; k++) {
      const at = random.below(whole.length - 1);
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] + 1 + random.below(255)) % 256;
      writeFileSync(path, bytes);
      const line = whole.toString('latin1', 0, at).split('\n').length;
      const wanted = `test: ${JSON.stringify(path)} needs`;
      try {
        (await RunLog.open('test', path)).close();
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

  it.each(['notes of mine', 'a line\n', '{"a":1}', '\0\0notes'])(
    'does not touch a file of another kind: %j',
    async (text) => {
      writeFileSync(path, text);
      await expect(RunLog.open('test', path)).rejects.toThrow(RangeError);
      expect(readFileSync(path, 'utf8')).toBe(text);
      expect(readdirSync(folder)).toEqual(['runs.jsonl']);
    },
  );

  it.each(['\n', '\n\n \r\n', '\0'.repeat(64), `\0\0\n\0`, '{"id":"0', '{"id":"0\0\0\0', '{"id"\n\n'])(
    'loses what a crash can leave at its end, and keeps it beside: %j',
    async (rest) => {
      const whole = await write(records);
      for (const before of [Buffer.alloc(0), whole]) {
        writeFileSync(path, Buffer.concat([before, Buffer.from(rest)]));
        const runLog = await RunLog.open('test', path);
        expect([runLog.records.length, runLog.cut]).toEqual([before.length && 3, rest.length]);
        runLog.close();
        expect(readFileSync(path).equals(before)).toBe(true);
        expect(readFileSync(`${path}.torn`, 'utf8')).toBe(`${rest}\n`);
        rmSync(`${path}.torn`);
      }
    },
  );

  it('with torn lines and blank ones among its lines is read without them', async () => {
    const whole = (await write(records)).toString().split('\n');
    const ends = [...Array(12).keys(), 300, whole[1].length - 2, whole[1].length - 1];
    for (const rest of [...ends.map((end) => whole[1].slice(0, end)), '\0\0', ' \t']) {
      writeFileSync(path, [whole[0], rest, whole[1], rest, rest, whole[2], ''].join('\n'));
      const runLog = await RunLog.open('test', path);
      runLog.close();
      expect(runLog.records.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
      expect([runLog.cut, runLog.skipped]).toEqual([0, [2, 4, 5]]);
    }
  });

  it.each<[string, string, unknown]>([
    ['run needs an object, got 7', 'run', 7],
    ['run.losses needs a list of numbers, got an object', 'run.losses', {}],
    ['run.losses needs a list of numbers, got an array of 1', 'run.losses', [null]],
    ['run.losses needs at least one number, got 0', 'run.losses', []],
    ['run.point needs a list of numbers, got undefined', 'run.point', undefined],
    ['run.best.step needs a whole number from 0 to', 'run.best.step', 0.5],
    ['run.outcome needs one of', 'run.outcome', 'fine'],
    ['run.knobs.rate needs a number', 'run.knobs.rate', 'fast'],
    ['run.validation.losses needs 3 numbers, got 1', 'run.validation', { loss: 1, losses: [1] }],
    ['run.points.data needs 6 numbers, got 1', 'run.points', { rows: 3, columns: 2, data: [1] }],
    ['place needs a whole number', 'place', '0'],
    ['spec needs what specOf returned, got null', 'spec', null],
    ['no option in spec: "stesp"', 'spec.options.stesp', 1],
    ['steps needs a whole number', 'spec.options.steps', '10'],
    ['spec.problem.name needs a text, got 5', 'spec.problem.name', 5],
  ])('with a right sum and a wrong shape is refused by line: %s', async (message, part, value) => {
    const lines = (await write(records)).toString().split('\n');
    lines[1] = summed(withPart(JSON.parse(lines[1]), part.split('.'), value));
    writeFileSync(path, lines.join('\n'));
    await expect(RunLog.open('test', path)).rejects.toThrow(`got another in line 2 (record: ${message}`);
  });

  it('stops where the file is no more the one it began', async () => {
    const runLog = await RunLog.open('test', path);
    runLog.append(records[0]);
    rmSync(path);
    expect(() => runLog.append(records[1])).toThrow(
      /^test: --out needs a file .* \(it was moved, removed or/,
    );
    writeFileSync(path, '');
    expect(() => runLog.append(records[1])).toThrow(/it was moved, removed or replaced/);
    runLog.close();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('is refused where there can be none', async () => {
    await expect(RunLog.open('test', join(folder, 'none', 'runs.jsonl'))).rejects.toThrow(
      /^test: --out needs a file/,
    );
  });
});
