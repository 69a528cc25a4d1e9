import { describe, expect, it } from 'vitest';
import { lossRange } from '../../../src/picture/lossRange.js';
import { numbersIn } from '../../../src/picture/numberFormat.js';
import { lossTicks, ticks } from '../../../src/picture/ticks.js';

/** Numbers at the edges of doubles, on both sides of 0, with their neighbours. */
const sizes = [0, 5e-324, 1e-323, 2.3e-308, 1e-300, 1e-9, 1, 1000, 2 ** 53, 1e15, 1e16, 1e22, 1e300, 1.7e308];
const edges = sizes.flatMap((size) => [size, -size, size * (1 + 2 ** -52), size + 1, size - 1]);

describe('ticks', () => {
  it('are round, rising and within the span, and no more than asked for, whatever the ends', () => {
    for (const from of edges)
      for (const to of edges)
        for (const most of [1, 2, 5, 8]) {
          const found = ticks({ from, to }, most);
          const told = `${found.length} ticks from ${from} to ${to}: ${found.slice(0, 10)}`;
          expect(found.length, told).toBeLessThanOrEqual(Math.max(2, most));
          const room = (to / 2 - from / 2) * 1e-5;
          const isSound = (tick: number, i: number) =>
            Number.isFinite(tick) && tick >= from - room && tick <= to + room && !(tick <= found[i - 1]);
          expect(found.every(isSound), told).toBe(true);
        }
  });

  it('are there wherever such numbers lie between the ends', () => {
    expect(ticks({ from: -1.7e308, to: 1.7e308 }, 6)).toEqual([-1e308, 0, 1e308]);
    expect(ticks({ from: 0.5e16, to: 1.5e16 }, 6)).toEqual([6e15, 8e15, 1e16, 1.2e16, 1.4e16]);
    expect(ticks({ from: 0, to: 1e-300 }, 3)).toEqual([0, 5e-301, 1e-300]);
    expect(ticks({ from: 1e16, to: 1e16 + 4 }, 6)).toEqual([]);
    expect(ticks({ from: 2, to: 2 }, 6)).toEqual([]);
    expect(ticks({ from: 2, to: 1 }, 6)).toEqual([]);
    expect(ticks({ from: NaN, to: 1 }, 6)).toEqual([]);
  });

  it('have labels that tell them apart', () => {
    const { tick } = numbersIn('en');
    for (const [from, to] of [
      [0, 20_000],
      [12_345_678, 12_345_681],
      [0.001, 0.0016],
      [-3e-5, 4e-5],
      [0.5e16, 1.5e16],
    ]) {
      const labels = ticks({ from, to }, 8).map(tick);
      expect(new Set(labels).size).toBe(labels.length);
    }
    expect([12_000, 0.0025, -1e-5, -10_000, 1.25e6].map(tick)).toEqual([
      '1.2e4',
      '0.0025',
      '−10⁻⁵',
      '−10⁴',
      '1.25e6',
    ]);
  });
});

describe('lossTicks', () => {
  it('are bounded on every scale, whatever the losses', () => {
    for (const scale of ['log', 'signed log', 'linear'] as const)
      for (const a of edges)
        for (const b of edges) {
          const values = [a, b];
          const range = lossRange([{ values, count: 2, diverged: false }], scale);
          const told = `${scale}, ${a} to ${b}: ${JSON.stringify(range)}`;
          expect(Number.isFinite(range.low) && range.low < range.high, told).toBe(true);
          const found = lossTicks(range, 8);
          expect(found.length, told).toBeLessThanOrEqual(8);
          expect(found.every(Number.isFinite), told).toBe(true);
        }
  });
});
