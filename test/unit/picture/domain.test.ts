import { describe, expect, it } from 'vitest';
import { needDomain, parseDomain } from '../../../src/picture/domain.js';

describe('a domain', () => {
  it('has room around any x that is drawn, and six digits tell its numbers apart', () => {
    for (const x of [0, 2, 2.5, -7, 1e4, 1e6, -1e9, 1e15, 1e16, -1e16, 1e99]) {
      const { from, to } = parseDomain('a', '', x);
      expect(from <= x && x <= to).toBe(true);
      expect(to - from).toBeGreaterThanOrEqual(Math.max(4, 2e-5 * Math.abs(x)) * (1 - 1e-9));
    }
    expect(parseDomain('a', '', 7.4)).toEqual({ from: 5, to: 9 });
  });

  it.each([1e300, -1.7e308, Infinity, NaN])('is refused around %d', (x) => {
    expect(() => parseDomain('a', '', x)).toThrow(
      new RangeError(`a: x needs a number from -1e100 to 1e100, got ${x}`),
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
    expect(() => parseDomain('a', text, 0)).toThrow(new RegExp(`a: domain needs ${needs}.*got "${text}"`));
  });

  it('may be small by itself where the figure draws it', () => {
    expect(needDomain('a', '0..1e-200', 0, 1e-200)).toEqual({ from: 0, to: 1e-200 });
    expect(() => needDomain('a', '0..1e-301', 0, 1e-301)).toThrow('a: domain needs room between its ends');
  });
});
