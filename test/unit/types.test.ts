import { expect, it } from 'vitest';
import { compare, gradient, minimize, value } from '../../src/index.js';
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
