import { describe, expect, it } from 'vitest';
import type { Vec } from '../../src/fn.js';
import {
  callback,
  compare,
  compose,
  formula,
  linearRegression,
  meanSquaredError,
  minimize,
  mlp,
} from '../../src/index.js';
import { Place } from '../../src/place.js';
import { cholesky, solveCholesky } from '../../src/search/cholesky.js';
import { LinearizedResiduals } from '../../src/search/linearizedResiduals.js';
import { innerProduct, norm } from '../../src/search/norm.js';
import { Qr } from '../../src/search/qr.js';
import { wolfeSearch } from '../../src/search/wolfeSearch.js';
import { mulberry32, numbersOf } from '../laws/random.js';

/** The columns of an m×n matrix. */
const columnsOf = (next: () => number, m: number, n: number) =>
  Array.from({ length: n }, () => numbersOf(next, m));

describe('norm', () => {
  it('neither overflows nor underflows', () => {
    for (const size of [1, 1e-200, 1e200, 5e-324]) {
      expect(norm(Float64Array.of(0, 3 * size, -4 * size)) / size).toBeCloseTo(5, 10);
    }
    expect([norm(Float64Array.of()), norm(Float64Array.of(0, 0))]).toEqual([0, 0]);
    expect(norm(Float64Array.of(1, -Infinity))).toBe(Infinity);
    expect(norm(Float64Array.of(1, NaN, 2))).toBeNaN();
  });
});

describe('QR decomposition', () => {
  it.each([
    [1, 1],
    [5, 1],
    [4, 4],
    [9, 4],
    [3, 6],
  ])('of %i rows and %i columns gives them back, pivoting or not', (m, n) => {
    for (const pivoting of [false, true]) {
      const columns = columnsOf(mulberry32(m + n), m, n);
      const qr = new Qr(
        columns.map((column) => column.slice()),
        pivoting,
      );
      expect(qr.rank).toBe(Math.min(m, n));
      qr.order.forEach((place, j) => {
        // Qᵀ times a column is that of R.
        qr.applyQTransposed(columns[place]).forEach((each, i) => {
          expect(Math.abs(each - qr.at(i, j))).toBeLessThan(1e-13 * norm(columns[place]));
        });
      });
    }
  });

  it('tells the rank', () => {
    const [a, b] = columnsOf(mulberry32(3), 7, 2);
    const mix = a.map((each, i) => 2 * each - b[i]);
    expect(new Qr([a.slice(), b.slice(), mix, new Float64Array(7)], true).rank).toBe(2);
    expect(new Qr([new Float64Array(7)], true).rank).toBe(0);
  });
});

describe('Cholesky decomposition', () => {
  it('solves what is positive definite, to rounding', () => {
    for (const n of [1, 2, 5, 12]) {
      const rows = columnsOf(mulberry32(n), n + 2, n);
      const a = Float64Array.from({ length: n * n }, (_, k) =>
        innerProduct(rows[Math.floor(k / n)], rows[k % n]),
      );
      const x = numbersOf(mulberry32(n + 1), n);
      const b = x.map((_, i) => innerProduct(a.subarray(i * n, (i + 1) * n), x));
      const factor = cholesky(a, n, 0);
      if (!('lower' in factor)) throw new Error('not positive definite');
      const found = solveCholesky(factor.lower, n, b);
      const left = b.map((each, i) => each - innerProduct(a.subarray(i * n, (i + 1) * n), found));
      expect(norm(left)).toBeLessThan(1e-12 * norm(a) * norm(found));
    }
  });

  it('finds a direction along which anything else curves down, and none once it is shifted', () => {
    const a = Float64Array.of(4, 2, 0, 2, -1, 3, 0, 3, 5);
    const factor = cholesky(a, 3, 0);
    if (!('direction' in factor)) throw new Error('positive definite');
    const z = factor.direction;
    const curve = innerProduct(
      z,
      z.map((_, i) => innerProduct(a.subarray(3 * i, 3 * i + 3), z)),
    );
    expect(curve).toBeLessThan(0);
    expect(cholesky(a, 3, 10)).toHaveProperty('lower');
  });
});

