import { describe, expect, it } from 'vitest';
import { dodgeLabels } from '../../src/picture/labels.js';
import { exitPoint, lossCurve } from '../../src/picture/lossPolyline.js';
import { axisPosition, lossRange } from '../../src/picture/lossRange.js';
import { numbersIn } from '../../src/picture/numberFormat.js';
import type { Box } from '../../src/picture/scene.js';
import { seriesStyle } from '../../src/picture/series.js';
import { lossTicks, stepTicks } from '../../src/picture/ticks.js';

const column = (values: number[], diverged = false) => ({ values, count: values.length, diverged });
const box: Box = {
  left: 0,
  top: 0,
  width: 100,
  height: 100,
  edge: 150,
  x: (step) => step,
  y: (d) => 50 - d * 10,
};

describe('nabla-compare’s drawing: the loss axis', () => {
  it('leaves half a decade around what the runs reach', () => {
    const range = lossRange([column([10, 1, 0.1]), column([10, 5, 1])]);
    expect(range.low).toBeCloseTo(-1.5);
    expect(range.high).toBeCloseTo(1.5);
    expect(range.zero).toBeNull();
  });

  it('is not stretched by runs that diverged, nor beyond ten times the start', () => {
    const range = lossRange([column([10, 1]), column([10, 1e80], true), column([10, 1e6, 2])]);
    expect(range.high).toBeCloseTo(2);
    expect(range.low).toBeCloseTo(-0.5);
  });

  it('shows runs leave where all diverged', () => {
    const range = lossRange([column([10, 1e3, 1e9, Number.POSITIVE_INFINITY], true)]);
    expect(range.high).toBeCloseTo(4);
  });

  it('starts at zero where it is linear, and leaves what explodes outside', () => {
    const range = lossRange([column([10, 8, 0]), column([10, 1e9, 1e300], true)], 'linear');
    expect(range).toEqual({ low: 0, high: 10.5, zero: null, scale: 'linear' });
    expect(axisPosition(5, range)).toBe(5);
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, 1e300])
      expect(axisPosition(odd, range)).toBe(21);
    expect(lossTicks(range, 4)).toEqual([0, 5, 10]);
    expect(lossRange([column([-2, -3])], 'linear').low).toBeLessThan(-3);
  });

  it('gives zero a line of its own', () => {
    const range = lossRange([column([1, 0.01, 0])]);
    expect(range.zero).toBeLessThan(range.low);
    expect(axisPosition(0, range)).toBe(range.zero);
    expect(axisPosition(1e-300, range)).toBeLessThan(range.low);
    expect(axisPosition(1e-300, range)).toBeGreaterThan(range.zero!);
  });

  const odd = [
    [0],
    [0, 0],
    [1e300, 1e-300],
    [5e-324],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [-1, -2],
    [1e308, 0],
    [],
  ];
  it.each(odd.map((values) => [values]))('has a finite range and few ticks for %j', (values) => {
    for (const diverged of [false, true]) {
      const range = lossRange([column(values, diverged)]);
      expect(Number.isFinite(range.low) && Number.isFinite(range.high)).toBe(true);
      expect(range.high - range.low).toBeGreaterThanOrEqual(1);
      expect(range.high - range.low).toBeLessThan(40);
      expect(lossTicks(range, 8).length).toBeLessThanOrEqual(8);
      for (const value of values) expect(Number.isFinite(axisPosition(value, range))).toBe(true);
    }
  });

  it('puts labels at whole decades, fewer where they crowd, and at 1, 2, 5 where they are few', () => {
    expect(lossTicks({ low: -2.2, high: 1.3, zero: null, scale: 'log' as const }, 8)).toEqual([
      0.01, 0.1, 1, 10,
    ]);
    expect(lossTicks({ low: -12.5, high: 2.4, zero: null, scale: 'log' as const }, 8)).toEqual([
      1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 0.01, 1, 100,
    ]);
    expect(lossTicks({ low: -0.1, high: 1.1, zero: null, scale: 'log' as const }, 8)).toEqual([1, 2, 5, 10]);
  });

  it.each([
    [1000, 6, [0, 200, 400, 600, 800, 1000]],
    [1000, 3, [0, 500, 1000]],
    [1, 6, [0, 1]],
    [7, 6, [0, 2, 4, 6, 7]],
    [300, 6, [0, 100, 200, 300]],
  ])('has ticks for %i steps', (span, most, ticks) => {
    expect(stepTicks(span, most)).toEqual(ticks);
  });
});

