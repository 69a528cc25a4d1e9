import { describe, expect, it } from 'vitest';
import * as activations from '../../src/activations/index.js';
import type { Optimizer, Searcher } from '../../src/entry.js';
import type { Fn, Vec } from '../../src/fn.js';
import {
  callback,
  compose,
  elementwise,
  formula,
  linear,
  losses,
  meanSquaredError,
  minimize,
  type NamedPoint,
  value,
} from '../../src/index.js';
import type { OptimizerEntry } from '../../src/optimizer.js';
import * as optimizers from '../../src/optimizers/index.js';
import { Place } from '../../src/place.js';
import * as problems from '../../src/problems/index.js';
import { inSpace } from './fns.js';
import { mulberry32, numbersOf } from './random.js';

describe.each(Object.entries(activations))('activation %s', (_, { value, slope, curve, corners }) => {
  const next = mulberry32(5);
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
    const next = mulberry32(9);
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
    const next = mulberry32(3);
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

const steppers = Object.entries(optimizers).flatMap(
  ([name, entry]): { name: string; entry: OptimizerEntry }[] => ('update' in entry ? [{ name, entry }] : []),
);

describe.each(steppers)('optimizer $name', ({ name, entry }) => {
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

  it('has its knobs at their defaults where a step leaves them out, and takes plain arrays', () => {
    const [x, g] = [Float64Array.of(1, -2), Float64Array.of(0.5, -1)];
    const whole = step(init(2), x, g, settings);
    expect(whole.every(Number.isFinite)).toBe(true);
    expect(step(init(2), [...x], [...g], { step: 1 })).toEqual(whole);
    const [some] = Object.entries(knobs).find(([, knob]) => typeof knob.default === 'number')!;
    expect(step(init(2), x, g, { [some]: knobs[some].default, step: 1 })).toEqual(whole);
  });

  it('takes 0 for any number, as a schedule may make it', () => {
    for (const name of Object.keys(knobs).filter((each) => typeof knobs[each].default === 'number')) {
      const x = Float64Array.of(1, -2);
      entry.advance(init(2), x, Float64Array.of(0.5, -1), { ...settings, [name]: 0 });
      expect(step(init(2), [1, -2], [0.5, -1], { [name]: 0, step: 1 })).toEqual(x);
    }
  });

  it('refuses what is no step of it, and changes nothing', () => {
    const memory = init(2);
    const [number] = Object.entries(knobs).find(([, knob]) => typeof knob.default === 'number')!;
    const go =
      (told: unknown, x: unknown = [1, 2], g: unknown = [3, 4], from: unknown = memory) =>
      () =>
        step(from as never, x as never, g as never, told as never);
    const who = entry.title;
    const far = 'needs a whole number from 1 to 9007199254740991, got';
    for (const [call, kind, message] of [
      [go({}), TypeError, `${who}: step ${far} undefined`],
      [go({ step: 0 }), RangeError, `${who}: step ${far} 0`],
      [go({ step: 1.5 }), RangeError, `${who}: step ${far} 1.5`],
      [go(undefined), TypeError, `${who}: options needs an object, got undefined`],
      [go({ setp: 1 }), TypeError, `${who}: no setting "setp"; did you mean "step"?`],
      [
        go({ step: 1, [number]: '0.1' }),
        TypeError,
        `${who}: ${number} needs ${knobs[number].needs}, got "0.1"`,
      ],
      [go({ step: 1, [number]: NaN }), RangeError, `${who}: ${number} needs ${knobs[number].needs}, got NaN`],
      [go({ step: 1 }, [1, 2], [3]), RangeError, `${who}: g needs 2 numbers, got 1`],
      [go({ step: 1 }, 'x'), TypeError, `${who}: x needs an array of numbers, got "x"`],
      [
        go({ step: 1 }, [1, 2], [3, 4], null),
        TypeError,
        `${who}: memory needs what init(2) returns, got null`,
      ],
    ] as const) {
      expect(call).toThrow(kind);
      expect(call).toThrow(new kind(message));
    }
    const [kept] = Object.keys(memory.state);
    if (kept)
      expect(go({ step: 1 }, [1], [2])).toThrow(
        new RangeError(`${who}: ${kept} of memory needs 1 number, got 2`),
      );
    expect(memory).toEqual(init(2));
  });

  it.each(switched(knobs))('goes by its lines, bit for bit, however many parameters: %o', (given) => {
    for (const n of [0, 1, 2, 3, 31, 32, 33, 70]) {
      const next = mulberry32(n);
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

  // DoG's first step is a share of the start's length.
  it.skipIf(name === 'dog')('takes the same path wherever the problem lies', () => {
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

const searchers = Object.entries(optimizers).flatMap(([name, entry]) =>
  'search' in entry ? [{ name, entry: entry as Omit<typeof entry, 'search'> & Searcher }] : [],
);

/** Sums of squares, which every searcher takes: a valley, ends of domains, values that overflow, no residual left. */
const squares: Record<string, { f: Fn; start: number[]; least: number[] }> = {
  valley: {
    f: compose(meanSquaredError([0, 0]), formula(['10 (y - x^2)', '1 - x'])),
    start: [-1.2, 1],
    least: [1, 1],
  },
  'beyond a domain': { f: compose(meanSquaredError([1]), formula('log(x)')), start: [20], least: [Math.E] },
  'beyond all numbers': {
    f: compose(meanSquaredError([1, 2]), formula(['exp(x)', 'y'])),
    start: [-8, 0],
    least: [0, 2],
  },
  'no fit': { f: compose(meanSquaredError([1, 2, 4]), linear([[1], [1], [1]])), start: [50], least: [7 / 3] },
  bent: {
    f: compose(
      meanSquaredError([0.75, 0.2]),
      elementwise('sigmoid', 2),
      linear([
        [2, 1],
        [1, 3],
      ]),
    ),
    start: [0.5, 0.5],
    // log 3 = 2x + y, −log 4 = x + 3y.
    least: [(3 * Math.log(3) + Math.log(4)) / 5, -(Math.log(3) + 2 * Math.log(4)) / 5],
  },
};

describe.each(searchers)('optimizer $name', ({ name, entry }) => {
  const optimizer = name as 'newton';
  const run = (f: Fn, start: ArrayLike<number>, steps = 200) =>
    minimize(f, { optimizer, steps, start, record: true });

  it.each(Object.entries(squares))(
    'finds the least of what is %s, and never rises',
    (_, { f, start, least }) => {
      const { outcome, point, losses, value } = run(f, start);
      expect(outcome).toBe('settled');
      point.forEach((x, i) => {
        expect(Math.abs(x - least[i])).toBeLessThan(1e-6);
      });
      losses.forEach((loss, k) => {
        if (k > 0) expect(loss).toBeLessThanOrEqual(losses[k - 1] + 1e-12 * Math.abs(losses[k - 1]));
      });
      expect(f.at(point).value[0]).toBe(value);
    },
  );

  it('leaves where it starts as it was, and answers alike', () => {
    const { f, start } = squares.valley;
    const at = (x: Float64Array) => new Place(f, x);
    const here = at(Float64Array.from(start));
    const settings = Object.fromEntries(
      Object.entries(entry.knobs).map(([key, knob]) => [key, knob.default]),
    );
    const answers = [0, 1].map(() => entry.search(entry.init(2), here, at, { ...settings, step: 1 })!);
    expect(answers[0].x).toEqual(answers[1].x);
    expect(answers[0].x).not.toBe(here.x);
    expect([...here.x]).toEqual(start);
    expect(here.gradient).toEqual(at(here.x).gradient);
  });

  it('stays where nothing lower is to be found, to the end of its steps', () => {
    // A callback that is flat but says it is not.
    const f = callback(() => [1], { inputs: 1, outputs: 1, jacobian: () => [[1]] });
    const { outcome, because, steps, point } = run(compose(meanSquaredError([0]), f), [3], 5);
    expect([outcome, because, steps, ...point]).toEqual([
      'stalled',
      'the last update changed no coordinate',
      5,
      3,
    ]);
  });

  it('says where it cannot start', () => {
    const { outcome, at } = run(squares['beyond a domain'].f, [-1]);
    expect([outcome, at]).toEqual(['diverged', 0]);
  });

  it.each(Object.entries(entry.reaches))('reaches what it says it does: %s', (problem, { steps, within }) => {
    const { value, losses } = minimize(problem as 'bowl', { optimizer, steps });
    expect(value).toBeLessThanOrEqual(within);
    expect(value).toBeLessThan(losses[0]);
  });

  it('takes the same path wherever the problem lies', () => {
    const path = (shift: number) => {
      const away = callback((p) => [p[0] - shift, (p[0] - shift) * (p[1] - shift)], {
        inputs: 2,
        outputs: 2,
        jacobian: (p) => [
          [1, 0],
          [p[1] - shift, p[0] - shift],
        ],
      });
      const { points } = run(compose(meanSquaredError([1, 2]), away), [shift + 3, shift - 1], 3);
      return points!.data.map((x) => x - shift);
    };
    const [here, there] = [path(0), path(1024)];
    here.forEach((x, i) => {
      expect(Math.abs(x - there[i])).toBeLessThan(1e-5 * (1 + Math.abs(x)));
    });
  });
});