describe('the tangent of residuals', () => {
  const local = formula(['a + b', 'a - b', '2a + 4b - 3'], { variables: ['a', 'b'] }).at(
    Float64Array.of(1, 2),
  );
  const tangent = new LinearizedResiduals(local, 2);

  it('gives the step of least squares, damped ones, and deviations, as worked out by hand', () => {
    // JᵀJ = [[6, 8], [8, 18]], Jᵀr = [16, 32].
    expect([...tangent.gaussNewtonStep()]).toEqual([
      expect.closeTo(-32 / 44, 13),
      expect.closeTo(-64 / 44, 13),
    ]);
    // (JᵀJ + 2·diag(1, 4))d = −Jᵀr.
    const d = tangent.dampedStep(2, Float64Array.of(1, 2));
    const [wide, deep] = [8 * d[0] + 8 * d[1], 8 * d[0] + 26 * d[1]];
    expect([wide, deep]).toEqual([expect.closeTo(-16, 12), expect.closeTo(-32, 12)]);
    const deviations = tangent.parameterDeviations();
    expect(deviations[0]).toBeCloseTo(Math.sqrt(18 / 44), 13);
    expect(deviations[1]).toBeCloseTo(Math.sqrt(6 / 44), 13);
    expect([...tangent.applyJacobian(Float64Array.of(1, 1))]).toEqual([2, 0, 6]);
  });

  it('knows no deviation of what it cannot tell apart, and those of the rest', () => {
    const f = formula(['a + b + c', 'a + b - c', '2a + 2b'], { variables: ['a', 'b', 'c'] });
    const some = new LinearizedResiduals(f.at(new Float64Array(3)), 3);
    expect(some.rank).toBe(2);
    expect([...some.parameterDeviations()]).toEqual([Infinity, Infinity, expect.closeTo(Math.sqrt(0.5), 13)]);
  });
});

describe('line search', () => {
  const by = { c1: 1e-4, c2: 0.1 };
  /** The conditions, and how often f was asked. */
  function searched(text: string, from: number, first: number, c2 = 0.1) {
    const f = formula(text);
    let asked = 0;
    const at = (x: Vec) => {
      asked++;
      return new Place(f, x);
    };
    const here = new Place(f, Float64Array.of(from));
    const d = here.gradient.map((slope) => -Math.sign(slope));
    const found = wolfeSearch(here, d, first, at, { ...by, c2 })!;
    const [slope, now] = [innerProduct(here.gradient, d), innerProduct(found.gradient, d)];
    const t = Math.abs(found.x[0] - from);
    expect(found.value).toBeLessThanOrEqual(here.value + by.c1 * t * slope);
    expect(Math.abs(now)).toBeLessThanOrEqual(-c2 * slope);
    return { x: found.x[0], asked };
  }

  it.each(['(x - 3)^2', 'x^4 - 2x', 'exp(x) - 5x', '-x/(x^2 + 2)', 'abs(x - 3)^1.5', 'x^2 - cos(9x)'])(
    'meets the strong Wolfe conditions on %s, from steps of any length',
    (text) => {
      for (const from of [-1.3, 0.2]) {
        for (let first = 1e-6; first < 1e7; first *= 10)
          expect(searched(text, from, first).asked).toBeLessThan(40);
      }
    },
  );

  it('halves back from where there is no value, or one beyond all numbers', () => {
    expect(searched('x - log(x)', 20, 1000).x).toBeGreaterThan(0);
    expect(searched('exp(x^2)', -3, 1e6).x).toBeLessThan(3);
    expect(searched('-sqrt(1 - x^2) - x', 0, 10).x).toBeLessThan(1);
  });

  it('finds nothing uphill, nor where the slope is a lie', () => {
    const f = formula('x^2');
    const here = new Place(f, Float64Array.of(1));
    const at = (x: Vec) => new Place(f, x);
    expect(wolfeSearch(here, Float64Array.of(1), 1, at, by)).toBeNull();
    const lie = callback(([x]) => x, { inputs: 1, outputs: 1, gradient: () => -1 });
    const there = new Place(lie, Float64Array.of(1));
    expect(wolfeSearch(there, Float64Array.of(1), 1, (x) => new Place(lie, x), by)).toBeNull();
  });
});

