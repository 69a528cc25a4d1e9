import { describe, expect, it } from 'vitest';
import { crossEntropy, gradient, hessian, jacobian, softmax, value } from '../../../src/index.js';

// e⁻⁴⁰/(1 + e⁻⁴⁰), by mpmath at 60 digits.
const tiny = 4.248354255291589e-18;

describe('crossEntropy and softmax where p rounds to 1', () => {
  it('the Jacobian of softmax keeps 1 − p', () => {
    expect([...jacobian(softmax(2), [40, 0]).data]).toEqual([tiny, -tiny, -tiny, tiny]);
    const { data } = jacobian(softmax(3), [40, 0, 0]);
    expect([data[0], data[4], data[5]]).toEqual([2 * tiny, tiny, -tiny * tiny]);
  });

  it('cross-entropy keeps its value, slope and curvature, hard target and soft', () => {
    const hard = crossEntropy([1, 0]);
    expect(value(hard, [40, 0])).toBe(tiny);
    expect([...gradient(hard, [40, 0])]).toEqual([-tiny, tiny]);
    expect([...hessian(hard, [40, 0]).data]).toEqual([tiny, -tiny, -tiny, tiny]);
    const soft = crossEntropy([0.9, 0.1]);
    expect(value(soft, [40, 0])).toBeCloseTo(4, 15);
    expect([...gradient(soft, [40, 0])]).toEqual([0.1, -0.1]);
  });
});

describe('crossEntropy and softmax at logits of ±1000 and beyond', () => {
  it('nothing overflows', () => {
    const far = [1000, 0, -1000];
    expect([...(value(softmax(3), far) as Float64Array)]).toEqual([1, 0, 0]);
    expect(jacobian(softmax(3), far).data.every((slope) => slope === 0)).toBe(true);
    expect(value(crossEntropy([0, 1, 0]), far)).toBe(1000);
    expect([...gradient(crossEntropy([0, 1, 0]), far)]).toEqual([1, -1, 0]);
    expect(value(crossEntropy([0, 0.5, 0.5]), far)).toBe(1500);
    expect(value(crossEntropy([1, 0]), [1e308, -1e308])).toBe(0);
  });

  it('−∞ is a logit like any other: it never happens', () => {
    const never = [0, Number.NEGATIVE_INFINITY, 0];
    expect(value(crossEntropy([1, 0, 0]), never)).toBe(0.6931471805599453);
    expect([...gradient(crossEntropy([1, 0, 0]), never)]).toEqual([-0.5, 0, 0.5]);
    expect(value(crossEntropy([0, 1, 0]), never)).toBe(Infinity);
  });
});
