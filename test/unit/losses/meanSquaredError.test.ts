import { describe, expect, it } from 'vitest';
import { compose, gradient, hessian, linear, matrix, meanSquaredError, value } from '../../../src/index.js';

describe('meanSquaredError', () => {
  it('is the mean of the squares, of one row or of all rows of a batch', () => {
    expect(value(meanSquaredError([1, 2]), [4, 6])).toBe(12.5);
    expect([...gradient(meanSquaredError([1, 2]), [4, 6])]).toEqual([3, 4]);
    const batch = meanSquaredError(matrix(2, 2, [1, 2, 3, 4]));
    expect(value(batch, [1, 2, 3, 8])).toBe(4);
    expect([...gradient(batch, [1, 2, 3, 8])]).toEqual([0, 0, 0, 2]);
    expect([...hessian(batch, [0, 0, 0, 0]).data].filter((_, i) => i % 5 === 0)).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ]);
  });

  it('of a line is the loss of least squares: its Hessian is 2WᵀW/n', () => {
    const w = matrix(3, 2, [1, 2, 3, 4, 5, 6]);
    const h = hessian(compose(meanSquaredError([1, 0, 1]), linear(w)), [0.3, -0.2]);
    [70 / 3, 88 / 3, 88 / 3, 112 / 3].forEach((entry, i) => {
      expect(h.data[i]).toBeCloseTo(entry, 13);
    });
  });

  it('takes the target as it is at the call, whatever becomes of it', () => {
    const target = [1, 2];
    const loss = meanSquaredError(target);
    target[0] = 100;
    expect(value(loss, [1, 2])).toBe(0);
  });

  it.each([
    [[], RangeError, 'meanSquaredError: target needs at least one number, got 0'],
    [['1'], TypeError, 'meanSquaredError: target[0] needs a number, got "1"'],
    [3, TypeError, 'meanSquaredError: target needs an array of numbers, got 3'],
    [new Array(2), TypeError, 'meanSquaredError: target[0] needs a number, got undefined'],
    [{ rows: 2, columns: 2, data: [1] }, RangeError, /^meanSquaredError: target/],
  ])('refuses %j', (target, kind, message) => {
    const call = () => meanSquaredError(target as never);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
