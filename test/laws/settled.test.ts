import { describe, expect, it } from 'vitest';
import {
  compare,
  formula,
  gradient,
  hessian,
  linearRegression,
  minimize,
  optimizers,
  problems,
  type Run,
} from '../../src/index.js';
import { cholesky, solveCholesky } from '../../src/search/cholesky.js';
import { mulberry32, numbersOf } from './random.js';

// "Settled" means so wherever the zero of the loss lies, and in whatever unit it is measured.

const named = Object.entries(optimizers).filter(([, entry]) => !('residuals' in entry));
const searchers = named.flatMap(([name, entry]) => ('search' in entry ? [name] : []));
const settings = named.flatMap(([optimizer, entry]) =>
  'rate' in entry.knobs ? [0.003, 0.1, 1].map((rate) => ({ optimizer, rate })) : [{ optimizer }],
) as { optimizer: 'sgd'; rate?: number }[];

const variables = ['x', 'y'];
const catalogue = Object.entries(problems).map(([name, { text, start }]) => ({
  name,
  text,
  start: [...start],
  plain: formula(text, { variables }),
}));

/** Largest move of a coordinate by a Newton step, as a share of it or of 1; 0 where H is not definite. */
function newtonMove(f: ReturnType<typeof formula>, point: Float64Array): number {
  const n = point.length;
  const factor = cholesky(hessian(f, point).data, n, 0);
  if ('direction' in factor) return 0;
  const step = solveCholesky(factor.lower, n, gradient(f, point));
  return Math.max(...step.map((each, i) => Math.abs(each) / Math.max(1, Math.abs(point[i]))));
}

describe.each(catalogue)('a run on $name', ({ text, start, plain }) => {
  const range = Math.max(1, Math.abs(plain.at(Float64Array.from(start)).value[0]));
  const shifted = [1, 1e5, 1e10, -1e10].map((share) =>
    formula(`${text} + (${share * range})`, { variables }),
  );
  const scaled = [2 ** 40, 2 ** -40].map((scale) => ({
    scale,
    f: formula(`${scale.toFixed(40).replace(/\.?0+$/, '')} (${text})`, { variables }),
  }));
  const run = (f: typeof plain, { optimizer, rate }: (typeof settings)[number], steps: number, scale = 1) =>
    minimize(f, {
      optimizer,
      start,
      steps: searchers.includes(optimizer) ? 200 : steps,
      ...(rate !== undefined && { rate: optimizer === 'sgd' ? rate / scale : rate }),
    });
  const expectThere = (found: Run, what: unknown) => {
    if (found.outcome !== 'settled') return;
    expect([what, found.because, newtonMove(plain, found.point)]).toEqual([
      what,
      found.because,
      expect.closeTo(0, 4.7),
    ]);
  };

  it('does not settle at its start, whatever is added to the loss', () => {
    for (const f of shifted)
      for (const setting of settings) expect([setting, run(f, setting, 1).steps]).not.toEqual([setting, 0]);
  });

  it('settles only where a Newton step hardly moves, shifted and scaled too', { tags: ['long'] }, () => {
    for (const setting of settings) {
      const first = run(plain, setting, 800);
      expectThere(first, setting);
      for (const f of shifted) expectThere(run(f, setting, 800), [setting, f.text]);
      for (const { f, scale } of scaled) {
        const found = run(f, setting, 800, scale);
        expectThere(found, [setting, scale]);
        if (searchers.includes(setting.optimizer) && first.outcome === 'settled')
          expect([setting, scale, found.outcome]).toEqual([setting, scale, 'settled']);
      }
    }
  });
});

