import { describe, expect, it } from 'vitest';
import * as kernels from '../../src/kernels/index.js';
import { exp } from '../../src/math/exp.js';
import { log } from '../../src/math/log.js';
import { log1p } from '../../src/math/log1p.js';
import golden from '../golden/elementary.json' with { type: 'json' };
import { random } from '../laws/random.js';

const functions = { exp, log, log1p };
// Bounds in ulps, a little above the worst met: what the algorithms promise is below 1.
const bounds = { exp: 0.6, log: 0.9, log1p: 1.3 };

/** The distance from |y| to the next number up. */
function ulp(y: number): number {
  const whole = new Float64Array([Math.abs(y)]);
  new BigInt64Array(whole.buffer)[0] += 1n;
  return whole[0] - Math.abs(y);
}

describe.each(['exp', 'log', 'log1p'] as const)('%s', (name) => {
  const f = functions[name];

  it(`is within ${bounds[name]} ulp of a 60-digit table`, () => {
    let worst = 0;
    for (const [x, y, rest] of golden[name]) {
      const error = Math.abs((f(x) - y) / ulp(y) - rest);
      if (!(error <= bounds[name])) expect.fail(`${name}(${x}) is off by ${error} ulp`);
      worst = Math.max(worst, error);
    }
    expect(worst).toBeGreaterThan(0.4);
  });

  it('has the same bits in both languages at 200 000 points', () => {
    const next = random(42);
    const x = Float64Array.from({ length: 200_000 }, (_, i) => {
      const spread = i % 3 === 0 ? 1 : i % 3 === 1 ? 30 : 720;
      return name === 'exp' ? spread * (2 * next() - 1) : exp(spread * (2 * next() - 1));
    });
    const y = new Float64Array(x.length);
    kernels[name](x, y);
    const off = x.findIndex((value, i) => !Object.is(y[i], f(value)));
    expect(off).toBe(-1);
  });
});

describe('exactly', () => {
  it.each([
    [exp(0), 1],
    [exp(-0), 1],
    [exp(Infinity), Infinity],
    [exp(-Infinity), 0],
    [exp(710), Infinity],
    [exp(1e300), Infinity],
    [exp(-746), 0],
    [exp(-745), 5e-324],
    [exp(NaN), NaN],
    [log(1), 0],
    [log(0), -Infinity],
    [log(-0), -Infinity],
    [log(-1), NaN],
    [log(Infinity), Infinity],
    [log(NaN), NaN],
    [log1p(0), 0],
    [log1p(-0), -0],
    [log1p(-1), -Infinity],
    [log1p(-2), NaN],
    [log1p(Infinity), Infinity],
    [log1p(-Infinity), NaN],
    [log1p(1e-300), 1e-300],
  ])('case %#', (got, wanted) => {
    expect(got).toBe(wanted);
  });
});
