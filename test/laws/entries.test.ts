import { describe, expect, it } from 'vitest';
import * as activations from '../../src/activations/index.js';
import type { Optimizer } from '../../src/entry.js';
import type { Fn, Vec } from '../../src/fn.js';
import { formula, losses, minimize, type NamedPoint, value } from '../../src/index.js';
import * as optimizers from '../../src/optimizers/index.js';
import * as problems from '../../src/problems/index.js';
import { inSpace } from './fns.js';
import { numbersOf, random } from './random.js';

describe.each(Object.entries(activations))('activation %s', (_, { value, slope, curve, corners }) => {
  const next = random(5);
  const points = [...numbersOf(next, 200)].filter((x) =>
    corners.every((corner) => Math.abs(x - corner) > 1e-3),
  );

  it('has the slope of its value and the curve of its slope', () => {
    for (const x of points) {
      const h = 1e-5;
      expect(Math.abs((value(x + h) - value(x - h)) / (2 * h) - slope(x))).toBeLessThan(1e-9);
      expect(Math.abs((slope(x + h) - slope(x - h)) / (2 * h) - curve(x))).toBeLessThan(1e-9);
    }
  });

  it('is finite wherever its input is', () => {
    for (let x = 1e-300; x < 1e300; x *= 1e10) {
      for (const at of [x, -x]) expect([value(at), slope(at), curve(at)].every(Number.isFinite)).toBe(true);
    }
  });
});

describe.each(Object.entries({ ...problems, ...inSpace }))('problem %s', (_, problem) => {
  const { inputs, minima, corners, domain } = problem;
  const all = minima.map((minimum) => Float64Array.from(minimum));
  const isCorner = (minimum: Vec) => corners.some((corner) => corner.every((x, i) => x === minimum[i]));

  it('is flat at each of its minima, or has no slope there as it says', () => {
    for (const at of all) {
      const gradient = problem.at(at).pull(Float64Array.of(1));
      if (isCorner(at)) expect(gradient.some(Number.isNaN)).toBe(true);
      else expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-12);
    }
    expect(all.filter(isCorner)).toHaveLength(corners.length);
  });

  it('is lower at each of its minima than around it, and nowhere lower; without minima it falls on', () => {
    const next = random(9);
    const lowest = Math.min(...all.map((at) => problem.at(at).value[0]));
    for (const at of all) {
      expect(problem.at(at).value[0] - lowest).toBeLessThan(1e-12);
      for (let i = 0; i < 50; i++) {
        const step = numbersOf(next, inputs);
        expect(problem.at(at.map((x, j) => x + step[j] / 1000)).value[0]).toBeGreaterThan(lowest);
      }
    }
    const anywhere = Array.from({ length: 5000 }, () =>
      Float64Array.from(domain, ([from, to]) => from + next() * (to - from)),
    );
    const values = anywhere.map((at) => problem.at(at).value[0]);
    if (all.length > 0) expect(Math.min(...values)).toBeGreaterThanOrEqual(lowest);
    else {
      const farther = anywhere.map((at) => problem.at(at.map((x) => 10 * x)).value[0]);
      expect(Math.min(...farther)).toBeLessThan(10 * Math.min(...values));
    }
  });

  it('starts inside its domain, which has its minima', () => {
    for (const point of [problem.start, ...problem.minima]) {
      problem.domain.forEach(([from, to], i) => {
        expect(point[i]).toBeGreaterThanOrEqual(from);
        expect(point[i]).toBeLessThanOrEqual(to);
      });
    }
  });
});

describe.each(Object.entries(losses))('loss %s', (_, entry) => {
  it('of one number is its formula, and of many the mean', () => {
    const f = formula(entry.formula);
    const [given] = f.variables.filter((name) => name !== 't' && !(name in entry.knobs));
    const knobs = Object.fromEntries(Object.entries(entry.knobs).map(([name, knob]) => [name, knob.default]));
    // A loss that takes its numbers together, as probabilities p, has no formula of one.
    if (given === 'p') return;
    const make = entry as unknown as (target: number[]) => Fn;
    const next = random(3);
    const [y, t] = [numbersOf(next, 40), numbersOf(next, 40).map((x) => (x + 4) / 8)];
    const each = y.map((x, i) => value(f, { ...knobs, [given]: x, t: t[i] } as NamedPoint) as number);
    each.forEach((wanted, i) => {
      expect(value(make([t[i]]), [y[i]])).toBeCloseTo(wanted, 14);
    });
    expect(value(make([...t]), y)).toBeCloseTo(each.reduce((sum, x) => sum + x, 0) / 40, 14);
  });
});

/** Every choice of knobs that can be off to be on or off. */
function switched(knobs: Optimizer['knobs']): Record<string, number | boolean>[] {
  const off = Object.entries(knobs!).filter(([, knob]) => !knob.default);
  const all = Array.from({ length: 1 << off.length }, (_, bits) => off.filter((_, i) => bits & (1 << i)));
  return all.map((on) =>
    Object.fromEntries(on.map(([name, knob]) => [name, typeof knob.default === 'boolean' ? true : 0.3])),
  );
}

describe.each(Object.entries(optimizers))('optimizer %s', (name, entry) => {
  const { init, step, knobs } = entry;
  const settings = {
    ...Object.fromEntries(Object.entries(knobs!).map(([key, knob]) => [key, knob.default])),
    step: 1,
  };

  it('leaves the point and the gradient as they were, and answers alike', () => {
    const [x, g] = [Float64Array.of(1, -2, 3), Float64Array.of(0.5, 0, -1)];
    const answers = [0, 1].map(() => step(init(3), x, g, settings));
    expect(answers[0]).toEqual(answers[1]);
    expect([...x, ...g]).toEqual([1, -2, 3, 0.5, 0, -1]);
    expect(answers[0]).not.toBe(x);
  });

  it.each(switched(knobs))('goes by its lines, bit for bit, however many parameters: %o', (given) => {
    for (const n of [0, 1, 2, 3, 31, 32, 33, 70]) {
      const next = random(n);
      const [lines, fast] = [entry.init(n), entry.init(n)];
      let x = numbersOf(next, n);
      for (let step = 1; step <= 4; step++) {
        const g = numbersOf(next, n);
        g.set([0, -0, 1e300, NaN].slice(0, Math.min(4, n)));
        const told = { ...settings, ...given, step };
        const wanted = x.slice();
        entry.update(told).advance(lines, wanted, g, told);
        expect(entry.step(fast, x, g, told)).toEqual(wanted);
        expect(fast).toEqual(lines);
        x = wanted;
      }
    }
  });

  it.each(Object.entries(entry.reaches))(
    'reaches what it says it does: %s',
    (problem, { rate, steps, within }) => {
      const run = minimize(problem as 'bowl', { optimizer: name as 'sgd', rate, steps });
      expect(run.value).toBeLessThanOrEqual(within);
      expect(run.value).toBeLessThan(run.losses[0]);
    },
  );

  it('takes the same path wherever the problem lies', () => {
    // But for what pulls towards 0.
    const free = 'weightDecay' in knobs ? { weightDecay: 0 } : {};
    const from = (shift: number) => {
      const f = { value: (x: number) => (x - shift) ** 2, gradient: (x: number) => 2 * (x - shift) };
      return (
        minimize(f, { optimizer: name as 'sgd', rate: 0.05, steps: 30, start: shift + 1, ...free }).point[0] -
        shift
      );
    };
    expect(from(1024)).toBeCloseTo(from(0), 9);
  });
});
