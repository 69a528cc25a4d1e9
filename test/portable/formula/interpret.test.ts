import { describe, expect, it } from 'vitest';
import { formula } from '../../../src/index.js';

describe('a formula at many points', () => {
  it.each(['x^2 y - sin(y)/x', 'log(x)', 'max(x, y, x y)', 'x^0.5 + y^-3', '3'])(
    '%s has the bits it has at each',
    (text) => {
      const f = formula(text, { variables: ['x', 'y'] });
      for (const points of [0, 1, 255, 256, 257, 700]) {
        const x = Float64Array.from({ length: 2 * points }, (_, i) => ((i * 7919) % 613) / 100 - 3);
        x.set([-0, NaN, Infinity].slice(0, points), 0);
        const { value } = f.many(points).at(x);
        expect(value.length).toBe(points);
        for (let p = 0; p < points; p++) {
          const [alone] = f.at(Float64Array.of(x[p], x[points + p])).value;
          if (!Object.is(value[p], alone)) expect.fail(`${value[p]} is not ${alone} at point ${p}`);
        }
      }
    },
  );
});
