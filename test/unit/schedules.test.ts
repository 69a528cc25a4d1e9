import { describe, expect, it } from 'vitest';
import '../../src/formula/teach/index.js';
import type { PlannedSchedule, ScheduleEntry, ScheduleValue } from '../../src/schedule.js';
import * as schedules from '../../src/schedules/index.js';
import golden from '../golden/optimizers.json' with { type: 'json' };
import { inTable, published } from './reference.js';

// PyTorch multiplies its rates on from step to step: hence a tolerance, relative.

const all: Record<string, ScheduleEntry> = schedules;
const planned = Object.entries(all).filter((each): each is [string, PlannedSchedule] => 'at' in each[1]);

it('the table has every schedule that claims it, and no other', () => {
  expect([...new Set(golden.schedules.map(({ schedule }) => schedule))].sort()).toEqual(inTable(all));
});

it('the table has every knob that PyTorch takes', () => {
  for (const name of inTable(all)) {
    const { knobs } = all[name];
    const rows = golden.schedules.filter(({ schedule }) => schedule === name);
    const set = new Set(rows.flatMap((row) => Object.keys(row.knobs)));
    expect([...set, ...(name === 'plateau' ? ['epsilon'] : [])].sort(), name).toEqual(
      Object.keys(knobs).sort(),
    );
  }
});

function expectFactors(name: string, { steps, knobs, factors, losses = [] }: ScheduleValue): void {
  const factor = all[name].start({ steps, ...knobs });
  factors.forEach((wanted, k) => {
    const found = factor(k + 1, losses[k]);
    expect(Math.abs(found - wanted) <= 1e-12 * wanted, `update ${k + 1}: ${found}, not ${wanted}`).toBe(true);
  });
}

it.each(golden.schedules)(
  "schedule $schedule, $knobs, is PyTorch's",
  ({ schedule, steps, knobs, factors, ...rest }) => {
    const losses = 'losses' in rest ? (rest.losses as (number | string)[]).map(Number) : [];
    expectFactors(schedule, { steps, knobs, factors, losses });
  },
);

it.each(published(all))('$name, $knobs, has the factors that $cite has', (value) =>
  expectFactors(value.name, value),
);

describe.each(planned)('schedule %s', (_, { start, at, knobs }) => {
  it('is a function of the update and the budget', () => {
    for (const steps of [1, 2, 3, 7, 100]) {
      const factor = start({ steps });
      for (const update of [steps, 1, steps + 5, 2]) {
        const found = factor(update);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
        expect(at(update, { steps })).toBe(found);
        expect(start({ steps })(update, 7)).toBe(found);
      }
    }
  });

  it('refuses what it cannot use', () => {
    expect(() => at(0, { steps: 3 })).toThrow('schedule: update needs a whole number from 1 to');
    expect(() => at(1, {} as never)).toThrow(
      'schedule: steps needs a whole number from 1 to 1000000000, got undefined',
    );
    expect(() => at(1, { steps: 3, gama: 1 })).toThrow('schedule: no option "gama"');
    for (const [name, knob] of Object.entries(knobs)) {
      expect(() => start({ steps: 3, [name]: 'much' }, 'minimize')).toThrow(`minimize: ${name} needs`);
      const wrong = typeof knob.default === 'number' ? -1 : [1.5];
      expect(() => at(1, { steps: 3, [name]: wrong })).toThrow(`schedule: ${name} needs`);
    }
  });
});

it('what a schedule says at its ends', () => {
  const { linear, warmup, cosine, constant, oneCycle } = schedules;
  expect([1, 51, 101, 200].map((update) => linear.at(update, { steps: 100 }))).toEqual([1, 0.5, 0, 0]);
  expect([1, 6, 50].map((update) => warmup.at(update, { steps: 100 }))).toEqual([1 / 3, 1, 1]);
  expect([1, 101].map((update) => cosine.at(update, { steps: 100, etaMin: 0.25 }))).toEqual([1, 0.25]);
  expect([1, 99].map((update) => constant.at(update, { steps: 100 }))).toEqual([1, 1]);
  expect([30, 100].map((update) => oneCycle.at(update, { steps: 100 }))).toEqual([1, 0.04 / 1e4]);
  // A phase of no length, and a budget of one update.
  expect(oneCycle.at(1, { steps: 1, pctStart: 1 })).toBe(1);
});

it('a plateau is told the loss, and forgets it with the run', () => {
  const settings = { steps: 9, patience: 1, factor: 0.5 };
  const told = [3, 2, 2, 2, 2, 2, 1, 1, NaN];
  const factors = () => {
    const factor = schedules.plateau.start(settings);
    return told.map((loss, k) => factor(k + 1, loss));
  };
  expect(factors()).toEqual([1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125]);
  expect(factors()).toEqual(factors());
  // A fall too small to be one.
  const still = schedules.plateau.start({ ...settings, epsilon: 0.6 });
  expect(told.map((loss, k) => still(k + 1, loss))).toEqual(told.map(() => 1));
});

it('is set in TeX and MathML', () => {
  expect(schedules.exponential.tex).toBe('\\mathrm{gamma}^{\\mathrm{update} - 1}');
  expect(schedules.cosine.mathml).toContain('<math');
});
