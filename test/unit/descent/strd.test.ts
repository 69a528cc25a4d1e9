import { describe, expect, it } from 'vitest';
import { agreeing, fits } from '../../../bench/strd.js';
import problems from '../../golden/strd.json' with { type: 'json' };

const length = (v: Iterable<number>) => Math.hypot(...v);

describe.each(fits(problems))(
  'NIST’s $name from start $start',
  ({ problem, fit, digits, errorDigits, y }) => {
    it('is what NIST says it is', () => {
      // Lanczos1 is made of numbers of 14 digits, so that its sum has fewer.
      const { sumOfSquares } = problem;
      expect(agreeing(2 * fit.value, sumOfSquares)).toBeGreaterThan(sumOfSquares > 1e-20 ? 9.5 : 2);
    });

    it('is found, and known to be', () => {
      expect(digits).toBeGreaterThan(9.9);
      expect(fit.outcome).toBe('settled');
      expect(fit.because).toMatch(
        /^a Gauss–Newton step would change a parameter by \S+ of itself at step \d+$/,
      );
      expect(fit.evaluations).toBeLessThanOrEqual(10_000);
    });

    it('has standard errors of as many digits as the rounding of y leaves to what is left of it', () => {
      const left = -Math.log10((2 ** -52 * length(y)) / length(fit.residuals));
      expect(errorDigits).toBeGreaterThan(Math.min(9.5, left));
      expect(fit.freedom).toBe(y.length - problem.parameters.length);
    });
  },
);
