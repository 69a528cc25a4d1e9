import { describe, expect, it } from 'vitest';
import {
  callback,
  checkGradient,
  checkHessian,
  compose,
  crossEntropy,
  formula,
  gradient,
  hessian,
  linear,
  matrix,
  problems,
} from '../../../src/index.js';

const f = 'x^2 + 3x*y + y^2';

describe('checkGradient', () => {
  it.each([
    [['2x + 3y', '3x + 2y']],
    [{ y: '3x + 2y', x: '2x + 3y' }],
    [{ x: 8, y: 7 }],
    [[8, 7]],
    [Float64Array.of(8, 7)],
    [formula(['2x + 3y', '3x + 2y'])],
    [([x, y]: Float64Array) => [2 * x + 3 * y, 3 * x + 2 * y]],
  ])('passes a right gradient, however it is claimed: %j', (claimed) => {
    for (const x of [[1, 2], { x: 1, y: 2 }]) {
      const { verdict, worst, components } = checkGradient(f, claimed, x);
      expect(verdict).toBe('pass');
      expect(components.map(({ name, claimed, verdict }) => [name, claimed, verdict])).toEqual([
        ['x', 8, 'pass'],
        ['y', 7, 'pass'],
      ]);
      expect(components).toContain(worst);
      for (const { numeric, claimed, error, estimatedError } of components) {
        expect(error).toBe(Math.abs(numeric - claimed));
        expect(error).toBeLessThanOrEqual(estimatedError);
      }
    }
  });

  it('takes numbers and functions of one number', () => {
    expect(
      checkGradient(
        (x: number) => x * x,
        (x: number) => 2 * x,
        3,
      ).verdict,
    ).toBe('pass');
    expect(checkGradient((x: number) => x * x, 6, 3).verdict).toBe('pass');
    expect(checkGradient('sin(x)', 'cos(x)', 1).verdict).toBe('pass');
    expect(checkGradient((x: Float64Array) => x[0] * x[1], { x: 2, y: 1 }, [1, 2]).verdict).toBe('pass');
  });

  it('says which component is wrong, and which is worst', () => {
    const { verdict, worst, components } = checkGradient(f, [8.1, 9], [1, 2]);
    expect(verdict).toBe('fail');
    expect(components.map((part) => part.verdict)).toEqual(['fail', 'fail']);
    expect(worst).toBe(components[1]);
    expect(checkGradient(f, [8, 9], [1, 2]).components.map((part) => part.verdict)).toEqual(['pass', 'fail']);
  });

  it('has no absolute floor: gradients of any scale are checked', () => {
    for (const scale of [1e-200, 1e-12, 1, 1e12, 1e200]) {
      const g = (x: number) => scale * Math.sin(x);
      expect(checkGradient(g, scale * Math.cos(1), 1).verdict, String(scale)).toBe('pass');
      expect(checkGradient(g, scale * Math.cos(1) * 1.00001, 1).verdict, String(scale)).toBe('fail');
      expect(checkGradient(g, 0, 1).verdict, String(scale)).toBe('fail');
    }
    for (const x of [1e-9, 1e9]) expect(checkGradient((p) => p * p, 2 * x, x).verdict).toBe('pass');
    expect(checkGradient('x^2', 0, 0).verdict).toBe('pass');
    expect(checkGradient('(x - 3)^3', 0, 3).verdict).toBe('pass');
  });

  it.each([
    ['relu(x)', 0, 0, 'kink'],
    ['relu(x)', 0.5, 0, 'kink'],
    ['relu(x)', 1, 0, 'kink'],
    ['relu(x)', 1.1, 0, 'fail'],
    ['relu(x)', -0.1, 0, 'fail'],
    ['abs(x)', 0, 0, 'kink'],
    ['abs(x) + 5x', 6, 0, 'kink'],
    ['abs(x) + 5x', 4, 0, 'kink'],
    ['abs(x) + 5x', 3.9, 0, 'fail'],
    ['abs(x)', 1, 1e-7, 'pass'],
    ['max(x, x^2)', 1.5, 1, 'kink'],
  ])('at a kink of %s a claim of %d is between the slopes, or fails', (text, claim, x, verdict) => {
    const { components } = checkGradient(text, claim, x);
    expect(components[0].verdict).toBe(verdict);
    if (x !== 1e-7) expect(components[0].left).toBeLessThan(components[0].right!);
  });

  it('says where nobody can tell', () => {
    expect(checkGradient('log(x)', '1/x', -1).verdict).toBe('inconclusive');
    expect(checkGradient('x^2', NaN, 1).verdict).toBe('inconclusive');
    expect(checkGradient('sqrt(x)', 1, 0).verdict).toBe('inconclusive');
    let seed = 1;
    const noisy = (x: number) => {
      seed = (seed * 16807) % 2147483647;
      return Math.sin(x) + (seed / 2147483647 - 0.5) / 10;
    };
    expect(checkGradient(noisy, Math.cos(1), 1).verdict).toBe('inconclusive');
  });

  it.each<[string, (x: number) => number, number, number]>([
    ['a wave far from 0', Math.sin, Math.cos(1e8), 1e8],
    ['single precision', (t) => Math.fround(10 + 0.1 * Math.sin(t)), 0.1 * Math.cos(1), 1],
    ['tenths of a thousandth', (t) => Math.round(1e4 * Math.sin(t)) / 1e4, Math.cos(1), 1],
    ['one step of a fine staircase', (t) => Math.floor(1e6 * t * t) / 1e6, 2, 1],
    ['what nearly overflows', Math.exp, Math.exp(705), 705],
  ])('of %s passes what is right, and fails what is wrong by a percent, or 0', (_, f, right, x) => {
    const verdict = (claim: number) => checkGradient(f, claim, x).verdict;
    expect(verdict(right)).toBe('pass');
    for (const factor of [1.01, 0.99, 2, -1, 0]) expect(verdict(factor * right), String(factor)).toBe('fail');
  });

  it.each<[string, (x: number) => number, number]>([
    ['a coarse staircase', (t) => Math.floor(t), 1.5],
    ['the top of a wave, in tenths', (t) => Math.round(10 * Math.sin(t)) / 10, 1.57],
    ['an infinite slope', Math.sqrt, 0],
    ['a jump', Math.floor, 1],
  ])('of %s neither passes nor fails a claim that no value tells from another', (_, f, x) => {
    for (const claim of [0, 0.001, 0.9, 1])
      expect(checkGradient(f, claim, x).verdict, String(claim)).toBe('inconclusive');
  });

  it('passes nothing where it could not have told a percent', () => {
    for (const claim of [0, -0.6, -0.68])
      expect(checkGradient('sinh(log(5e12-x))', claim, -1.4).verdict).not.toBe('pass');
    const trembling = (t: number) => Math.sin(t) + (t > 0.9 ? Math.fround(Math.sin(1e6 * t)) / 50 : 0);
    for (const claim of [0, 0.5, Math.cos(1)])
      expect(checkGradient(trembling, claim, 1).verdict).not.toBe('pass');
  });

  it('the worst of all is the whole: fail, then inconclusive, then kink', () => {
    const whole = (claimed: number[], x: number[]) =>
      checkGradient('relu(x) + y^2 + log(z)', claimed, x).verdict;
    expect(whole([1, 2, 1], [1, 1, 1])).toBe('pass');
    expect(whole([0, 2, 1], [0, 1, 1])).toBe('kink');
    expect(whole([0, 2, NaN], [0, 1, 1])).toBe('inconclusive');
    expect(whole([0, 3, NaN], [0, 1, 1])).toBe('fail');
  });

  it.each([
    ['sin(3x)', '-3cos(3x)', 'sign'],
    ['sin(3x)', 'cos(3x)', 'inner derivative'],
    ['(3x+2)^4', '4(3x+2)^3', 'inner derivative'],
    ['exp(-x^2/2)', 'exp(-x^2/2)', 'inner derivative'],
    ['x sigmoid(x^2)', 'sigmoid(x^2) + x sigmoid(x^2) (1 - sigmoid(x^2))', 'inner derivative'],
    ['x^2 sin(x)', 'x sin(x) + x^2 cos(x)/2', 'factor'],
    ['x^3', 'x^2', 'factor'],
    ['x^3', '3x^3 + 1', undefined],
  ])('of %s and %s names the slip: %s', (text, claimed, slip) => {
    const [part] = checkGradient(text, claimed, 0.7).components;
    expect([part.verdict, part.slip]).toEqual(['fail', slip]);
  });

  it('names a factor of numbers where it is a simple one, and none of callbacks', () => {
    const slip = (claimed: number) => checkGradient('sin(x)', claimed, 1).components[0].slip;
    expect([slip(Math.cos(1) / 3), slip(Math.cos(1) * 1.234567)]).toEqual(['factor', undefined]);
    expect(checkGradient((x: number) => x * x, -4, 2).components[0].slip).toBeUndefined();
  });

  it('of many inputs takes random directions, the same for a seed', () => {
    const n = 1000;
    const x = Float64Array.from({ length: n }, (_, i) => Math.sin(i));
    const sum = (p: Float64Array) => p.reduce((total, each) => total + each * each, 0);
    const right = x.map((each) => 2 * each);
    const wrong = right.slice();
    wrong[500] += 0.01;
    const check = (claimed: Float64Array, seed = 0) =>
      checkGradient(sum, claimed, x, { directions: 3, seed });
    expect(check(right).verdict).toBe('pass');
    expect(check(wrong).verdict).toBe('fail');
    expect(check(right)).toEqual(check(right));
    expect(check(right).components[0].claimed).not.toBe(check(right, 1).components[0].claimed);
    expect(check(right).components.map(({ name }) => name)).toEqual([
      'direction 1',
      'direction 2',
      'direction 3',
    ]);
  });

  it('passes what knows itself: layers, losses, problems, and a callback that brings its gradient', () => {
    const network = compose(
      crossEntropy([0, 1, 0]),
      linear([
        [1, 2],
        [3, 4],
        [5, 7],
      ]),
    );
    expect(checkGradient(network, gradient(network, [0.1, -0.2]), [0.1, -0.2]).verdict).toBe('pass');
    for (const problem of Object.values(problems))
      expect(checkGradient(problem, gradient(problem, [0.3, 0.7]), [0.3, 0.7]).verdict).toBe('pass');
    const wrong = callback((x) => x[0] ** 2, { inputs: 1, gradient: (x) => [x[0]] });
    expect(checkGradient(wrong, gradient(wrong, [3]), [3]).verdict).toBe('fail');
  });

  it('asks f at most 300 times for what passes', () => {
    let calls = 0;
    checkGradient((x: number) => (calls++, Math.exp(x)), Math.E, 1);
    expect(calls).toBeLessThanOrEqual(100);
  });

  it.each([
    [() => checkGradient(f, [8], [1, 2]), RangeError, 'checkGradient: claimed needs 2 numbers, got 1'],
    [() => checkGradient(f, ['x'], [1, 2]), RangeError, 'checkGradient: claimed needs 2 numbers, got 1'],
    [
      () => checkGradient(f, { x: 1, z: 2 }, [1, 2]),
      TypeError,
      /^checkGradient: no variable in claimed: "z"/,
    ],
    [
      () => checkGradient(f, { x: 1 } as never, [1, 2]),
      TypeError,
      'checkGradient: claimed.y needs a number or a text, got undefined',
    ],
    [
      () => checkGradient(f, null as never, [1, 2]),
      TypeError,
      'checkGradient: claimed needs numbers, texts or a function, got null',
    ],
    [() => checkGradient(['x', 'y'], [1, 2], [1, 2]), RangeError, 'checkGradient: f needs one output, got 2'],
    [
      () => checkGradient(f, [8, 7], [1, 2], { tolerance: 0 }),
      RangeError,
      'checkGradient: tolerance needs a number above 0, got 0',
    ],
    [
      () => checkGradient(f, [8, 7], [1, 2], { tol: 1 } as never),
      TypeError,
      /^checkGradient: no option "tol"/,
    ],
    [
      () => checkGradient(f, [8, 7], [1, 2], { directions: 0 }),
      RangeError,
      'checkGradient: directions needs a whole number from 1 to 10000, got 0',
    ],
    [() => checkHessian(f, matrix(1, 1), [1, 2]), RangeError, 'checkHessian: claimed needs 2×2, got 1×1'],
  ])('refuses %s', (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

describe('checkHessian', () => {
  it('passes right ones, as a Matrix or rows, and says which entry is wrong', () => {
    expect(
      checkHessian(
        f,
        [
          [2, 3],
          [3, 2],
        ],
        [1, 2],
      ).verdict,
    ).toBe('pass');
    for (const problem of Object.values(problems))
      expect(checkHessian(problem, hessian(problem, [0.3, 0.7]), [0.3, 0.7]).verdict).toBe('pass');
    expect(checkHessian('x^2 y z^3', hessian('x^2 y z^3', [100, 0.01, 2]), [100, 0.01, 2]).verdict).toBe(
      'pass',
    );
    const { verdict, components, worst } = checkHessian(
      f,
      [
        [2, 3],
        [4, 2],
      ],
      [1, 2],
    );
    expect(verdict).toBe('fail');
    expect(components.map((part) => [part.index, part.name, part.verdict])).toEqual([
      [0, 'x,x', 'pass'],
      [1, 'x,y', 'pass'],
      [2, 'y,x', 'fail'],
      [3, 'y,y', 'pass'],
    ]);
    expect(worst).toBe(components[2]);
  });
});
