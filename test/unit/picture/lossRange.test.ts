import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/index.js';
import { axisName } from '../../../src/picture/compare/axisName.js';
import { english } from '../../../src/picture/language.js';
import { exitPoint } from '../../../src/picture/lossPolyline.js';
import { axisPosition, lossRange } from '../../../src/picture/lossRange.js';
import { lossTicks } from '../../../src/picture/ticks.js';

const column = (values: number[], diverged = false) => ({ values, count: values.length, diverged });

/** Places of losses on their axis, 0 at its lower end and 1 at its upper. */
function shares(columns: ReturnType<typeof column>[], losses: readonly number[]): number[] {
  const range = lossRange(columns);
  return losses.map((loss) => (axisPosition(loss, range) - range.low) / (range.high - range.low));
}

describe('the axis of losses below 0', () => {
  it('is linear where that shows them', () => {
    const falling = column([-4, -4.6, -4.99, -5]);
    const range = lossRange([falling]);
    expect(range.scale).toBe('linear');
    expect(lossTicks(range, 8)).toEqual([-5, -4.8, -4.6, -4.4, -4.2, -4]);
    const [first, , , last] = shares([falling], falling.values);
    expect(first).toBeGreaterThan(0.9);
    expect(last).toBeLessThan(0.1);
    expect(lossRange([column([50, 10, -30, -78.3])]).scale).toBe('linear');
  });

  it('is a signed log where the lowest are far below the start, or far above each other', () => {
    const wide = lossRange([column([1e6, 300, 2, -5])]);
    expect(wide.scale).toBe('signed log');
    expect(lossTicks(wide, 20)).toEqual([-10, -1, -0.1, 0, 0.1, 1, 10, 100, 1000, 1e4, 1e5, 1e6]);
    expect(lossTicks(wide, 5)).toEqual([-10, 0, 10, 1e4]);
    const narrow = lossTicks(lossRange([column([1e6, 300, 5, -2])]), 4);
    expect(narrow.length).toBeLessThanOrEqual(4);
    expect([narrow[0] < 0, narrow[1], narrow.at(-1)! > 0]).toEqual([true, 0, true]);
    const deep = lossRange([column([1, -2, -10]), column([1, -3e4, -1e7])]);
    expect(deep.scale).toBe('signed log');
    expect(lossTicks(deep, 12)).toContain(-1e7);
  });

  it('has even decades on both sides of 0, and every loss where it belongs', () => {
    const range = lossRange([column([1e4, 0.1, -2e4])], 'signed log');
    const losses = [0.1, 1, 10].map((loss) => loss * range.unit!);
    const decades = losses.map((loss) => axisPosition(loss, range));
    decades.forEach((each, k) => {
      expect(each).toBeCloseTo([0.21, 1, 2][k], 2);
      expect(axisPosition(-losses[k], range)).toBe(-each);
    });
    expect(axisPosition(0, range)).toBe(0);
    for (const odd of [NaN, Infinity, 1e300]) expect(axisPosition(odd, range)).toBe(range.high + 1);
    for (const odd of [-Infinity, -1e300]) expect(axisPosition(odd, range)).toBe(range.low - 1);
  });

  it.each([
    [[-4, -5]],
    [[3, -3]],
    [[0, -78]],
    [[1e9, -1e-9]],
    [[10, 1e-3, -4e-16]],
    [[-1e-300, -2e-300]],
    [[1e90, -1e90]],
    [[5, 0, -5]],
    [[-7, -7, -7]],
  ])('has the losses of a run that lasts within it: %j', (values) => {
    for (const share of shares([column(values)], values)) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
  });

  it('leaves those above 0 as they were, whatever diverges below', () => {
    const above = [column([10, 1, 0.1])];
    expect(lossRange([...above, column([10, -50, -1e9], true)])).toEqual(lossRange(above));
    expect(lossRange(above).scale).toBe('log');
    expect(lossRange([column([1, 0])]).scale).toBe('log');
  });

  it('is left downwards by a run that fell without end, at a place on its edge', () => {
    const values = [2, 1, -1, -3, -1e80];
    const range = lossRange([column([2, 1, -1]), column(values, true)]);
    const box = {
      left: 0,
      top: 0,
      width: 4,
      height: 1,
      edge: 4,
      x: (step: number) => step,
      y: (unit: number) => unit,
    };
    const exit = exitPoint(values, [0, 1, 2, 3, 4], 4, box, range);
    expect(exit.y).toBe(range.low);
    expect(exit.sample).toBe(3);
    expect(exit.x).toBeGreaterThan(2);
    expect(exit.x).toBeLessThanOrEqual(3);
  });

  it.each(['styblinskiTang', 'mcCormick', 'saddle'] as const)('shows the best run of %s', async (problem) => {
    const { runs, best } = await compare(problem, {
      optimizers: ['sgd', 'adam'],
      rates: [0.001, 0.01],
      steps: 300,
    });
    const columns = runs.map(({ losses, outcome }) => column([...losses], outcome === 'diverged'));
    for (const share of shares(columns, [...best!.losses])) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
  });

  it('says so in its name', () => {
    const name = (asked: 'log' | 'linear', scale: 'log' | 'signed log' | 'linear') =>
      axisName('loss', false, asked, scale, null, english);
    expect(name('log', 'log')).toBe('Loss, log scale');
    expect(name('log', 'signed log')).toBe('Loss, signed log scale, as some are below 0');
    expect(name('log', 'linear')).toBe('Loss, linear scale, as some are below 0');
    expect(name('linear', 'linear')).toBe('Loss');
  });
});
