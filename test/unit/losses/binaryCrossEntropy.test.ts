import { describe, expect, it } from 'vitest';
import {
  binaryCrossEntropy,
  crossEntropy,
  gradient,
  hessian,
  losses,
  matrix,
  value,
} from '../../../src/index.js';

const near = (got: number, wanted: number) =>
  expect(Math.abs(got - wanted), `${got} for ${wanted}`).toBeLessThanOrEqual(4.5e-16 * Math.abs(wanted));

describe('binaryCrossEntropy', () => {
  // By mpmath at 50 digits: the logit, the target, value, slope and curvature.
  it.each([
    [0, 0.5, 0.6931471805599453, 0.0, 0.25],
    [2, 1, 0.1269280110429725, -0.11920292202211756, 0.10499358540350652],
    [2, 0, 2.1269280110429727, 0.8807970779778824, 0.10499358540350652],
    [40, 1, 4.248354255291589e-18, -4.248354255291589e-18, 4.248354255291589e-18],
    [-40, 0, 4.248354255291589e-18, 4.248354255291589e-18, 4.248354255291589e-18],
    [40, 0, 40.0, 1.0, 4.248354255291589e-18],
    [1000, 1, 0.0, -0.0, 0.0],
    [-1000, 1, 1000.0, -1.0, 0.0],
    [-3.5, 0.25, 0.9047504182726206, -0.2206877692486437, 0.02845302387973556],
    [0.5, 0.9, 0.5240769841801066, -0.2775406687981455, 0.2350037122015945],
    [30, 0.75, 7.500000000000093, 0.24999999999990644, 9.357622968838423e-14],
  ])('at %d for %d keeps its digits', (x, t, loss, slope, curve) => {
    const f = binaryCrossEntropy([t]);
    near(value(f, [x]) as number, loss);
    near(gradient(f, [x])[0], slope);
    near(hessian(f, [x]).data[0], curve);
  });

  it('is the mean over all entries, of one row or of a batch', () => {
    const [x, t] = [
      [2, -3.5, 40],
      [1, 0.25, 0],
    ];
    const single = x.map((logit, i) => binaryCrossEntropy([t[i]]).at(Float64Array.of(logit)));
    const [a, b, c] = single.map((one) => one.value[0]);
    for (const f of [binaryCrossEntropy(t), binaryCrossEntropy(matrix(3, 1, t))]) {
      near(value(f, x) as number, (a + b + c) / 3);
      gradient(f, x).forEach((slope, i) => {
        near(slope, single[i].pull(Float64Array.of(1))[0] / 3);
      });
      expect(hessian(f, x).data.filter((_, i) => i % 4 !== 0)).toEqual(new Float64Array(6));
    }
  });

  it('is the cross-entropy of two classes with the logits x and 0', () => {
    for (const x of [-30, -1, 0, 2.5, 500])
      near(
        value(binaryCrossEntropy([0.25]), [x]) as number,
        value(crossEntropy([0.25, 0.75]), [x, 0]) as number,
      );
  });

  it('counts 0·∞ as 0, and has a slope at ±∞; NaN has none', () => {
    const f = binaryCrossEntropy([1, 0]);
    expect(value(f, [Infinity, -Infinity])).toBe(0);
    expect([...gradient(f, [Infinity, -Infinity])].map(Math.abs)).toEqual([0, 0]);
    expect(value(f, [-Infinity, 0])).toBe(Infinity);
    expect([...gradient(f, [-Infinity, -Infinity])]).toEqual([-0.5, 0]);
    expect([...gradient(f, [NaN, 0])]).toEqual([NaN, NaN]);
  });

  it('takes the target as it is at the call, and is the one of the namespace', () => {
    const target = [1];
    const f = binaryCrossEntropy(target);
    target[0] = 0;
    expect(value(f, [1000])).toBe(0);
    expect(losses.binaryCrossEntropy).toBe(binaryCrossEntropy);
  });

  it.each([
    [[], RangeError, 'binaryCrossEntropy: target needs at least one number, got 0'],
    [[0, 1.5], RangeError, 'binaryCrossEntropy: target needs numbers from 0 to 1, got 1.5'],
    [[-1e-300], RangeError, 'binaryCrossEntropy: target needs numbers from 0 to 1, got -1e-300'],
    [[NaN], RangeError, 'binaryCrossEntropy: target needs numbers from 0 to 1, got NaN'],
    [['1'], TypeError, 'binaryCrossEntropy: target[0] needs a number, got "1"'],
    [[true], TypeError, 'binaryCrossEntropy: target[0] needs a number, got true'],
    [1, TypeError, 'binaryCrossEntropy: target needs an array of numbers, got 1'],
    [
      { rows: 1, columns: 1, data: [2] },
      RangeError,
      'binaryCrossEntropy: target needs numbers from 0 to 1, got 2',
    ],
  ])('refuses %j', (target, kind, message) => {
    const call = () => binaryCrossEntropy(target as never);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
