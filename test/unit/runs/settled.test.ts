import { describe, expect, it } from 'vitest';
import { formula } from '../../../src/index.js';
import {
  expectedStep,
  expectedStepAt,
  type Standing,
  settledBy,
  slopesAt,
} from '../../../src/runs/settled.js';

const TOLERANCE = 1e-8;

/** Standing of a run that met slopes up to 1 and is at x = 1, loss 1, where the gradient is small. */
const standing = (change: Partial<Standing> = {}): Standing => ({
  tolerance: TOLERANCE,
  epsilon: 2 ** -52,
  value: 1,
  change: -1e-3,
  gradientNorm: 1e-9,
  steepest: 1,
  startSize: 1,
  searchedInVain: false,
  expectedStep: () => ({ move: 1e-9, gain: 1e-3, size: 1 }),
  slopes: () => ({ gradient: Float64Array.of(1), rounding: Float64Array.of(0) }),
  ...change,
});
const step = (move: number, gain = 1e-3, size = 1) => ({ expectedStep: () => ({ move, gain, size }) });
const slopes = (gradient: number[], rounding: number[]) => ({
  slopes: () => ({ gradient: Float64Array.from(gradient), rounding: Float64Array.from(rounding) }),
});

describe('a run has settled', () => {
  it.each<[string, ReturnType<typeof settledBy>, Partial<Standing>]>([
    ['by a gradient of at most the tolerance', 'gradient', {}],
    ['so at the tolerance itself', 'gradient', { gradientNorm: TOLERANCE }],
    ['so wherever the step leads, for G of at least 1', 'gradient', step(1e3)],
    ['by a gradient of 0, at the start too', 'gradient', { gradientNorm: 0, steepest: 0 }],
    ['not with a tolerance of 0', null, { tolerance: 0, gradientNorm: 0 }],
    ['not with a gradient that is NaN', null, { gradientNorm: NaN }],
    ['not where the gradient is large', null, { gradientNorm: 1e-3, steepest: 1e3 }],
    ['for G below 1 where the step is short', 'gradient', { steepest: 0.5 }],
    ['for G below 1 not where it is long', null, { steepest: 0.5, ...step(1e-3) }],
    ['for G below 1 where the loss does not curve up', 'gradient', { steepest: 0.5, ...step(NaN, NaN) }],
    ['for G below 1 not beside G', null, { steepest: 1e-2 }],
    [
      'by a fall within the rounding of the loss',
      'fall',
      { gradientNorm: 1, steepest: 1e9, ...step(1e-9, 8e-16) },
    ],
    ['not by a fall above it', null, { gradientNorm: 1, steepest: 1e9, ...step(1e-9, 1e-15) }],
    [
      'not by a fall within it of a long step',
      null,
      { gradientNorm: 1, steepest: 1e9, ...step(1e-7, 8e-16) },
    ],
    ['by a search in vain', 'search', { gradientNorm: 1, steepest: 1e9, searchedInVain: true }],
    [
      'not by a search in vain of a long step',
      null,
      { gradientNorm: 1, steepest: 1e9, searchedInVain: true, ...step(1e-7) },
    ],
    [
      'where each slope is small or rounding',
      'rounding',
      { gradientNorm: 1, steepest: 1e9, ...slopes([1, 1e-9], [1, 0]) },
    ],
    ['not where one is neither', null, { gradientNorm: 1, steepest: 1e9, ...slopes([1, 1e-7], [1, 0]) }],
    [
      'whatever G is, after a search in vain, where the gradient is rounding',
      'rounding',
      { gradientNorm: 1, searchedInVain: true, ...slopes([1, 0.5], [1, 0]) },
    ],
    ['not without that search', null, { gradientNorm: 1, ...slopes([1, 0.5], [1, 0.5]) }],
    [
      'not after one where the gradient is more',
      null,
      { gradientNorm: 1, searchedInVain: true, ...slopes([1, 0.5], [0.9, 0.5]) },
    ],
    [
      'without second derivatives by a change within rounding',
      'change',
      { gradientNorm: 1, steepest: 1e9, change: -8e-16, expectedStep: () => null },
    ],
    [
      'without them not by a change above it',
      null,
      { gradientNorm: 1, steepest: 1e9, change: 1e-15, expectedStep: () => null },
    ],
    [
      'without them not at the start, which has no change',
      null,
      { gradientNorm: 1, steepest: 1e9, change: NaN, expectedStep: () => null },
    ],
  ])('%s', (_, by, change) => {
    expect(settledBy(standing(change))).toBe(by);
  });
});

describe('the expected step', () => {
  it('goes to the least of a parabola, and tells its fall', () => {
    const f = formula('3 (x - 2)^2 + 5');
    const x = Float64Array.of(7);
    const near = f.at(x);
    expect(expectedStepAt(x, near, near.pull(Float64Array.of(1)), 30)).toEqual({
      move: 5,
      gain: 75,
      size: 7,
    });
  });

  it('is none where the loss does not curve up', () => {
    const [x, unit] = [Float64Array.of(-4, 1), Float64Array.of(1, 0)];
    expect(expectedStep(x, unit, Float64Array.of(0, 3), 2)).toEqual({ move: NaN, gain: NaN, size: 4 });
  });

  it('neither overflows nor underflows with the squares of the gradient', () => {
    const x = Float64Array.of(7);
    for (const power of [-700, 700]) {
      const near = formula(`2^${power} (x - 2)^2`).at(x);
      const scale = 2 ** power;
      expect(expectedStepAt(x, near, near.pull(Float64Array.of(1)), 10 * scale)).toEqual({
        move: 5,
        gain: 25 * scale,
        size: 7,
      });
    }
  });
});

it('the rounding of a slope is what it changes by with a share of the point', () => {
  const f = formula('(x - 1e6)^2 + (x y - 2)^2');
  const { gradient, rounding } = slopesAt(f, Float64Array.of(1e6, 2e-6), 2 ** -52);
  expect(gradient).toEqual(Float64Array.of(0, 0));
  // H = (2 + 2y², 4xy − 4; 4xy − 4, 2x²), and xy = 2.
  expect(rounding[0] / 2 ** -50).toBeCloseTo(2e6 + 1.6e-5, 5);
  expect(rounding[1] / 2 ** -50).toBeCloseTo(8e6, 5);
});
