import { describe, expect, it } from 'vitest';
import { logspace } from '../../../src/index.js';

describe('logspace', () => {
  it('hits powers of ten, and its ends', () => {
    expect(logspace(1e-4, 1, 5)).toEqual([1e-4, 1e-3, 1e-2, 1e-1, 1]);
    expect(logspace(1e-3, 1e3, 7)).toEqual([1e-3, 1e-2, 1e-1, 1, 10, 100, 1000]);
    expect(logspace(0.3, 7, 2)).toEqual([0.3, 7]);
    expect(logspace(3, 3, 3)).toEqual([3, 3, 3]);
    expect(logspace(5, 9, 1)).toEqual([5]);
    expect(logspace(1, 1e-2, 3)).toEqual([1, 0.1, 0.01]);
    expect(logspace(1e-5, 1e-1, 9)[1]).toBe(0.0000316227766017);
  });

  it.each([
    [[0, 1, 3], RangeError, 'logspace: a needs a number above 0, got 0'],
    [[1, Infinity, 3], RangeError, 'logspace: b needs a number above 0, got Infinity'],
    [[1, 2, 0], RangeError, 'logspace: n needs a whole number from 1 to 1000000, got 0'],
    [['1', 2, 3], TypeError, 'logspace: a needs a number above 0, got "1"'],
  ])('refuses %j', (args, kind, message) => {
    expect(() => logspace(...(args as [number, number, number]))).toThrow(
      new (kind as ErrorConstructor)(message as string),
    );
  });
});
