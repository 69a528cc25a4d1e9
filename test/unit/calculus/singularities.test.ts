import { describe, expect, it } from 'vitest';
import '../../../src/formula/teach/index.js';
import {
  derivativeModel,
  needDomain,
  parseDomain,
  tangentPointAt,
} from '../../../src/calculus/derivativeModel.js';

const kindAt = (text: string, x: number, domain = '') =>
  tangentPointAt(derivativeModel(text, 1, parseDomain(domain, x)), x).kind;

describe('the tangent of a formula far from 0', () => {
  it.each([0, 1, 1e3, 1e6, 1e9, 1e12, 1e15, 1e16, -1e16, 1e40])('is there where it is smooth, at %d', (x) => {
    for (const text of ['sin(x)', 'x^2 sin(x)', 'x^2', 'cos(1000x)', 'exp(-x^2)', '3x + 1'])
      expect(kindAt(text, x), text).toBe('smooth');
  });

  it.each([0, 1e3, 1e6, 1e9])('is not there at a kink or a jump, at %d', (x) => {
    expect(kindAt(`abs(x - ${x})`, x)).toBe('kink');
    expect(kindAt(`relu(${x} - x)`, x)).toBe('kink');
    expect(kindAt(`1e9 + abs(x - ${x})`, x)).toBe('kink');
    expect(kindAt(`sign(x - ${x})`, x)).toBe('jump');
    expect(kindAt(`1/(x - ${x})`, x)).toBe('pole');
  });

  it('has no more kinks than can be told singly, and none where the grid is too coarse for the curve', () => {
    for (const x of [1e9, 1e15, 1e16, 1e60]) {
      const { singularities } = derivativeModel('x^2 sin(x)', 1, parseDomain('', x));
      expect(singularities).toEqual([]);
    }
    expect(derivativeModel('tan(x)', 1, parseDomain('-10..10', 0)).singularities).toHaveLength(6);
  });
});

describe('a domain', () => {
  it('has room around any x that is drawn, and six digits tell its numbers apart', () => {
    for (const x of [0, 2, 2.5, -7, 1e4, 1e6, -1e9, 1e15, 1e16, -1e16, 1e99]) {
      const { from, to } = parseDomain('', x);
      expect(from <= x && x <= to).toBe(true);
      expect(to - from).toBeGreaterThanOrEqual(Math.max(4, 2e-5 * Math.abs(x)) * (1 - 1e-9));
    }
    expect(parseDomain('', 7.4)).toEqual({ from: 5, to: 9 });
  });

  it.each([1e300, -1.7e308, Infinity, NaN])('is refused around %d', (x) => {
    expect(() => parseDomain('', x)).toThrow(
      new RangeError(`nabla-derivative: x needs a number from -1e100 to 1e100, got ${x}`),
    );
  });

  it.each<[string, string]>([
    ['2..1', 'two numbers in rising order'],
    ['2..2', 'two numbers in rising order'],
    ['a..b', 'two numbers in rising order'],
    ['-1.7e308..1.7e308', 'ends from -1e100 to 1e100'],
    ['0..Infinity', 'two numbers in rising order'],
    ['0..1e400', 'ends from -1e100 to 1e100'],
    ['1e16..10000000000000002', 'room between its ends'],
    ['0..5e-324', 'room between its ends'],
  ])('%s is refused', (text, needs) => {
    expect(() => parseDomain(text, 0)).toThrow(new RegExp(`domain needs ${needs}.*got "${text}"`));
  });

  it('may be small by itself where the figure draws it', () => {
    expect(needDomain('a', '0..1e-200', 0, 1e-200)).toEqual({ from: 0, to: 1e-200 });
    expect(() => needDomain('a', '0..1e-301', 0, 1e-301)).toThrow('a: domain needs room between its ends');
  });
});
