import { afterEach, describe, expect, it } from 'vitest';
import { adoptModule, compiledModule, loadedEngine } from '../../src/engine/load.js';
import type { Settings } from '../../src/entry.js';
import { optimizers, resident } from '../../src/index.js';
import type { OptimizerEntry } from '../../src/optimizer.js';
import { mulberry32, numbersOf } from './random.js';

// A stepper goes where the steps go, to the bit, wherever its arrays lie, and writes no NaN but the canonical one.

const module = compiledModule();
afterEach(() => adoptModule(module));

const byLines = Object.entries(optimizers).flatMap(([name, entry]): [string, OptimizerEntry][] =>
  'update' in entry ? [[name, entry]] : [],
);
const CANONICAL = 0x7ff8000000000000n;
const steps = 4;

/** Knobs at their defaults, and with each switch and each number that is 0 by default turned on. */
function choices({ knobs }: OptimizerEntry): Record<string, number | boolean>[] {
  const off = Object.entries(knobs).filter(([, { default: value }]) => !value);
  return [{}, ...off.map(([name, { default: value }]) => ({ [name]: value === false ? true : 0.1 }))];
}

function expectSame(got: Float64Array, wanted: Float64Array, note: string): void {
  const words = new BigUint64Array(got.buffer, got.byteOffset, got.length);
  for (let i = 0; i < wanted.length; i++) {
    if (!Object.is(got[i], wanted[i])) expect.fail(`${note}: ${i} is ${got[i]}, not ${wanted[i]}`);
    if (Number.isNaN(got[i])) expect(words[i], note).toBe(CANONICAL);
  }
}

describe.each(byLines)('%s', (name, entry) => {
  for (const share of [0, 0.1])
    it(`steps in place as it steps${share ? ', on ±0, ±∞, NaN and subnormals too' : ''}`, () => {
      const next = mulberry32(name.length * 31 + 5);
      for (const knobs of choices(entry))
        for (const n of [0, 1, 2, 3, 4, 7, 33, 203]) {
          const start = numbersOf(next, n, share);
          const slopes = Array.from({ length: steps }, () => numbersOf(next, n, share));
          const note = `${name} ${JSON.stringify(knobs)}, n = ${n}`;
          const memory = entry.init(n);
          let wanted: Float64Array = start;
          slopes.forEach((g, k) => {
            wanted = entry.step(memory, wanted, g, { ...knobs, step: k + 1 } as Settings);
          });
          for (const engine of [module, null]) {
            adoptModule(engine);
            const held = loadedEngine()?.memory.used.held;
            const plain = start.slice();
            const one = entry.on(plain, knobs);
            for (const g of slopes) one.step(g);
            expectSame(plain, wanted, `${note}, ordinary`);
            expect(one.steps).toBe(steps);
            const [x, h] = [resident(start), resident(new Float64Array(n))];
            const mixed = [start.slice(), resident(start)] as const;
            const there = entry.on(x, knobs);
            const [here, crossed] = mixed.map((each) => entry.on(each, knobs));
            for (const g of slopes) {
              h.set(g);
              there.step(h);
              here.step(h);
              crossed.step([...g]);
            }
            expectSame(x.toArray(), wanted, `${note}, resident`);
            expectSame(mixed[0], wanted, `${note}, resident slopes`);
            expectSame(mixed[1].toArray(), wanted, `${note}, ordinary slopes`);
            for (const each of [x, h, mixed[1], there, here, crossed]) each.free();
            expect(loadedEngine()?.memory.used).toEqual(engine ? { scratch: 0, held } : undefined);
          }
        }
    });
});
