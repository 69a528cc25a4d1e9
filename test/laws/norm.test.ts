import { describe, expect, it } from 'vitest';
import { optimizer } from '../../src/index.js';
import { dot } from '../../src/kernels/index.js';
import { mulberry32, numbersOf } from './random.js';

// The norm in an optimizer's lines is the root of the kernel's sum, to the bit.

const plain = optimizer({ title: 'norm', knobs: { rate: 1 }, next: { x: 'x - norm(g)' } });
const nested = optimizer({ title: 'norms', knobs: { rate: 1 }, next: { d: '3g', x: 'x - norm(d norm(g))' } });
const special = [0, -0, Infinity, -Infinity, NaN, 1e-200, 1e200, 5e-324];
const normOf = (g: Float64Array) => Math.sqrt(dot(g, g));

describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 70])('the norm of %i slopes', (n) => {
  const next = mulberry32(n);
  const step = (entry: typeof plain, g: Float64Array) =>
    entry.step(entry.init(n), new Float64Array(n), g, { rate: 1, step: 1 });

  it('is that of the kernel', () => {
    for (let k = 0; k < 50; k++) {
      const g = numbersOf(next, n);
      if (k > 20) g[k % n] = special[k % special.length];
      const norm = normOf(g);
      expect([...step(plain, g)]).toEqual(new Array(n).fill(0 - norm));
      expect([...step(nested, g)]).toEqual(new Array(n).fill(0 - normOf(g.map((slope) => 3 * slope * norm))));
    }
  });
});

it('is a word of lines alone, and a name where it is declared one', () => {
  const own = optimizer({ title: 'own', knobs: { norm: 2 }, next: { x: 'x - norm (g)' } });
  expect([...own.step(own.init(2), [0, 0], [3, 4], { norm: 2, step: 1 })]).toEqual([-6, -8]);
  expect(() => optimizer({ title: 'own', knobs: {}, next: { x: 'x - norm(g, x)' } })).toThrow(
    'an operator or ")" at column 11',
  );
  expect(plain.tex).toBe('x \\leftarrow x - \\mathrm{‖g‖}');
});
