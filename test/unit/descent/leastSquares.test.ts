import { afterEach, describe, expect, it } from 'vitest';
import { adoptModule, compiledModule } from '../../../src/engine/load.js';
import {
  callback,
  compose,
  curveFit,
  formula,
  leastSquares,
  matrix,
  meanSquaredError,
  minimize,
  resident,
} from '../../../src/index.js';

const start = [-1.2, 1];
const valley = ['10 (y - x^2)', '1 - x'];

describe('leastSquares', () => {
  it('takes texts, a Fn and a callback, and finds the least of their squares', () => {
    const fn = formula(valley);
    const sources = [valley, fn, (p: Float64Array) => [10 * (p[1] - p[0] ** 2), 1 - p[0]]];
    for (const source of sources) {
      const fit = leastSquares(source, { start });
      expect([...fit.point]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
      expect(fit).toMatchObject({ outcome: 'settled', optimizer: 'levenbergMarquardt', rises: 0, every: 1 });
    }
    const named = leastSquares(['exp(-k t) - 0.5', 'k - 2t'], { start: { k: 1, t: 1 } });
    expect([...named.point]).toEqual([2 * Math.sqrt(Math.LN2 / 2), Math.sqrt(Math.LN2 / 2)].map(near));
  });

  it('tells losses of half the sum, residuals, evaluations and every step', () => {
    const seen: number[] = [];
    const fit = leastSquares(valley, { start, record: true, onStep: ({ value }) => seen.push(value) });
    expect(fit.losses[0]).toBeCloseTo((4.4 ** 2 + 2.2 ** 2) / 2, 12);
    expect(seen).toEqual([...fit.losses]);
    expect(fit.points!.rows).toBe(fit.steps + 1);
    expect([...fit.residuals]).toEqual([...formula(valley).at(fit.point).value]);
    expect(fit.value).toBe(fit.residuals.reduce((sum, r) => sum + r * r, 0) / 2);
    expect(fit.evaluations).toBeGreaterThan(fit.steps);
  });

  it('takes the steps that minimize takes on half the sum, by either optimizer', () => {
    for (const optimizer of ['levenbergMarquardt', 'gaussNewton'] as const) {
      const { losses } = leastSquares(valley, { start, optimizer, tolerance: 0 });
      const half = compose(meanSquaredError([0, 0]), formula(valley));
      const run = minimize(half, { start, optimizer, steps: losses.length - 1, tolerance: 0 });
      expect(run.losses).toEqual(losses);
    }
    const steps = (damping: number) => leastSquares(valley, { start, damping }).steps;
    expect(steps(10)).not.toBe(steps(1e-3));
  });

  it('ends as stalled where the residuals do not tell the parameters apart', () => {
    const fit = leastSquares(['a + b - 3', '2a + 2b - 5'], { start: { a: 2, b: 1 } });
    expect(fit.outcome).toBe('stalled');
    expect(fit.because).toMatch(/; the residuals tell 1 of 2 directions of the parameters apart$/);
    expect(fit.point[0] + fit.point[1]).toBeCloseTo(2.6, 9);
    const wide = leastSquares(['x + y + z - 3', 'x y - 1'], { start: [2, 1, 3] });
    expect([wide.outcome, wide.value]).toEqual(['stalled', expect.closeTo(0, 20)]);
  });

  it('ends as stalled at a floor of rounding, with what would still change', () => {
    // Powell's singular function: J loses its rank at the least.
    const powell = ['a + 10b', 'sqrt(5) (c - d)', '(b - 2c)^2', 'sqrt(10) (a - d)^2'];
    const fit = leastSquares(powell, { start: { a: 3, b: -1, c: 0, d: 1 } });
    expect(fit.outcome).not.toBe('settled');
    expect(fit.value).toBeLessThan(1e-30);
  });

  it('is told to go on, or to stop', () => {
    const short = leastSquares(valley, { start, steps: 3 });
    expect([short.outcome, short.steps, short.losses.length]).toEqual(['out of steps', 3, 4]);
    expect(short.because).toMatch(/^a Gauss–Newton step would still change a parameter by \S+ of itself$/);
    const loose = leastSquares(valley, { start, tolerance: 0.1 });
    expect(loose.steps).toBeLessThan(leastSquares(valley, { start }).steps);
    expect(leastSquares(valley, { start, tolerance: 0 }).value).toBe(0);
  });

  it('says where it cannot start, and halves back from where there is nothing', () => {
    expect(leastSquares(['log(x)', 'x'], { start: [-2] })).toMatchObject({ outcome: 'diverged', at: 0 });
    expect(leastSquares(['log(x) - 1'], { start: [20] }).point[0]).toBeCloseTo(Math.E, 9);
    expect(leastSquares(['exp(exp(x)) - 2'], { start: [-9] }).point[0]).toBeCloseTo(Math.log(Math.LN2), 9);
  });

  it('passes on what a callback throws, and refuses what is wrong, by name', () => {
    const thrown = new Error('on purpose');
    const throwing = callback(
      () => {
        throw thrown;
      },
      { inputs: 1, outputs: 2 },
    );
    expect(() => leastSquares(throwing, { start: [1] })).toThrow(thrown);
    const go = (more: object) => () => leastSquares(valley, { start, ...more } as never);
    for (const [more, kind, message] of [
      [{ start: undefined }, TypeError, 'leastSquares: start needs a point, got undefined'],
      [{ start: [1] }, RangeError, 'leastSquares: start needs 2 numbers, got 1'],
      [{ setps: 3 }, TypeError, 'leastSquares: no option "setps"; did you mean "steps"?'],
      [{ steps: 0 }, RangeError, 'leastSquares: steps needs a whole number from 1 to 1000000000, got 0'],
      [{ tolerance: -1 }, RangeError, 'leastSquares: tolerance needs a number from 0 up, got -1'],
      [{ record: 1 }, TypeError, 'leastSquares: record needs true or false, got 1'],
      [{ onStep: 1 }, TypeError, 'leastSquares: onStep needs a function, got 1'],
      [{ damping: 0 }, RangeError, 'leastSquares: damping needs a number above 0, got 0'],
      [
        { optimizer: 'adam' },
        TypeError,
        'leastSquares: optimizer needs one for sums of squares, like levenbergMarquardt, got "adam"',
      ],
    ] as const) {
      expect(go(more)).toThrow(kind);
      expect(go(more)).toThrow(new kind(message));
    }
  });
});

const near = (x: number) => expect.closeTo(x, 9);

const x = Float64Array.from({ length: 12 }, (_, i) => i / 2);
const noise = (i: number) => ((i * 7) % 5) / 50 - 0.04;
const y = x.map((each, i) => 3 * Math.exp(-0.7 * each) + noise(i));

describe('leastSquares of a matrix', () => {
  const a = [
    [1, 1, 2],
    [1, 2, 3],
    [1, 3, 5],
    [1, 4, 4],
    [1, 5, 9],
  ];
  const b = [2, 3, 5, 4, 8];

  it('has the solution, standard errors and covariance that numpy has', () => {
    const fit = leastSquares(a, b);
    const near = (wanted: readonly number[]) => wanted.map((each) => expect.closeTo(each, 13));
    expect([...fit.point]).toEqual(near([0.4208955223880593, 0.11343283582089614, 0.7910447761194028]));
    expect(fit.value).toBeCloseTo(0.053731343283582034, 14);
    expect([...fit.covariance.data]).toEqual(
      near([
        ...[0.059184673646691846, -0.014916462463800358, -0.000801960347516164],
        ...[-0.014916462463800375, 0.023417242147471557, -0.012029405212742239],
        ...[-0.0008019603475161564, -0.01202940521274224, 0.008019603475161495],
      ]),
    );
    expect(fit.standardErrors[1] ** 2).toBeCloseTo(fit.covariance.data[4], 14);
    expect([fit.rank, fit.freedom, fit.residuals.length]).toEqual([3, 2, 5]);
    expect(leastSquares(matrix(a), Float64Array.from(b))).toEqual(fit);
    expect(leastSquares(resident(matrix(a)), b)).toEqual(fit);
  });

  it('says what the rows do not tell apart', () => {
    const twice = a.map(([one, x]) => [one, x, 2 * x]);
    const fit = leastSquares(twice, b);
    expect(fit.rank).toBe(2);
    expect(fit.standardErrors[0]).toBeLessThan(Infinity);
    expect([fit.standardErrors[1], fit.covariance.data[4], fit.covariance.data[5]]).toEqual([
      Infinity,
      Infinity,
      NaN,
    ]);
    const wide = leastSquares([[3, 4]], [5]);
    expect([wide.rank, wide.freedom, wide.value]).toEqual([1, -1, expect.closeTo(0, 14)]);
  });

  it('refuses what does not meet', () => {
    expect(() => leastSquares(a, [1])).toThrow(new RangeError('leastSquares: b needs 5 numbers, got 1'));
    expect(() => leastSquares([[1, NaN]], [1])).toThrow(
      'leastSquares: a[0][1] (row 1, column 2) needs a finite number, got NaN',
    );
  });
});

describe('curveFit', () => {
  it('weighs observations, and has the covariance that scipy has', () => {
    const [t, z] = [
      [0, 1, 2, 3, 4, 5],
      [2.9, 1.9, 1.1, 0.8, 0.45, 0.3],
    ];
    const weights = [0.1, 0.1, 0.2, 0.05, 0.1, 0.4].map((deviation) => 1 / deviation ** 2);
    const fit = curveFit('p exp(-q t)', { t }, z, { p: 1, q: 1 }, { weights });
    expect(fit.parameters.p).toBeCloseTo(2.9084759647436234, 7);
    expect(fit.parameters.q).toBeCloseTo(0.4368572204832529, 7);
    const wanted = [
      0.0017031116415862956, 0.0002368324735032034, 0.0002368324735032034, 9.662785333870079e-5,
    ];
    wanted.forEach((each, i) => {
      expect(fit.covariance.data[i]).toBeCloseTo(each, 9);
    });
    expect(fit.standardErrors.q ** 2).toBeCloseTo(fit.covariance.data[3], 15);
    // An observation of weight 0 is as none.
    const without = curveFit('p exp(-q t)', { t: t.slice(1) }, z.slice(1), { p: 1, q: 1 });
    const ignored = curveFit('p exp(-q t)', { t }, z, { p: 1, q: 1 }, { weights: [0, 1, 1, 1, 1, 1] });
    expect(ignored.freedom).toBe(without.freedom);
    expect(ignored.parameters.q).toBeCloseTo(without.parameters.q, 10);
    expect(ignored.standardErrors.q).toBeCloseTo(without.standardErrors.q, 10);
  });

  it('refuses bounds in words, with what to write instead, and weights below 0', () => {
    const asked = (options: object) => () => curveFit('k x', { x: [1, 2] }, [1, 2], { k: 1 }, options);
    expect(asked({ bounds: { k: [0, 1] } })).toThrow(
      new TypeError(
        'curveFit: bounds needs to be left out, as no parameter is bounded here (exp(k) in the formula for a parameter above 0, low + (high - low) sigmoid(k) for one between two numbers), got an object',
      ),
    );
    expect(asked({ weights: [1, -1] })).toThrow('curveFit: weights[1] needs a number from 0 up, got -1');
    expect(asked({ weights: [1] })).toThrow('curveFit: weights needs 2 numbers, got 1');
    expect(asked({ sigma: [1, 1] })).toThrow('curveFit: no option "sigma"; did you mean "weights"?');
  });

  it('fits a straight line as textbooks do', () => {
    const [t, z] = [
      [1, 2, 3, 4, 5],
      [2.1, 3.9, 6.2, 7.8, 10.1],
    ];
    const fit = curveFit('a + b t', { t }, z, { a: 0, b: 0 });
    // b = Sxy/Sxx, a = ȳ − b x̄, s² = Syy − b Sxy over 3.
    const [sxx, sxy, syy] = [10, 19.9, 39.708];
    const s = Math.sqrt((syy - (sxy * sxy) / sxx) / 3);
    expect(fit.parameters).toEqual({ a: expect.closeTo(6.02 - 3 * 1.99, 11), b: expect.closeTo(1.99, 12) });
    expect(fit.standardErrors).toEqual({
      a: expect.closeTo(s * Math.sqrt(1 / 5 + 9 / sxx), 11),
      b: expect.closeTo(s / Math.sqrt(sxx), 11),
    });
    expect([fit.freedom, fit.deviation]).toEqual([3, expect.closeTo(s, 11)]);
  });

  it('is leastSquares of what is left, with exact derivatives to second order', () => {
    const fit = curveFit('p exp(-q x)', { x }, y, { p: 1, q: 1 });
    const texts = Array.from(x, (each, i) => `p exp(-q*${each}) - (${y[i]})`);
    const plain = leastSquares(texts, { start: { p: 1, q: 1 } });
    expect(fit.outcome).toBe('settled');
    expect([...fit.point]).toEqual([...plain.point].map(near));
    expect(fit.parameters).toEqual({ p: fit.point[0], q: fit.point[1] });
    expect(fit.residuals.length).toBe(12);
  });

  it('takes several columns, none, and a formula', () => {
    const u = x.map((each) => Math.cos(each));
    const plane = curveFit(
      'a x + b u + c',
      { x, u },
      x.map((each, i) => 2 * each - 3 * u[i] + 1),
      {
        a: 0,
        b: 0,
        c: 0,
      },
    );
    expect(plane.parameters).toEqual({ a: near(2), b: near(-3), c: near(1) });
    const mean = curveFit('m', {}, [1, 2, 6], { m: 0 });
    expect(mean.parameters.m).toBeCloseTo(3, 9);
    expect(mean.standardErrors.m).toBeCloseTo(Math.sqrt(7 / 3), 9);
    expect(curveFit(formula('k x'), { x }, x, { k: 3 }).parameters.k).toBeCloseTo(1, 9);
  });

  it('knows no standard error where the data do not tell parameters apart, nor where there are too few', () => {
    const twice = curveFit('(a + b) x + c', { x }, y, { a: 1, b: 1, c: 0 });
    expect(twice.outcome).toBe('stalled');
    expect(twice.because).toMatch(/the residuals tell 2 of 3 directions of the parameters apart$/);
    const line = curveFit('d x + c', { x }, y, { d: 1, c: 0 });
    expect(twice.standardErrors).toEqual({ a: Infinity, b: Infinity, c: expect.any(Number) });
    expect(twice.parameters.c).toBeCloseTo(line.parameters.c, 9);
    const few = curveFit('a + b x', { x: [1, 2] }, [3, 5], { a: 0, b: 0 });
    expect([few.parameters, few.standardErrors, few.freedom]).toEqual([
      { a: near(1), b: near(2) },
      { a: NaN, b: NaN },
      0,
    ]);
  });

  it('refuses what is wrong, by name', () => {
    const go = (text: unknown, columns: unknown, z: unknown, from: unknown, options?: unknown) => () =>
      curveFit(text as string, columns as never, z as never, from as never, options as never);
    const from = { p: 1, q: 1 };
    for (const [call, kind, message] of [
      [go(3, {}, [1], {}), TypeError, 'curveFit: text needs a formula of one output, got 3'],
      [
        go(['x', 'y'], {}, [1], {}),
        TypeError,
        'curveFit: text needs a formula of one output, got an array of 2',
      ],
      [go('p q x', 3, y, from), TypeError, 'curveFit: columns needs an object by name, got 3'],
      [go('p q x', { t: x }, y, from), TypeError, 'curveFit: no variable in columns: "t"; there is p, q, x'],
      [go('p q x', { x: [1] }, y, from), RangeError, 'curveFit: columns.x needs 12 numbers, got 1'],
      [go('p q x', { x }, [], from), RangeError, 'curveFit: y needs at least one number, got 0'],
      [
        go('p q x', { x: [NaN] }, [1], from),
        RangeError,
        'curveFit: columns.x[0] needs a finite number, got NaN',
      ],
      [
        go('p q x', { x: [1] }, [Infinity], from),
        RangeError,
        'curveFit: y[0] needs a finite number, got Infinity',
      ],
      [go('p q x', { x }, y, { p: 1 }), TypeError, 'curveFit: start.q needs a finite number, got undefined'],
      [
        go('p q x', { x }, y, { ...from, x: 1 }),
        TypeError,
        'curveFit: no variable in start: "x"; there is p, q',
      ],
      [go('p q x', { x }, y, from, { rate: 1 }), TypeError, /^curveFit: no option "rate"/],
      [go('x', { x }, y, {}), TypeError, 'curveFit: text needs a parameter beside its columns, got "x"'],
    ] as const) {
      expect(call).toThrow(kind);
      expect(call).toThrow(typeof message === 'string' ? new kind(message) : message);
    }
    expect(go('p (', { x }, y, from)).toThrow(SyntaxError);
  });

  const module = compiledModule();
  afterEach(() => adoptModule(module));

  it('has the same bits without an engine', () => {
    const answers = () => {
      const { losses, parameters, standardErrors } = curveFit('p exp(-q x)/(1 + r x)', { x }, y, {
        p: 1,
        q: 1,
        r: 0.1,
      });
      return { losses, parameters, standardErrors };
    };
    const found = answers();
    adoptModule(null);
    expect(answers()).toEqual(found);
  });
});
