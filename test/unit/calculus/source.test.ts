import { describe, expect, it } from 'vitest';
import { compare, gradient, value } from '../../../src/index.js';

describe('the cache of formulas: text that is given again', () => {
  it('is the same formula, however many others come between', () => {
    const texts = Array.from({ length: 150 }, (_, i) => `x^2 + ${i} x`);
    for (const round of [1, 2, 3])
      for (const [i, text] of texts.entries()) {
        expect(value(text, round)).toBe(round * round + i * round);
        expect([...gradient(text, round)]).toEqual([2 * round + i]);
      }
  });

  it('is refused again', () => {
    for (let i = 0; i < 2; i++) expect(() => value('x +', 1)).toThrow(SyntaxError);
  });

  it('gives the same comparison, whatever was asked of it before', async () => {
    const options = { optimizers: ['sgd'], rates: [0.1, 0.01], steps: 2000, start: { x: 3, y: -1 } } as const;
    const text = 'x^2 + 3 y^2 + sin(x y)';
    const first = await compare(text, options);
    gradient(text, { x: 1, y: 2 });
    expect((await compare(text, options)).hash).toBe(first.hash);
  });
});
