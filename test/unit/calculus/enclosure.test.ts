import { describe, expect, it } from 'vitest';
import { enclosure, formula, remainder, taylor } from '../../../src/index.js';
import { Random } from '../../../src/random.js';

/** Values of f⁽ᵏ⁾ at places of an interval, its ends included. */
function valuesOf(text: string, [from, to]: number[], k: number, count = 200): number[] {
  const f = formula(text, { variables: ['x'] });
  let factorial = 1;
  for (let j = 2; j <= k; j++) factorial *= j;
  return Array.from(
    { length: count + 1 },
    (_, i) => taylor(f, i === count ? to : from + ((to - from) * i) / count, k)[k] * factorial,
  );
}

/** A function and the places it is tried at. */
const sharp: [string, number, number][] = [
  ['exp(x)', -3, 3],
  ['sin(x)', -9, 9],
  ['cos(x)', -9, 9],
  ['log(x)', 0.05, 4],
  ['1/x', 0.05, 4],
  ['sqrt(x)', 0.05, 4],
  ['tanh(x)', -4, 4],
];
const others: [string, number, number][] = [
  ...['tan(x)', 'asin(x)', 'acos(x)', 'atanh(x)'].map((text): [string, number, number] => [text, -0.9, 0.9]),
  ...['sinh(x)', 'cosh(x)', 'atan(x)', 'asinh(x)', 'erf(x)', 'erfc(x)', 'expm1(x)', 'cbrt(x + 5)'].map(
    (text): [string, number, number] => [text, -3, 3],
  ),
  ...['sigmoid(x)', 'softplus(x)', 'gelu(x)', 'silu(x)', 'elu(x - 9)', 'elu(x + 9)', 'relu(x + 9)'].map(
    (text): [string, number, number] => [text, -4, 4],
  ),
  ...['log1p(x)', 'log2(x)', 'log10(x)', 'x^2.5', 'x^x', 'x^-3', 'acosh(x + 1)'].map(
    (text): [string, number, number] => [text, 0.2, 3],
  ),
  ['x sin(x) / (1 + x^2)', -4, 4],
  ['exp(x) / (exp(x) + exp(2 x) + 1)', -2, 2],
  ['log(exp(x) + exp(-x))', -2, 2],
  ['(x^3 - 2 x + 1)^5', -1, 1],
  ['exp(-x^2/2)/sqrt(2*pi)', -3, 3],
  ['max(x, x - 1) min(x, 3 x + 20)', -4, 4],
  ['sqrt(1 + x^2) abs(x + 9) sign(x - 9) heaviside(x + 9)', -3, 3],
];