describe('nabla-compare’s drawing: curves', () => {
  const range = { low: -2, high: 2, zero: null, scale: 'log' as const };

  it('keep every peak and trough, however many laps share a column', () => {
    const values = Array.from({ length: 100_001 }, (_, i) => (i === 70_003 ? 1e-2 : 1));
    const steps = values.map((_, i) => i / 1000);
    const points = lossCurve(values, steps, 0, 100_000, box, range);
    expect(points.length).toBeLessThan(2000);
    const heights = points.filter((_, i) => i % 2 === 1);
    expect(Math.max(...heights)).toBe(box.y(-2));
    expect(Math.min(...heights)).toBe(box.y(0));
  });

  it('go through every lap where there is room', () => {
    expect(lossCurve([1, 10, 100], [0, 1, 2], 0, 2, box, range)).toEqual([0, 50, 1, 40, 2, 30]);
  });

  it('grows as if it were drawn anew, forwards, backwards and in another frame', () => {
    const steps = Float64Array.from({ length: 5000 }, (_, i) => i);
    const values = steps.map((i) => 10 ** Math.sin(i / 7));
    const wide = { ...box, width: 300, x: (step: number) => step / 13 };
    for (const to of [0, 1, 2, 40, 39, 41, 5, 4999, 4000, 4001]) {
      for (const frame of [wide, { ...wide, left: 3, x: (step: number) => 3 + step / 13 }])
        expect(lossCurve(values, steps, 0, to, frame, range)).toEqual(
          lossCurve(values.slice(), steps, 0, to, frame, range),
        );
    }
  });

  it('end where they leave the picture for good, on its upper edge', () => {
    const values = [1, 1e3, 10, 1e5, Number.POSITIVE_INFINITY];
    const end = exitPoint(values, [0, 1, 2, 3, 4], 4, box, range);
    expect(end.y).toBe(box.y(2));
    expect(end.x).toBeGreaterThan(2);
    expect(end.x).toBeLessThan(3);
  });

  it('end where they are, when they diverged inside the picture', () => {
    expect(exitPoint([1, 2, 10], [0, 1, 2], 2, box, range)).toEqual({ sample: 2, x: 2, y: box.y(1) });
  });
});

describe('nabla-compare’s drawing: labels', () => {
  it('keep their distance, their order and the plot', () => {
    for (const wanted of [[10, 10, 10], [0, 1, 2, 90], [0, 15, 30, 45], [99, 99, 100], []]) {
      const places = dodgeLabels(wanted, 0, 100);
      places.forEach((y, i) => {
        expect(y).toBeGreaterThanOrEqual(-1e-9);
        expect(y).toBeLessThanOrEqual(100 + 1e-9);
        if (i > 0) expect(y - places[i - 1]).toBeGreaterThanOrEqual(16 - 1e-9);
      });
    }
  });

  it('stay where they want to be when there is room', () => {
    expect(dodgeLabels([10, 40, 80], 0, 100)).toEqual([10, 40, 80]);
  });
});

describe('nabla-compare’s drawing: colour and dash', () => {
  it('tell optimizers by colour and rates by dash', () => {
    expect(seriesStyle(1, 2, 2, 3)).toEqual({ colour: 1, dash: 2 });
  });
  it('tell the few rates of one optimizer by both', () => {
    expect(seriesStyle(0, 2, 1, 3)).toEqual({ colour: 2, dash: 2 });
    expect(seriesStyle(0, 2, 1, 9)).toEqual({ colour: 0, dash: 2 });
  });
});

describe('numbers as figures write them', () => {
  const { count, loss: told, cell, rate, tick, coordinate } = numbersIn('en-GB');
  it.each([
    [count(1000), '1\u202f000'],
    [told(0.0712), '0.071'],
    [told(1.24e-5), '1.2\u00a0×\u00a010⁻⁵'],
    [told(242), '242'],
    [told(0), '0'],
    [cell(2.3), '2.30'],
    [cell(1.24e-5), '1.24e−5'],
    [cell(-0.5), '−0.500'],
    [cell(Number.NaN), 'not a number'],
    [cell(Number.POSITIVE_INFINITY), '∞'],
    [rate(0.000316227766017), '0.000316'],
    [rate(1e-5), '1e−5'],
    [rate(1000), '1\u202f000'],
    [tick(1000), '1000'],
    [tick(1e4), '10⁴'],
    [tick(1e-5), '10⁻⁵'],
    [tick(0.001), '0.001'],
    [coordinate(-1.2), '−1.2'],
  ])('%s', (got, expected) => {
    expect(got).toBe(expected);
  });

  it('are English where the language is no language', () => {
    expect(numbersIn('no such tag!').cell(0.5)).toBe('0.500');
  });
});
