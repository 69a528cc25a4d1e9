import { describe, expect, it } from 'vitest';
import { gradient, hessian, huber, losses, matrix, value } from '../../../src/index.js';

describe('huber', () => {
  it('is half the square up to delta, and a line beyond, in the mean', () => {
    expect(value(huber([0]), [0.5])).toBe(0.125);
    expect(value(huber([0]), [-3])).toBe(2.5);
    expect(value(huber([1, 1], 2), [2, 6])).toBe((0.5 + 8) / 2);
    expect([...gradient(huber([1, 1], 2), [2, 6])]).toEqual([0.5, 1]);
    expect([...gradient(huber([1, 1], 2), [2, -6])]).toEqual([0.5, -1]);
    expect([...hessian(huber([1, 1], 2), [2, 6]).data]).toEqual([0.5, 0, 0, 0]);
    const batch = huber(matrix(2, 2, [1, 2, 3, 4]));
    expect(value(batch, [1, 2, 3, 8])).toBe(3.5 / 4);
    expect([...gradient(batch, [1, 2, 3, 8])]).toEqual([0, 0, 0, 0.25]);
  });

  it('at its corner has value and slope of both sides, and no curvature', () => {
    for (const y of [0.3, -0.3]) {
      expect(value(huber([0], 0.3), [y])).toBeCloseTo(0.045, 17);
      expect([...gradient(huber([0], 0.3), [y])]).toEqual([y]);
      expect([...hessian(huber([0], 0.3), [y]).data]).toEqual([0]);
    }
  });

  it('holds far out: an outlier pulls with delta, ∞ has a slope, NaN has none', () => {
    expect(value(huber([0]), [1e300])).toBe(1e300);
    expect([...gradient(huber([0, 0]), [1e300, -Infinity])]).toEqual([0.5, -0.5]);
    expect(value(huber([0]), [Infinity])).toBe(Infinity);
    expect([...gradient(huber([0, 0]), [1, NaN])]).toEqual([NaN, NaN]);
    expect(value(huber([0], 5e-324), [2])).toBe(1e-323);
  });

  it('takes the target as it is at the call, and is the one of the namespace', () => {
    const target = [1, 2];
    const loss = huber(target);
    target[0] = 100;
    expect(value(loss, [1, 2])).toBe(0);
    expect(losses.huber).toBe(huber);
  });

  it.each([
    [[[]], RangeError, 'huber: target needs at least one number, got 0'],
    [[['1']], TypeError, 'huber: target[0] needs a number, got "1"'],
    [[3], TypeError, 'huber: target needs an array of numbers, got 3'],
    [[null], TypeError, 'huber: target needs an array of numbers, got null'],
    [[[1], 0], RangeError, 'huber: delta needs a number above 0, got 0'],
    [[[1], -1], RangeError, 'huber: delta needs a number above 0, got -1'],
    [[[1], NaN], RangeError, 'huber: delta needs a number above 0, got NaN'],
    [[[1], Infinity], RangeError, 'huber: delta needs a number above 0, got Infinity'],
    [[[1], '1'], TypeError, 'huber: delta needs a number above 0, got "1"'],
    [[{ rows: 2, columns: 2, data: [1] }], RangeError, /^huber: target/],
  ])('refuses %j', (args, kind, message) => {
    const call = () => (huber as (...args: unknown[]) => unknown)(...args);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
