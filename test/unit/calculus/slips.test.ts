import { describe, expect, it } from 'vitest';
import { checkGradient, formula, value } from '../../../src/index.js';
import golden from '../../golden/published.json' with { type: 'json' };

// All kinds of slip, and the lists of what is missed, are `npm run bench -- slips`.

describe('over the functions that others test their derivatives on, checkGradient', () => {
  const rows = golden.map((row) => {
    const right = row.gradient.map(([y]) => y);
    return { ...row, f: formula(row.formula, { variables: row.variables }), right };
  });

  it('passes 99.5 % of right gradients', () => {
    const verdicts = rows.flatMap(({ f, right, point }) =>
      checkGradient(f, right, point).components.map(({ verdict }) => verdict),
    );
    const passed = verdicts.filter((verdict) => verdict === 'pass').length;
    expect(verdicts.length).toBeGreaterThan(1700);
    expect(passed / verdicts.length).toBeGreaterThanOrEqual(0.995);
  });

  it.each([
    ['the sign', -1],
    ['a part in ten thousand', 1.0001],
  ])('fails those that are wrong by %s, where values can show it, 995 in a thousand', (_, factor) => {
    const verdicts = rows.flatMap(({ f, right, point }) => {
      const size = Math.abs(value(f, point) as number);
      const wrong = right.map((each) => factor * each);
      return checkGradient(f, wrong, point).components.flatMap(({ verdict, index }) => {
        // A thousand of its last places over a step as wide as the point.
        const moves = Math.abs(wrong[index] - right[index]) * Math.max(1, Math.abs(point[index]));
        return moves > 1000 * 2 ** -52 * size && verdict !== 'kink' ? [verdict] : [];
      });
    });
    const failed = verdicts.filter((verdict) => verdict === 'fail').length;
    expect(verdicts.length).toBeGreaterThan(1500);
    expect(failed / verdicts.length).toBeGreaterThanOrEqual(0.995);
  });
});