describe('enclosure', () => {
  it.each([...sharp, ...others])('of %s holds every value of its derivatives', (text, least, most) => {
    const random = new Random(1);
    for (let round = 0; round < 12; round++) {
      const from = least + (most - least) * random.number();
      const to = Math.min(most, from + random.number());
      const order = round % 6;
      const [low, high] = enclosure(text, [from, to], { order });
      // The values themselves are off by some of their places, more where terms cancel.
      const size = Math.max(...valuesOf(text, [from, to], order, 20).map(Math.abs));
      for (const value of valuesOf(text, [from, to], order, 20)) {
        expect(value).toBeGreaterThanOrEqual(low - 1e-10 * size);
        expect(value).toBeLessThanOrEqual(high + 1e-10 * size);
      }
    }
  });

  it.each(sharp)('of %s is at most a tenth wider than the range', (text, least, most) => {
    const random = new Random(2);
    for (let order = 0; order <= 10; order++) {
      const from = least + (most - least - 1) * random.number();
      const to = from + 1;
      const [low, high] = enclosure(text, [from, to], { order });
      const values = valuesOf(text, [from, to], order);
      const range = Math.max(...values) - Math.min(...values);
      expect(high - low).toBeLessThan(1.1 * range);
    }
  });

  it('is exact where the arithmetic is', () => {
    expect(enclosure('x^2', [-1, 2])).toEqual([0, 4]);
    expect(enclosure('x^2', [-1, 2], { order: 1 })).toEqual([-2, 4]);
    expect(enclosure('x^2', [-1, 2], { order: 2 })).toEqual([2, 2]);
    expect(Object.is(enclosure('x^2', [-1, 2], { order: 3 })[1], 0)).toBe(true);
    expect(enclosure('5', [0, 1])).toEqual([5, 5]);
    expect(enclosure('x - x', [0, 1])).toEqual([0, 0]);
    expect(enclosure('abs(x)', [-1, 1])).toEqual([0, 1]);
    expect(enclosure('sin(x)', [0, 1e20])).toEqual([-1, 1]);
    const [low, high] = enclosure('pi', [0, 1]);
    expect([low <= Math.PI, Math.PI < high]).toEqual([true, true]);
  });

  it('rounds outward', () => {
    const [low, high] = enclosure('0.1 + x', [0.2, 0.2]);
    // The sum of the doubles nearest to 0.1 and 0.2 is between two doubles.
    expect([low, high]).toEqual([0.3, 0.30000000000000004]);
  });

  it.each([
    ['1/x', [-1, 1], 0, -Infinity, Infinity, '1/x has a pole near 0'],
    ['1/x', [0, 1], 0, 1, Infinity, '1/x has a pole near 0'],
    ['1/x^2', [-1, 1], 0, 1, Infinity, '1/x^2 has a pole near 0'],
    ['tan(x)', [1, 2], 0, -Infinity, Infinity, 'tan(x) has a pole near 1.57'],
    ['abs(x)', [-1, 1], 1, -Infinity, Infinity, 'abs(x) has a kink near 0'],
    ['abs(x)', [-1, 1], 2, -Infinity, Infinity, 'abs(x) has a kink near 0'],
    ['relu(x - 0.3)', [0, 1], 1, -Infinity, Infinity, 'relu(x-0.3) has a kink near 0.3'],
    ['max(x, 1 - x)', [0, 1], 1, -Infinity, Infinity, 'max(x, 1-x) has a kink near 0.5'],
    ['elu(x)', [-1, 1], 2, -Infinity, Infinity, 'elu(x) has a kink near 0'],
    ['sign(x)', [-1, 1], 1, -Infinity, Infinity, 'sign(x) has a jump near 0'],
    ['sqrt(x)', [0, 1], 1, 0, Infinity, 'sqrt(x) is at or beyond the edge of its domain near 0'],
    ['log(x)', [0, 1], 0, -Infinity, 0, 'log(x) is at or beyond the edge of its domain near 0'],
    ['log(x)', [-2, -1], 0, -Infinity, Infinity, 'log(x) is at or beyond the edge of its domain near'],
  ])('of %s on %j, order %d, has an infinite end, and says why', (text, on, order, low, high, reason) => {
    const found = enclosure(text, on, { order });
    expect([found[0], found[1]]).toEqual([expect.closeTo(low, 2), expect.closeTo(high, 2)]);
    expect(found.reason).toContain(reason);
  });

  it('is finite where a kink or a pole is at an end only, on the side that does not see it', () => {
    expect(enclosure('abs(x)', [0, 1], { order: 1 })).toEqual([1, 1]);
    expect(enclosure('relu(x)', [-1, 0], { order: 1 })).toEqual([0, 0]);
    const [low, high] = enclosure('1/(x^2 - x + 1)', [0, 1]);
    expect([low, high]).toEqual([expect.closeTo(1, 2), expect.closeTo(4 / 3, 2)]);
    const [first, last] = enclosure('elu(x)', [-1, 1], { order: 1 });
    expect([first, last]).toEqual([expect.closeTo(1 / Math.E, 10), 1]);
  });

  it('refuses what is not a formula of one variable on an interval', () => {
    const refused: [() => unknown, RegExp][] = [
      [() => enclosure('x y', [0, 1]), /^enclosure: f needs one variable, got x, y$/],
      [() => enclosure(() => 1, [0, 1]), /^enclosure: f needs a formula, got a function$/],
      [() => enclosure(['x', 'x'], [0, 1]), /^enclosure: f needs one output, got 2$/],
      [() => enclosure('x', [1, 0]), /^enclosure: interval needs its lower end first, got /],
      [() => enclosure('x', [0, Number.NaN]), /^enclosure: interval\[1\] needs a finite number, got NaN$/],
      [() => enclosure('x', [0, 1, 2]), /^enclosure: interval needs 2 numbers, got 3$/],
      [() => enclosure('x', [0, 1], { order: -1 }), /^enclosure: order needs a whole number from 0 to 1000/],
      [() => remainder('x', 0, Number.POSITIVE_INFINITY, 1), /^remainder: x\[0\] needs a finite number/],
      [() => remainder('x y', 0, 1, 1), /^remainder: f needs one variable, got x, y$/],
      [() => remainder('x', 0, 1, 1.5), /^remainder: order needs a whole number from 0 to 999/],
    ];
    for (const [call, message] of refused) expect(call).toThrow(message);
  });
});

