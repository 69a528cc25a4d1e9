import { describe, expect, it } from 'vitest';
import { idOf, isTorn, recordFrom, recordLine } from '../../../src/cli/runRecord.js';
import { compare, minimize, type Run } from '../../../src/index.js';
import { comparisonOf } from '../../../src/results/comparison.js';
import { hashValues } from '../../../src/spec/fingerprint.js';

const run = (losses: number[]): Run => ({
  ...minimize('rosenbrock', { optimizer: 'sgd', rate: 1e-3, steps: 3 }),
  losses: Float64Array.from(losses),
});

const asked = (options: object) => ({
  version: '0.0.0',
  replicate: null,
  spec: { version: 2 as const, problem: { name: 'bowl' }, options: { steps: 3, ...options } },
});
const of = (each: Run) => ({ id: idOf(asked({})), place: 4, ...asked({ clip: Infinity }), run: each });

describe('a line of runs.jsonl: the record of a run', () => {
  it('gives every number back, bit for bit, those that JSON has no word for too', () => {
    const losses = [1 / 3, -0, 0, 5e-324, 1.7976931348623157e308, NaN, Infinity, -Infinity];
    const found = recordFrom(recordLine(of(run(losses))))!;
    for (const [k, loss] of losses.entries()) expect(found.run.losses[k]).toBe(loss);
    expect(found).toMatchObject({ id: idOf(asked({})), place: 4 });
  });

  it('has in it all that a comparison is made of', async () => {
    const whole = await compare('rosenbrock', { optimizers: ['sgd', 'adam'], rates: [1e-3, 1], steps: 50 });
    const again = comparisonOf(whole.runs.map((each) => recordFrom(recordLine(of(each)))!.run));
    expect(again.hash).toBe(whole.hash);
    expect(again.table()).toBe(whole.table());
    expect(JSON.stringify(again)).toBe(JSON.stringify(whole));
  });

  it('is written the same once read', () => {
    const line = recordLine(of(run([1, -0, NaN])));
    expect(recordLine(recordFrom(line)!)).toBe(line);
  });

  it('is none when a character is another, or missing', () => {
    const line = recordLine(of(run([1.25, 0.5])));
    for (let i = 0; i < line.length; i++) {
      const other = line[i] === '7' ? '8' : '7';
      expect(recordFrom(line.slice(0, i) + other + line.slice(i + 1)), `at ${i}`).toBe(null);
      expect(recordFrom(line.slice(0, i)), `until ${i}`).toBe(null);
      expect(isTorn(line.slice(0, i))).toBe(true);
    }
  });

  it('tells what a crash left of it from a text of another kind', () => {
    for (const text of ['a', '{"label":', '{"id" :', '\0\0', '{"identity']) expect(isTorn(text)).toBe(false);
  });

  it('has an id that does not depend on the order of names, and on everything else', () => {
    const id = idOf(asked({ a: 1, b: { c: 0, d: [1, 2] } }));
    expect(idOf(asked({ b: { d: [1, 2], c: 0 }, a: 1 }))).toBe(id);
    const others = [
      { a: 2, b: { c: 0, d: [1, 2] } },
      { a: 1, b: { c: -0, d: [1, 2] } },
      { a: 1, b: { c: 0, d: [2, 1] } },
    ];
    for (const other of others) expect(idOf(asked(other))).not.toBe(id);
    expect(idOf({ ...asked({ a: 1, b: { c: 0, d: [1, 2] } }), replicate: 1 })).not.toBe(id);
    expect(hashValues(Float64Array.of(0.1))).not.toBe(hashValues(Float64Array.of(0.1 + 2 ** -56)));
  });
});
