import { describe, expect, it } from 'vitest';
import { allocateZeros, Memory, reserveMemory } from '../../../src/engine/memory.js';

const fresh = () => new Memory(new ArrayBuffer(1024), 100);

describe('engine memory', () => {
  it('takes scratch upwards from the first aligned byte, and gives it back to a mark', () => {
    const memory = fresh();
    const mark = memory.mark();
    expect(mark).toBe(112);
    expect(memory.take('t', 3)).toBe(112);
    expect(memory.take('t', 1)).toBe(144);
    const view = memory.scratch('t', 2);
    expect([view.address, view.byteOffset, view.length]).toEqual([160, 160, 2]);
    const { left } = memory;
    expect(left).toBe((1024 - 176) / 8);
    expect(memory.take('t', left)).toBe(176);
    expect(memory.left).toBe(0);
    memory.reset(mark);
    expect(memory.used).toEqual({ scratch: 0, held: 0 });
  });

  it('holds zeros from the top down, and gives every place back, in any order', () => {
    const memory = fresh();
    const [a, b, c] = [memory.hold('t', 4), memory.hold('t', 5), memory.hold('t', 0)];
    expect([a.address, b.address, c.address]).toEqual([992, 944, 928]);
    a.fill(7);
    memory.release(a);
    expect(memory.hold('t', 4).address).toBe(992);
    expect([...memory.hold('t', 2)]).toEqual([0, 0]);
    for (const view of [c, b]) memory.release(view);
    expect(memory.used.held).toBe(32 + 16);
  });

  it('joins neighbours, so that what was held in parts can be held whole', () => {
    const memory = fresh();
    const parts = Array.from({ length: 20 }, () => memory.hold('t', 4));
    for (const i of [3, 1, 2, 0]) memory.release(parts[i]);
    expect(memory.hold('t', 16).address).toBe(parts[3].address);
    for (const part of parts.slice(4)) memory.release(part);
    expect(memory.used.held).toBe(128);
  });

  it('refuses what does not fit, and is as it was', () => {
    const memory = fresh();
    memory.hold('t', 8);
    const mark = memory.mark();
    const message = 't: 1000 numbers need 8000 bytes of engine memory, got 848 left';
    expect(() => memory.take('t', 1000)).toThrow(new RangeError(message));
    expect(() => memory.hold('t', 1000)).toThrow(new RangeError(message));
    expect(memory.mark()).toBe(mark);
  });
});

describe('engine memory, reserved', () => {
  const { Memory: Real } = WebAssembly;
  const refusing = (most: number) => {
    (WebAssembly as { Memory: unknown }).Memory = class {
      constructor({ initial }: { initial: number }) {
        if (initial * 65536 > most) throw new RangeError('could not allocate memory');
        // biome-ignore lint/correctness/noConstructorReturn: stands in for the platform's
        return new Real({ initial });
      }
    };
  };

  it('takes just under 2 GB, and halves what it asks for where that is refused', () => {
    try {
      refusing(2 ** 24);
      expect(reserveMemory()!.buffer.byteLength).toBe(2 ** 24);
      refusing(0);
      expect(reserveMemory()).toBeNull();
    } finally {
      (WebAssembly as { Memory: unknown }).Memory = Real;
    }
  });
});

it('zeros says what it could not have', () => {
  expect(() => allocateZeros('matrix', 'data', 2 ** 50)).toThrow(
    new RangeError(
      'matrix: data needs memory for 1125899906842624 numbers (9007199254740992 bytes), got none',
    ),
  );
});
