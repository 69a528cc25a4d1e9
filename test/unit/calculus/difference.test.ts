import { describe, expect, it } from 'vitest';
import { difference, formula, stepCurve, value } from '../../../src/index.js';
import apart from '../../golden/apart.json' with { type: 'json' };
import golden from '../../golden/published.json' with { type: 'json' };

const methods = ['forward', 'backward', 'central', 'five-point', 'complex-step', 'extrapolated'] as const;

describe('difference', () => {
  it('with a step is the textbook’s central difference, to the bit', () => {
    const { value: slope, step } = difference((x) => x * x, 3, { method: 'central', step: 1e-5 });
    expect([slope, step]).toEqual([6.000000000039306, 1e-5]);
  });

  it.each(methods)('by %s is right within its own error, and says what it took', (method) => {
    const { value: slope, error, step, evaluations, status } = difference('exp(x)', 1, { method });
    expect(Math.abs(slope - Math.E)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThan(1e-6);
    expect(1 + step - 1 === step || method === 'complex-step').toBe(true);
    expect(evaluations).toBeLessThanOrEqual(100);
    expect(status).toBe('ok');
  });

  it.each([1, 2, 3, 4])('knows derivative %i by every scheme', (derivative) => {
    for (const method of methods) {
      if (method === 'complex-step' && derivative > 1) continue;
      const { value: slope, error } = difference('exp(x)', 1, { method, derivative });
      expect(Math.abs(slope - Math.E), method).toBeLessThanOrEqual(error);
      expect(error, method).toBeLessThan(0.3);
    }
  });

  it('knows higher derivatives by extrapolation', () => {
    for (const derivative of [5, 6, 7]) {
      const { value: slope, error } = difference('exp(x)', 1, { derivative });
      expect(Math.abs(slope - Math.E)).toBeLessThanOrEqual(error);
      expect(error).toBeLessThan(1e-3);
    }
  });

  it('never leaves the domain, at its ends neither', () => {
    const f = (x: number) => {
      if (!(x >= 0 && x <= 1)) throw new Error(`left the domain for ${x}`);
      return Math.exp(x);
    };
    const domain = [-0, 1] as const;
    for (const x of [-0, 0, 1e-9, 0.1 + 0.2, 0.999999, 1]) {
      for (const derivative of [1, 2]) {
        const { value: slope, error } = difference(f, x, { domain, derivative });
        expect(Math.abs(slope - Math.exp(x)), String(x)).toBeLessThanOrEqual(error);
        expect(error).toBeLessThan(1e-8);
      }
    }
    expect(difference(f, 1, { domain, method: 'backward' }).value).toBeCloseTo(Math.E, 6);
    expect(difference(f, 1e-7, { domain, method: 'central' }).step).toBeLessThanOrEqual(1e-7);
    expect(() => difference(f, 1, { domain, method: 'central' })).toThrow(
      'difference: x needs room within 0 to 1 for central, got 1',
    );
    expect(() => difference(f, 0.5, { domain, method: 'forward', step: 0.6 })).toThrow(
      'difference: step needs to keep forward within 0 to 1, got 0.6',
    );
  });

  it('shrinks the step where f is not finite', () => {
    for (const x of [1e-8, 1e-300]) {
      const { value: slope, error } = difference('log(x)', x);
      expect(Math.abs(slope * x - 1)).toBeLessThanOrEqual(error * x);
      expect(error * x).toBeLessThan(1e-10);
    }
    const { value: slope, error, step } = difference('log(x)', 1e-8, { method: 'central' });
    expect(step).toBeLessThan(1e-8);
    expect(Math.abs(slope - 1e8)).toBeLessThanOrEqual(error);
    expect(difference('x^2.5 + x', 0).value).toBeCloseTo(1, 6);
  });

  it('fits its steps to x, however large or small', () => {
    expect(difference('x^2', 1e20).value).toBeCloseTo(2e20, -8);
    expect(difference('x', 1e308).value).toBeCloseTo(1, 10);
    expect(difference('1/x', 1e-20).value / -1e40).toBeCloseTo(1, 12);
    expect(difference('x^2', 0).value).toBe(0);
    expect(difference('exp(-1000 (x - 0.1)^2)', 0.15).value).toBeCloseTo(-100 * Math.exp(-2.5), 10);
  });

  it('says where f is not finite, and where it trembles', () => {
    expect(difference('log(x)', -1)).toMatchObject({ value: NaN, status: 'not finite' });
    let seed = 1;
    const noisy = (size: number) => (x: number) => {
      seed = (seed * 16807) % 2147483647;
      return Math.sin(x) + size * (seed / 2147483647 - 0.5);
    };
    for (const [size, status] of [
      [1e-7, 'ok'],
      [0.05, 'noisy'],
    ] as const) {
      const covered = Array.from({ length: 100 }, (_, i) => {
        const found = difference(noisy(size), 1 + i / 250);
        expect(found.status).toBe(status);
        return Math.abs(found.value - Math.cos(1 + i / 250)) <= found.error;
      });
      expect(covered.filter(Boolean).length).toBeGreaterThanOrEqual(97);
    }
  });

  it('sees what is computed with single precision, though it stands still nearby', () => {
    const told = Array.from({ length: 200 }, (_, i) => {
      const x = 0.1 + i * 0.0173;
      const { value: slope, error, status } = difference((p) => Math.fround(Math.sin(p)), x);
      return status === 'ok' && Math.abs(slope - Math.cos(x)) <= error && error <= 1e-5;
    });
    expect(told.filter(Boolean).length).toBeGreaterThanOrEqual(195);
  });

  it.each([
    ['waves far from 0', Math.sin, 1e8, Math.cos(1e8)],
    ['waves far from 0', Math.sin, 1e7, Math.cos(1e7)],
    ['fast waves', (t: number) => Math.sin(2 ** 26 * t), 1.25, 2 ** 26 * Math.cos(2 ** 26 * 1.25)],
    [
      'a minute of Unix time',
      (t: number) => Math.sin((t - 1.7e9) / 9.5),
      1.7e9 + 13,
      Math.cos(13 / 9.5) / 9.5,
    ],
    ['a wave in single precision', (t: number) => Math.fround(10 + 0.1 * Math.sin(t)), 1, 0.1 * Math.cos(1)],
    ['a wave in tenths of a thousandth', (t: number) => Math.round(1e4 * Math.sin(t)) / 1e4, 1, Math.cos(1)],
    ['a fine staircase, on an edge', (t: number) => Math.floor(1e5 * t) / 1e5, 0.5, 1],
    ['what overflows at wide steps', Math.exp, 705, Math.exp(705)],
    ['a slope of 0 beside a bend', (t: number) => Math.max(0, t), -1, 0],
    ['one jump beside x', (t: number) => t + (t > 1.25 ? 3 : 0), 1, 1],
  ])('sees %s', (_, f, x, slope) => {
    const { value: found, error, status } = difference(f, x);
    expect(status).toBe('ok');
    expect(Math.abs(found - slope)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThanOrEqual(1e-3 * Math.abs(slope) + 1e-14);
  });

  it.each<[string, (x: number) => number, number, string]>([
    ['floor', Math.floor, 1, 'jump'],
    ['sign', Math.sign, 0, 'jump'],
    ['a jump far from 0', (t) => Math.sin(t) + (t > 1e6 ? 1 : 0), 1e6, 'jump'],
    ['relu', (t) => Math.max(0, t), 0, 'kink'],
    ['abs', Math.abs, 0, 'kink'],
    ['a kink far from 0', (t) => Math.abs(t - 1.7e9) + 5 * t, 1.7e9, 'kink'],
    ['a root at the end of its domain', Math.sqrt, 0, 'not finite'],
    ['a cube root', Math.cbrt, 0, 'not finite'],
    ['a coarse staircase', Math.floor, 1.5, 'noisy'],
  ])('says that there is no slope to be had of %s', (_, f, x, status) => {
    expect(difference(f, x).status).toBe(status);
  });

  it('has an infinite slope where both sides agree on it, and at a kink both slopes within its error', () => {
    expect(difference(Math.sqrt, 0).value).toBe(Infinity);
    expect(difference((x) => -Math.cbrt(x), 0).value).toBe(-Infinity);
    expect(difference((x) => Math.sqrt(Math.abs(x)), 0).value).toBeNaN();
    const { value: slope, error } = difference('relu(x) + x', 0);
    expect(slope - error).toBeLessThanOrEqual(1);
    expect(slope + error).toBeGreaterThanOrEqual(2);
  });

  it('asks no more of what is noisy than a few hundred values', () => {
    let calls = 0;
    difference((t) => (calls++, Math.fround(1000 + Math.sin(t))), 1);
    expect(calls).toBeLessThanOrEqual(400);
  });

  it.each([
    [() => difference('x y', [1, 2]), RangeError, 'difference: f needs one input, got 2'],
    [() => difference(() => [1, 2], 1), RangeError, 'difference: f needs one output, got 2'],
    [() => difference('x', NaN), RangeError, 'difference: x needs a finite number, got NaN'],
    [
      () => difference('x', 1, { method: 'centre' as never }),
      TypeError,
      'difference: no method "centre"; did you mean "central"?',
    ],
    [() => difference('x', 1, { step: 0 }), RangeError, 'difference: step needs a number above 0, got 0'],
    [
      () => difference('x', 1, { derivative: 11 }),
      RangeError,
      'difference: derivative needs a whole number from 1 to 10, got 11',
    ],
    [
      () => difference('x', 1, { derivative: 5, method: 'five-point' }),
      RangeError,
      'difference: derivative needs to be 1 to 4 for five-point, got 5',
    ],
    [
      () => difference((x) => x, 1, { method: 'complex-step' }),
      TypeError,
      'difference: method complex-step needs a formula, got a function',
    ],
    [
      () => difference('x', 1, { domain: [2, 3] }),
      RangeError,
      'difference: x needs a number from 2 to 3, got 1',
    ],
    [
      () => difference('x', 1, { domain: [3, 2] }),
      RangeError,
      'difference: domain needs its first end below its second, got 3 and 2',
    ],
    [
      () => difference('x', 1, { h: 1 } as never),
      TypeError,
      'difference: no option "h"; there is method, step, derivative, domain',
    ],
  ])('refuses %s', (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

describe.each([
  ['the functions that others test their derivatives on', golden, 5e-15, 5e-14],
  ['functions that nothing was set on', apart, 1e-14, 1e-13],
])('on %s', (_, table, half, nine) => {
  const ulp = (y: number) => {
    const whole = new Float64Array([Math.abs(y)]);
    new BigInt64Array(whole.buffer)[0] += 1n;
    return whole[0] - Math.abs(y);
  };
  const rows = table
    .filter(({ variables }) => variables.length === 1)
    .map((row) => {
      const f = formula(row.formula, { variables: row.variables });
      const [y, rest] = row.gradient[0];
      const error = (got: number) => Math.abs(got - y - rest * ulp(y));
      return { f, x: row.point[0], y, error, condition: y === 0 ? Infinity : row.sway[0] / Math.abs(y) };
    });
  const well = rows.filter(({ condition }) => condition < 10);
  const at = (share: number, list: number[]) =>
    [...list].sort((a, b) => a - b)[Math.ceil(share * list.length) - 1];

  it('extrapolation is right to 1e-14 or better at half of the well-posed points, to 1e-13 at nine in ten', () => {
    const all = well.map(({ f, x, y, error }) => {
      const got = difference((place) => value(f, place) as number, x);
      return { relative: error(got.value) / Math.abs(y), evaluations: got.evaluations };
    });
    const relative = all.map((each) => each.relative);
    expect(relative.every(Number.isFinite)).toBe(true);
    expect(at(0.5, relative)).toBeLessThan(half);
    expect(at(0.9, relative)).toBeLessThan(nine);
    const asked = all.map(({ evaluations }) => evaluations);
    expect(at(0.5, asked)).toBeLessThanOrEqual(100);
    expect(at(1, asked)).toBeLessThanOrEqual(300);
  });

  it('its own error covers the true one at 99 % of all points, and is seldom far above it', () => {
    const all = rows.map(({ f, x, y, error }) => {
      const got = difference((place) => value(f, place) as number, x);
      const is = error(got.value);
      return [is <= got.error, got.error <= 1000 * is || got.error <= 1e-9 * Math.max(1, Math.abs(y))];
    });
    expect(all.filter(([covered]) => covered).length / all.length).toBeGreaterThanOrEqual(0.99);
    expect(all.filter(([, tight]) => tight).length / all.length).toBeGreaterThanOrEqual(0.9);
  });

  it('of values in single precision the error covers the slope at 98 points in a hundred', () => {
    // Where single precision makes a difference: some values nearby have more digits.
    const rounded = rows.filter(({ f, x }) =>
      [-1, -0.7, -0.3, 0, 0.35, 0.61, 1].some((share) => {
        const y = value(f, x + share * 1e-3 * Math.max(1, Math.abs(x))) as number;
        return Math.fround(y) !== y;
      }),
    );
    const covered = rounded.filter(({ f, x, error }) => {
      const found = difference((place) => Math.fround(value(f, place) as number), x);
      return found.status !== 'ok' || error(found.value) <= found.error;
    });
    expect(covered.length / rounded.length).toBeGreaterThanOrEqual(0.98);
  });

  it('the complex step is as good as the rules', () => {
    const all = well.map(({ f, x, y, error }) => {
      const got = difference(f, f.variables.length ? x : [x], { method: 'complex-step' });
      return error(got.value) / Math.abs(y);
    });
    expect(at(0.9, all)).toBeLessThan(1e-15);
    expect(at(1, all)).toBeLessThan(1e-14);
  });
});

describe('stepCurve', () => {
  const curves = stepCurve('exp(x)', 1);

  it('has a curve for each method, for formulas with the complex step', () => {
    expect(Object.keys(curves)).toEqual(['forward', 'backward', 'central', 'five-point', 'complex-step']);
    expect(Object.keys(stepCurve((x: number) => x * x, 1))).toHaveLength(4);
    expect(Object.keys(stepCurve('exp(x)', 1, { methods: ['central'] }))).toEqual(['central']);
  });

  it.each([
    ['forward', 1e-8],
    ['central', 6e-6],
    ['five-point', 7e-4],
  ] as const)('%s is best where its truncation meets rounding', (method, h) => {
    const { step, error, best, truncation, roundoff, value: values } = curves[method]!;
    expect([step, error, truncation, roundoff, values].map(({ length }) => length)).toEqual(
      new Array(5).fill(step.length),
    );
    expect(best / h).toBeGreaterThan(1 / 20);
    expect(best / h).toBeLessThan(20);
    step.forEach((each, k) => {
      if (each > 10 * h && each < 0.1) expect(error[k] / truncation[k]).toBeCloseTo(1, 0);
      expect(error[k]).toBeLessThanOrEqual(3 * truncation[k] + roundoff[k]);
    });
  });

  it('refuses what it does not know', () => {
    expect(() => stepCurve('x', 1, { methods: ['extrapolated' as never] })).toThrow(
      /^stepCurve: no method "extrapolated"; there is forward/,
    );
    expect(() => stepCurve((x: number) => x, 1, { methods: ['complex-step'] })).toThrow(
      'stepCurve: method complex-step needs a formula, got a function',
    );
  });
});
