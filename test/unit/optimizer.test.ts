import { describe, expect, it } from 'vitest';
import { compare, minimize, optimizer, optimizers } from '../../src/index.js';

describe("an optimizer of one's own", () => {
  const plain = optimizer({ title: 'plain', knobs: { rate: 0.1 }, next: { x: 'x - rate g' } });

  it('is its lines', () => {
    const mine = minimize('rosenbrock', { optimizer: plain, rate: 1e-3, steps: 50 });
    const ours = minimize('rosenbrock', { optimizer: 'sgd', rate: 1e-3, steps: 50 });
    expect([...mine.losses]).toEqual([...ours.losses]);
    expect([mine.optimizer, plain.formula]).toEqual(['plain', 'x - rate g']);
  });

  it('has a clock, state for each parameter, the number of the step, and lines that see those above', async () => {
    const mine = optimizer({
      title: 'own',
      knobs: { rate: 0.1, decay: 0.5 },
      clock: { p: 1 },
      state: { v: 2 },
      next: ({ decay }) => ({
        p: 'p/2',
        d: decay ? 'g + decay x' : 'g',
        v: 'v + d step p',
        x: 'x - rate v',
      }),
    });
    const run = minimize((x) => 3 * x[0] - x[1], {
      optimizer: mine,
      rate: 1,
      steps: 2,
      start: [1, 4],
      tolerance: 0,
    });
    // d = 3 + 0.5 and −1 + 2 at first; p is 1/2, then 1/4.
    const first = [2 + 3.5 / 2, 2 + 1 / 2];
    const x = [1 - first[0], 4 - first[1]];
    const second = [first[0] + (3 + x[0] / 2) * 2 * 0.25, first[1] + (-1 + x[1] / 2) * 2 * 0.25];
    expect(run.point[0]).toBeCloseTo(x[0] - second[0], 8);
    expect(run.point[1]).toBeCloseTo(x[1] - second[1], 8);
    const { runs } = await compare('bowl', { optimizers: [mine, 'sgd'], rates: [0.01, 0.1], steps: 3 });
    expect(runs.map(({ label }) => label)).toEqual(['own 0.01', 'own 0.1', 'sgd 0.01', 'sgd 0.1']);
  });

  it('is set in TeX and MathML, line by line', () => {
    expect(optimizers.sgd.tex).toBe('x \\leftarrow x - \\mathrm{rate} \\cdot g');
    expect(plain.mathml).toContain('<mi>x</mi></math> ← <math');
  });

  it.each<[object, string]>([
    [{ next: { y: 'x' } }, 'optimizer: next needs a line for x, got none'],
    [{ next: { x: 'x - rat g' } }, '"rat" at column 5'],
    [{ next: { x: 'x - (g' } }, 'formula:'],
    [{ next: { x: 3 } }, 'formula: text needs a string, got 3'],
    [{ next: null }, 'optimizer: next needs lines of formula text, got null'],
    [{ knobs: null }, 'optimizer: knobs needs an object, got null'],
    [{ knobs: { rate: '0.1' } }, 'optimizer: knobs.rate needs a number or a knob, got "0.1"'],
    [{ state: { x: 0 } }, 'optimizer: state needs names of its own, got x again'],
    [{ clock: { m: '1' } }, 'optimizer: clock.m needs a finite number, got "1"'],
    [{ clock: { 'm n': 1 } }, 'optimizer: clock needs names, got "m n"'],
    [{ titel: 'x' }, 'optimizer: no part "titel"; did you mean "title"?'],
  ])('is refused where it cannot be understood: %o', (part, message) => {
    const text = { title: 'bad', knobs: { rate: 0.1 }, next: { x: 'x - rate g' }, ...part };
    expect(() => optimizer(text as never)).toThrow(message);
  });
});
