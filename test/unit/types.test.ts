import { expect, it } from 'vitest';
import {
  compare,
  findRate,
  formula,
  gradient,
  leastSquares,
  minimize,
  optimizer,
  value,
} from '../../src/index.js';
import { axpy, matmul } from '../../src/kernels/index.js';

// What the compiler must accept, and what it must refuse: this file is checked by `npm run check`.

it('callbacks know what they receive, without being told', () => {
  expect(value((x) => x.toFixed.length + x, 2)).toBe(3);
  expect(gradient((x) => x[0] * x[1], [2, 3]).length).toBe(2);
  const run = minimize(
    { value: (w) => w * w, gradient: (w) => 2 * w },
    { optimizer: 'sgd', steps: 1, start: 1 },
  );
  expect(run.steps).toBe(1);
});

it('wrong names and arguments do not compile', () => {
  // @ts-expect-error: no such optimizer
  expect(() => minimize('bowl', { optimizer: 'adma', steps: 1 })).toThrow();
  // @ts-expect-error: steps are needed
  expect(() => minimize('bowl', { optimizer: 'sgd' })).toThrow();
  // @ts-expect-error: an option of the wrong kind
  expect(() => compare.stream('bowl', { optimizers: ['sgd'], steps: 1, onProgress: 3 })).toThrow();
  const x = new Float64Array(4);
  // @ts-expect-error: the length of x tells n
  expect(() => axpy(4, 1, x, x.slice())).toThrow();
  // @ts-expect-error: no array tells m, n or k
  expect(() => matmul(x, x, x.slice())).toThrow();
});

it('an optimizer has the options of its knobs, and no others', async () => {
  const own = { start: [1, 1], steps: 2 };
  expect(minimize('bowl', { optimizer: 'adam', rate: [[0, 0.1]], beta1: 0.5, ...own }).steps).toBe(2);
  // @ts-expect-error: rate is meant
  expect(() => minimize('bowl', { optimizer: 'adam', lr: 0.1, ...own })).toThrow('did you mean "rate"');
  // @ts-expect-error: sgd has no beta1
  expect(() => minimize('bowl', { optimizer: 'sgd', beta1: 0.5, ...own })).toThrow();
  // @ts-expect-error: newton has no rate
  expect(() => minimize('bowl', { optimizer: 'newton', rate: 1, ...own })).toThrow();
  // @ts-expect-error: no rate is looked for at one
  expect(() => findRate('bowl', { optimizer: 'sgd', rate: 1 })).toThrow();
  // @ts-expect-error: no such knob of levenbergMarquardt
  expect(() => leastSquares(['x'], { start: [1], rate: 1 })).toThrow();
  // @ts-expect-error: of two optimizers, neither has rho
  await expect(compare('bowl', { optimizers: ['sgd', 'adam'], rho: 0.5, ...own })).rejects.toThrow();
  // @ts-expect-error: momentum is not adam's
  await expect(compare('bowl', { runs: [{ optimizer: 'adam', momentum: 1 }], ...own })).rejects.toThrow();
  const both = await compare('bowl', {
    optimizers: ['sgd', 'adam'],
    momentum: [0, 0.9],
    rates: [0.1],
    ...own,
  });
  expect(both.runs).toHaveLength(3);
});

it('optimizers of one’s own know what they receive, and have the options of their knobs', () => {
  const run = minimize('bowl', {
    optimizer: {
      knobs: { pace: 0.1 },
      init: (n) => ({ v: new Float64Array(n) }),
      step: (state, x, g, { pace, step }) => x.map((xi, i) => xi - (pace * g[i]) / step + state.v[i]),
    },
    pace: 0.2,
    steps: 1,
  });
  expect(run.knobs).toEqual({ pace: 0.2 });
  const plain = optimizer({ title: 'plain', knobs: { rate: 0.1 }, next: { x: 'x - rate g' } });
  expect(minimize('bowl', { optimizer: plain, rate: 0.2, steps: 1 }).optimizer).toBe('plain');
  // @ts-expect-error: it has a rate only
  expect(() => minimize('bowl', { optimizer: plain, pace: 0.2, steps: 1 })).toThrow();
});

it('a value is a number or numbers where the outputs are known', () => {
  const one: number[] = [value('x^2', 3), value(formula('x^2'), 3), value((x) => 2 * x, 3)];
  const two: Float64Array = value(['x', 'x^2'], 3);
  expect([one, [...two]]).toEqual([
    [9, 9, 6],
    [3, 9],
  ]);
});