describe('remainder', () => {
  // sin 3 − (3 − 27/6 + 243/120), e − 8/3, ln 2 − 7/12, 1/1.5 − (1 − ½ + … + 2⁻¹⁰), tanh 1 − 4/5, to seventeen digits.
  it.each([
    ['sin(x)', 0, 3, 5, -0.3838799919401328],
    ['exp(x)', 0, 1, 3, 0.05161516179237857],
    ['log(x)', 1, 2, 4, 0.10981384722661197],
    ['1/x', 1, 1.5, 10, -1 / 3072],
    ['tanh(x)', 0, 1, 5, -0.03840584404423511],
  ])('of %s at %d to %d of order %d', (text, a, x, order, error) => {
    const found = remainder(text, a, x, order);
    expect(found.error).toBeCloseTo(error, 15);
    expect(found.bound).toBeGreaterThanOrEqual(Math.abs(error));
    expect(found.xi! > Math.min(a, x) && found.xi! < Math.max(a, x)).toBe(true);
    const next = taylor(text, found.xi!, order + 1)[order + 1];
    let power = 1;
    for (let k = 0; k <= order; k++) power *= x - a;
    expect(next * power).toBeCloseTo(error, 13);
  });

  it('is within its bound at random points, functions and orders', () => {
    const random = new Random(3);
    for (const [text, least, most] of [...sharp, ...others])
      for (let round = 0; round < 6; round++) {
        const [a, x] = [0, 1].map(() => least + (most - least) * random.number());
        const { error, bound } = remainder(text, a, x, random.below(9));
        expect(Math.abs(error)).toBeLessThanOrEqual(bound);
      }
  });

  it('is 0 for a polynomial of that degree, without a place', () => {
    expect(remainder('x^3', 0, 1, 3)).toEqual({ error: 0, bound: 0, xi: null });
    expect(remainder('x^3 - x', 0.1, 0.1, 1)).toEqual({ error: 0, bound: 0, xi: null });
  });

  it('has no place where the error is below its rounding, and is still within its bound', () => {
    const { error, bound, xi } = remainder('sin(x)', 0, 0.1, 20);
    expect(xi).toBe(null);
    // x²¹/21! is the first term left out.
    expect(error / (1e-21 / 51090942171709440000)).toBeCloseTo(1, 2);
    expect(error).toBeLessThanOrEqual(bound);
  });

  it('across a kink has an infinite bound, and says why', () => {
    expect(remainder('abs(x)', -1, 1, 1)).toEqual({
      error: 2,
      bound: Infinity,
      xi: null,
      reason: 'abs(x) has a kink near 0',
    });
  });
});