describe.each([1e-9, 1, 1e9, 1e15])('a regression on targets of %f', (size) => {
  const [rows, columns] = [20, 2];
  const next = mulberry32(3);
  const data = numbersOf(next, rows * columns);
  const at = (i: number, [a, b, c]: readonly number[]) => a * data[2 * i] + b * data[2 * i + 1] + c;
  const noise = numbersOf(next, rows);
  const model = (share: number) => {
    const y = Float64Array.from({ length: rows }, (_, i) => size * (at(i, [2, -3, 0.5]) + share * noise[i]));
    return linearRegression({ x: { rows, columns, data }, y, names: ['a', 'b'] });
  };

  it.each([
    ['an exact fit', 0],
    ['one with noise', 0.1],
  ])('settles at %s, by bfgs, lbfgs and newton', (_, share) => {
    const f = model(share);
    // Newton's method goes there in a step, whatever the run.
    const factor = cholesky(hessian(f, f.start).data, 3, 0);
    if (!('lower' in factor)) throw new Error('not definite');
    const least = solveCholesky(factor.lower, 3, gradient(f, f.start)).map((each, i) => f.start[i] - each);
    for (const optimizer of ['bfgs', 'lbfgs', 'newton'] as const) {
      const { outcome, point } = minimize(f, { optimizer, steps: 200 });
      const off =
        Math.max(...point.map((each, i) => Math.abs(each - least[i]))) / Math.max(...least.map(Math.abs));
      expect([optimizer, outcome, off]).toEqual([optimizer, 'settled', expect.closeTo(0, 6.3)]);
      // At once, and where G is a rounding.
      if (share === 0)
        expect(minimize(f, { optimizer, steps: 9, start: least })).toMatchObject({ outcome: 'settled' });
    }
  });

  it('does not settle at its start, by any optimizer', () => {
    for (const setting of settings) expect(minimize(model(0.1), { ...setting, steps: 1 }).steps).toBe(1);
  });
});

it.each(['(x - 1e15)^2 + (y - 1)^2', '(x - 1e6)^2 + (1e6 y - 2)^2 + (x y - 2)^2'])(
  'a run on %s settles where both are least, however large one is',
  (text) => {
    const f = formula(text);
    for (const setting of settings) {
      const run = minimize(f, { ...setting, start: [1, 3], steps: 800 });
      if (run.outcome !== 'settled') continue;
      expect([setting, run.because, newtonMove(f, run.point)]).toEqual([
        setting,
        run.because,
        expect.closeTo(0, 4.7),
      ]);
    }
  },
);

describe('a run that falls without end', () => {
  const falls: [string, number[]?][] = [['saddle'], ['x*y', [1, 0.5]], ['-x^2', [1]], ['x', [1]]];

  it.each(falls)('on %s never settles, and is never best once it fell far', async (f, start) => {
    for (const setting of settings) {
      const { runs, best } = await compare(f, {
        runs: [setting],
        steps: 1500,
        ...(start && { start }),
      });
      const [{ outcome, value, losses, because }] = runs;
      expect([setting, outcome]).not.toEqual([setting, 'settled']);
      if (!(value < losses[0] - 1e6 * Math.max(1, Math.abs(losses[0])))) continue;
      expect([setting, outcome, best]).toEqual([setting, 'diverged', null]);
      expect(because).toMatch(/^the loss fell to -\S+ and was still falling: it may have no minimum$/);
    }
  });

  it('on x + 1/x, beyond the pole, is none that settles', () => {
    const run = minimize('x + 1/x', { optimizer: 'newton', start: [1500], steps: 50 });
    expect(run).toMatchObject({ outcome: 'diverged', because: expect.stringMatching(/^the loss fell to -/) });
  });
});

describe('a run that creeps into a point that is no minimum', () => {
  const creeps: [string, number[]][] = [
    ['x^3', [1]],
    ['x*y', [1, 1]],
    ['x^2 - y^2', [2, 0]],
    ['x^3 + y^2', [0.5, 1]],
    ['x^3 + y^2 + 7', [0.5, 1]],
    ['x^3 + y^2 + 1e9', [0.5, 1]],
    ['x^3 + 1000 (y - x)^2 + 7', [0.5, 1]],
  ];
  it.each(creeps)('on %s says so where it settles', (f, start) => {
    for (const setting of settings) {
      const { outcome, because } = minimize(f, { ...setting, start, steps: 3000 });
      if (outcome === 'settled')
        expect([setting, because]).toEqual([setting, expect.stringMatching(/; no minimum: /)]);
    }
  });

  it.each(['x^2', 'x^4', '(x - 3)^2 + 1e9', 'exp(x) - x', 'x^2 (x - 1)^2'])(
    'on %s says nothing of the kind',
    (f) => {
      for (const setting of settings)
        expect(minimize(f, { ...setting, start: [0.7], steps: 2000 }).because).not.toMatch(/no minimum/);
    },
  );
});