describe('second-order optimizers in runs', () => {
  const valley = compose(meanSquaredError([0, 0]), formula(['10 (y - x^2)', '1 - x']));
  const all = ['newton', 'bfgs', 'lbfgs', 'gaussNewton', 'levenbergMarquardt'] as const;

  it('compares with first order, a run each, with outcomes, losses and a hash that is the same again', async () => {
    const options = {
      optimizers: ['adam', ...all],
      rates: [1e-3, 1e-2],
      start: [-1.2, 1],
      steps: 100,
    } as const;
    const { runs, best, edge, hash } = await compare(valley, options);
    expect(runs.map(({ label }) => label)).toEqual(['adam 0.001', 'adam 0.01', ...all]);
    for (const run of runs.slice(2)) {
      const alone = minimize(valley, { optimizer: run.optimizer as 'newton', start: [-1.2, 1], steps: 100 });
      expect(run.losses).toEqual(alone.losses);
      expect(run).toMatchObject({
        outcome: 'settled',
        because: alone.because,
        rises: 0,
        value: run.losses.at(-1),
      });
      expect(edge[run.optimizer]).toBeNull();
    }
    expect(best!.value).toBe(Math.min(...runs.map(({ value }) => value)));
    expect((await compare(valley, options)).hash).toBe(hash);
  });

  it('is told each step, and keeps the points when asked', () => {
    const seen: number[] = [];
    const run = minimize('rosenbrock', {
      optimizer: 'newton',
      steps: 3,
      record: true,
      onStep: ({ value }) => seen.push(value),
    });
    expect(seen).toEqual([...run.losses]);
    expect([run.points!.rows, run.steps]).toEqual([4, 3]);
    expect([...run.points!.data.subarray(6)]).toEqual([...run.point]);
  });

  it('leaves a saddle that a Newton step leads to', () => {
    const { outcome, value } = minimize('x^4/4 - x^2/2 + y^2/2', {
      optimizer: 'newton',
      steps: 50,
      start: [0, 1],
    });
    expect([outcome, value]).toEqual(['settled', expect.closeTo(-0.25, 12)]);
  });

  it.each(['newton', 'lbfgs'] as const)('goes down in 300 dimensions: %s', (optimizer) => {
    const terms = Array.from({ length: 299 }, (_, i) => `10 (x${i + 2} - x${i + 1}^2)^2 + (1 - x${i + 1})^2`);
    const start = Array.from({ length: 300 }, (_, i) => (i % 2 ? 1 : -1.2));
    const { outcome, point } = minimize(terms.join(' + '), { optimizer, start, steps: 2000 });
    expect(outcome).toBe('settled');
    expect(Math.max(...point.map((x) => Math.abs(x - 1)))).toBeLessThan(1e-5);
  });

  it('fits a linear regression in a step', () => {
    const x = { rows: 5, columns: 2, data: Float64Array.of(1, 2, 0, 1, 3, 1, 2, 5, 1, 1) };
    const y = Float64Array.from({ length: 5 }, (_, i) => 2 * x.data[2 * i] - 3 * x.data[2 * i + 1] + 0.5);
    const model = linearRegression({ x, y, names: ['a', 'b'] });
    for (const optimizer of ['gaussNewton', 'newton'] as const) {
      const run = minimize(model, { optimizer, steps: 3 });
      expect(run.outcome).toBe('settled');
      expect([...run.point]).toEqual([2, -3, 0.5].map((each) => expect.closeTo(each, 10)));
    }
  });

  it('fits a network with weight decay by its residuals, as far as by its gradient', () => {
    const x = { rows: 6, columns: 1, data: Float64Array.of(-2, -1, 0, 1, 2, 3) };
    const y = Float64Array.of(0.1, 0.3, 0.2, 0.8, 0.9, 1.1);
    const model = mlp({ x, y, names: ['a'] }, { layers: [3], activation: 'tanh', l2: 0.01, seed: 1 });
    const { point, outcome } = minimize(model, { optimizer: 'levenbergMarquardt', steps: 500 });
    expect(outcome).toBe('settled');
    const { value, residuals } = model.at(point);
    const further = minimize(model, { optimizer: 'newton', steps: 5, start: point });
    expect(value[0] - further.value).toBeLessThan(1e-11 * value[0]);
    expect(innerProduct(residuals!.value, residuals!.value) / 2).toBeCloseTo(value[0], 14);
  });

  it('takes any object with init and search', () => {
    const search = (_: unknown, here: Place, at: (x: Vec) => Place) => at(here.x.map((x) => x / 2));
    const run = minimize('bowl', { optimizer: { init: () => null, search }, steps: 2 });
    expect(run).toMatchObject({ label: 'custom', knobs: {}, value: run.losses[0] / 16 });
  });

  it('refuses what it cannot do, by name', () => {
    const go =
      (optimizer: 'newton', more: object = {}) =>
      () =>
        minimize('x^2', { optimizer, steps: 1, start: [1], ...more });
    for (const optimizer of ['gaussNewton', 'levenbergMarquardt']) {
      expect(go(optimizer as 'newton')).toThrow(
        new TypeError(
          `minimize: ${optimizer} needs a sum of squares (leastSquares, or meanSquaredError of something), got a function without residuals`,
        ),
      );
    }
    expect(go('newton', { clip: 1 })).toThrow(
      /^minimize: clip needs an optimizer that steps along gradients, got newton$/,
    );
    expect(go('newton', { rate: 1 })).toThrow(/^minimize: rate needs one of .*\bsgd\b.*, got newton$/);
    expect(go('newton', { damping: -1 })).toThrow(/^minimize: damping needs a number from 0 up, got -1$/);
    expect(go('lbfgs' as 'newton', { memory: 1.5 })).toThrow(
      /^minimize: memory needs a whole number from 1 to 1000, got 1.5$/,
    );
    expect(go('bfgs' as 'newton', { c1: 0.5 })).toThrow(
      /^minimize: c1 needs a number above 0, at most 0.1, got 0.5$/,
    );
  });
});
