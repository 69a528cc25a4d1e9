import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivative, formula } from '../../../src/index.js';
import { kinked, smooth, texts } from '../../laws/texts.js';

// What is printed computes what the verbs do: `.derivative()` of random formulas, and `.derivative().derivative()`,
// of functions of the whole line, up to the rounding of the largest number on the way.
const numRuns = 400;
const whole = texts([...smooth, ...kinked], []).map((text) => text.replaceAll(/\by\b/g, 'x'));
const place = fc.oneof(
  fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 1e-3),
  fc.constantFrom(1e-17, -1e-17, 1e-9, -800, 800, 1e17, -1e17),
);
const one = { variables: ['x'] };

/** The largest number met on the way to a value; ∞ where one is not finite. */
function largest(f: ReturnType<typeof formula>, x: number): number {
  const sizes = f.trace(Float64Array.of(x)).values.map(Math.abs);
  return sizes.reduce((most, each) => (each <= most ? most : each < Infinity ? each : Infinity), 1);
}

describe('a printed derivative', () => {
  it.each([1, 2])('of order %d has the number of the verb', { tags: ['long'] }, (order) => {
    let judged = 0;
    const property = fc.property(whole, place, (text, x) => {
      const f = formula(text, one);
      let printed = f;
      for (let k = 0; k < order; k++) printed = printed.derivative('x');
      const expected = derivative(f, x, { order });
      const size = Math.max(largest(f, x), largest(printed, x), Math.abs(expected));
      // Where a number on the way is not finite, one of the two may be without the other.
      if (!(size < 1e6)) return;
      judged++;
      const found = printed.of(x);
      expect(Math.abs(found - expected), `${f.text} at ${x}: ${printed.text}`).toBeLessThan(
        1e-9 * size * size,
      );
    });
    for (const seed of [1, 2]) fc.assert(property, { numRuns, seed });
    expect(judged).toBeGreaterThan(numRuns * 0.5);
  });

  // Of the terms of a share all but those that tie are 0, so that a few roundings of the slope itself are left; where
  // branches are multiplied their slopes may cancel, and roundings are those of the largest number on the way.
  it('of min and max takes the branch of the verb, whatever the magnitudes', { tags: ['long'] }, () => {
    const leaf = fc.constantFrom(
      ...['x', '2x', '0.1x', '1e17x', '1e-17x', 'x+.1', '.3-x', 'x^2', '1', '5', '0', '1e-17', 'sin(x)'],
    );
    const text = fc.letrec<{ any: string }>((tie) => {
      const several = fc.array(tie('any'), { minLength: 2, maxLength: 5 });
      return {
        any: fc.oneof(
          { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
          leaf,
          fc
            .tuple(fc.constantFrom('min', 'max'), several)
            .map(([name, args]) => `${name}(${args.join(', ')})`),
          fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a})*(${b})`),
        ),
      };
    }).any;
    const at = fc.oneof(
      place,
      fc.integer({ min: -20, max: 20 }).map((n) => n / 10),
    );
    const property = fc.property(text, at, (given, x) => {
      const f = formula(given, one);
      const expected = derivative(f, x);
      const printed = f.derivative('x');
      const size = given.includes(')*(') ? largest(printed, x) : Math.abs(expected);
      const off = Math.abs(printed.of(x) - expected);
      if (size < Infinity) expect(off, `${given} at ${x}: ${printed.text}`).toBeLessThanOrEqual(1e-14 * size);
    });
    for (const seed of [1, 2, 3]) fc.assert(property, { numRuns: 1000, seed });
  });
});

describe('the work of a derivative is bounded', () => {
  const nested = (open: string, close: string, times: number) =>
    `${open.repeat(times)}x${close.repeat(times)}`;
  const joined = (sign: string, count: number) => Array.from({ length: count }, (_, i) => `x${i}`).join(sign);

  it.each(['*', '+', '-', '/', '^'])('2600 names joined by %s are derived', { tags: ['long'] }, (sign) => {
    const f = formula(joined(sign, 2600));
    const slope = f.derivative('x0');
    expect(formula(slope.text, { variables: f.variables }).text).toBe(slope.text);
    expect(f.tex.length).toBeGreaterThan(1e4);
    expect(f.mathml.length).toBeGreaterThan(1e4);
  });

  it('a tower of 3000 powers is written or refused, and no piece of it looked through for each', () => {
    expect(() => formula(`${'x^'.repeat(3000)}x`).derivative().text).toThrow(/its text needs at most/);
  });

  it('what grows without end says so, and what to do', { tags: ['long'] }, () => {
    const f = formula(nested('(x+', ')^2', 80));
    expect(() => {
      f.explain();
      f.derivative().derivative('x').derivative('x').text;
    }).toThrow(/^(explain|derivative|formula): .* needs at most \d+ \w+/);
  });

  it('a list of many arguments reads back from what is printed', () => {
    const f = formula(`min(${'x,'.repeat(9900)}x)`);
    expect(formula(f.text).text).toBe(f.text);
  });
});
