import { describe, expect, it } from 'vitest';
import '../../../src/formula/teach/index.js';
import { workOutAtOnce, workOutDerivative } from '../../../src/calculus/workedDerivative.js';
import { spendWork, WorkBudget } from '../../../src/formula/work.js';
import { runToEnd } from '../../../src/spec/resolveProblem.js';

const span = { from: -2, to: 2 };
const quotients = (count: number) => Array.from({ length: count }, (_, i) => `x/(x+${i + 1})`).join('+');
const tower = (height: number) => `${'(x+'.repeat(height)}x${')^2'.repeat(height)}`;

describe('what the derivative figure shows, worked out in parts', () => {
  it.each(['x^2 sin(x)', '(3x+2)^4', 'sin(x)/x', 'abs(x)', 'tan(x)', 'x^3-2x'])(
    '%s is so at once, the same as in parts',
    (f) => {
      const request = { f, order: 1, span };
      expect(workOutAtOnce(request)).toEqual(runToEnd(workOutDerivative(request)));
    },
  );

  it.each([
    [`${'sin('.repeat(150)}x${')'.repeat(150)}`, 1],
    [quotients(40), 2],
    [tower(20), 2],
  ])('%s of order %d takes too much work for that', (f, order) => {
    const request = { f, order, span };
    expect(workOutAtOnce(request)).toBeNull();
    // A pause at least for every place of a curve.
    let pauses = 0;
    const parts = workOutDerivative(request);
    while (!parts.next().done) pauses++;
    expect(pauses).toBeGreaterThan(1000);
  });

  it('is plain data', () => {
    const worked = runToEnd(workOutDerivative({ f: 'x abs(x) + 1/x', order: 2, span }));
    expect(structuredClone(worked)).toEqual(worked);
  });

  it('says that derivatives take too much work, and what to do', () => {
    expect(() => runToEnd(workOutDerivative({ f: quotients(500), order: 1, span }))).toThrow(
      /^nabla-derivative: the formula needs at most 60000 steps of work, got more; a shorter one can be shown$/,
    );
  });

  it('has no steps where these are too long to be told', () => {
    const { steps, allTold } = runToEnd(workOutDerivative({ f: tower(80), order: 1, span }));
    expect([steps.length, allTold]).toEqual([0, false]);
    expect(runToEnd(workOutDerivative({ f: 'x^2', order: 3, span })).allTold).toBe(true);
  });
});

describe('a budget of work', () => {
  it('is one for all that it is spent on, and leaves what others have', () => {
    const [outer, inner] = [
      new WorkBudget('outer', 'try less', 100),
      new WorkBudget('inner', 'try less', 30),
    ];
    outer.spendOn(() => {
      inner.spendOn(() => spendWork(20));
      expect(() => inner.spendOn(() => spendWork(20))).toThrow(
        /^inner: .* at most 30 steps of work, got more; try less$/,
      );
    });
    outer.spendOn(() => spendWork(60));
    expect(() => outer.spendOn(() => spendWork(1))).toThrow(/^outer: /);
    spendWork(1000);
  });
});
