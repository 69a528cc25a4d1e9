import { describe, expect, it } from 'vitest';
import { dim, f64, inout, input, kernel, output } from '../../../src/engine/kernel.js';
import { loadedEngine } from '../../../src/engine/load.js';
import { axpy, matmul, softmaxRows, stencil, sum } from '../../../src/kernels/index.js';

describe('the call of a kernel', () => {
  it('is positional, and reads the dimensions that arrays tell', () => {
    const y = Float64Array.of(1, 2);
    axpy(10, Float64Array.of(1, 1), y);
    expect([...y]).toEqual([11, 12]);
    expect(sum(Float64Array.of(1, 2, 3))).toBe(6);
  });

  it('refuses wrong lengths, kinds and numbers of arguments before it writes anything', () => {
    const y = Float64Array.of(1, 2, 3, 4);
    const call = axpy as unknown as (...args: unknown[]) => void;
    expect(() => axpy(1, Float64Array.of(1, 2, 3), y)).toThrow(
      new RangeError('axpy: y needs n = 3 numbers, got 4'),
    );
    expect(() => matmul(2, 2, 2, y, Float64Array.of(1), y)).toThrow(
      new RangeError('matmul: b needs k*n = 4 numbers, got 1'),
    );
    expect(() => call(1, [1, 2], y)).toThrow(
      new TypeError('axpy: x needs a Float64Array, got an array of 2'),
    );
    expect(() => call(1, y)).toThrow(new TypeError('axpy: the call needs 3 arguments, got 2'));
    expect([...y]).toEqual([1, 2, 3, 4]);
  });

  it('refuses to write over an argument', () => {
    const x = new Float64Array(100);
    expect(() => axpy(1, x, x)).toThrow(new RangeError('axpy: y needs memory of its own, got that of x'));
  });

  it('refuses dimensions that its condition rules out', () => {
    expect(() => stencil(2, 2, new Float64Array(3), new Float64Array(3), new Float64Array(12))).toThrow(
      new RangeError('stencil: the call needs from + count ≤ n, got 3, 2, 2'),
    );
  });

  it('works on engine memory without copying', () => {
    const { memory } = loadedEngine()!;
    const mark = memory.mark();
    const [x, y] = [memory.scratch('t', 3), memory.scratch('t', 3)];
    x.set([1, 2, 3]);
    y.fill(1);
    axpy(2, x, y);
    expect([...y]).toEqual([3, 5, 7]);
    memory.reset(mark);
  });

  it('copies a view that does not say where it is, and is right all the same', () => {
    const { memory } = loadedEngine()!;
    const mark = memory.mark();
    const held = memory.scratch('t', 200);
    held.fill(1);
    const part = held.subarray(100);
    axpy(1, new Float64Array(100).fill(2), part);
    expect([held[99], held[100], held[199]]).toEqual([1, 3, 3]);
    memory.reset(mark);
    expect(memory.used.scratch).toBe(0);
  });

  it('gives the one canonical NaN, whatever the machine made', () => {
    for (const n of [3, 300]) {
      const p = new Float64Array(n);
      softmaxRows(1, n, new Float64Array(n).fill(Infinity), p);
      const bits = new BigUint64Array(p.buffer);
      expect(bits.every((word) => word === 0x7ff8000000000000n)).toBe(true);
    }
  });

  it('needs its sizes made of declared dimensions', () => {
    const args = [dim('n'), f64('a'), input('x', 'k'), output('y', 'n'), inout('z', 'n')] as const;
    expect(() => kernel({ name: 'odd', says: '', args, reference() {} })).toThrow(
      new TypeError('odd: x needs declared dimensions, got k'),
    );
  });
});
