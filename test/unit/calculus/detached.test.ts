import { describe, expect, it } from 'vitest';
import {
  callback,
  checkGradient,
  checkHessian,
  compare,
  compose,
  curveFit,
  derivative,
  difference,
  directional,
  formula,
  gradient,
  hvp,
  jacobian,
  jvp,
  leastSquares,
  linear,
  matrix,
  minimize,
  predict,
  softmaxRegression,
  stepCurve,
  value,
  values,
  vjp,
} from '../../../src/index.js';

/** Array whose buffer was transferred. */
function transferred(...given: number[]): Float64Array {
  const array = Float64Array.from(given);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

/** View of WebAssembly memory that has grown since. */
function outgrown(...given: number[]): Float64Array {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  const array = new Float64Array(memory.buffer, 0, given.length);
  array.set(given);
  memory.grow(1);
  return array;
}

const ways = { 'whose buffer was transferred': transferred, 'of memory that has grown': outgrown };
const refusal = (who: string, what: string) =>
  new TypeError(
    `${who}: ${what} needs an array of numbers, got a detached one: copy it before its buffer is given away or grows`,
  );

describe.each(Object.entries(ways))('an array %s', (_, detached) => {
  const one = () => detached(2);
  const two = () => detached(2, 3);
  const square = ([x]: Float64Array) => x * x;
  const answers = callback(one, { inputs: 1 });
  const withPart = (part: 'gradient' | 'jacobian' | 'push' | 'pull') =>
    callback(square, { inputs: 1, outputs: 1, [part]: part === 'jacobian' ? () => [one()] : one });
  const bowl = { value: square, gradient: one, start: [1] };

  it.each<[string, string, () => unknown]>([
    ['value', 'f', () => value(one, 1)],
    ['value', 'f', () => value(two, [1])],
    ['values', 'f', () => values(one, [[1, 2]])],
    ['derivative', 'f', () => derivative(one, 1)],
    ['derivative', 'gradient', () => derivative({ value: (x: number) => x, gradient: one }, 1)],
    ['gradient', 'f', () => gradient(one, [1])],
    ['gradient', 'gradient', () => gradient({ value: square, gradient: two }, [1])],
    ['directional', 'f', () => directional(one, [1, 2], [1, 0])],
    ['jacobian', 'f', () => jacobian(two, [1, 2])],
    ['callback', 'f', () => jacobian(answers, [1])],
    ['callback', 'gradient', () => gradient(withPart('gradient'), [1])],
    ['callback', 'jacobian[0]', () => jacobian(withPart('jacobian'), [1])],
    ['callback', 'push', () => jvp(withPart('push'), [1], [1])],
    ['callback', 'pull', () => vjp(withPart('pull'), [1], [1])],
    ['callback', 'pull', () => hvp(withPart('pull'), [1], [1])],
    [
      'callback',
      'f',
      () => compose(linear([[1]]), callback(one, { inputs: 1, outputs: 1 })).at(Float64Array.of(1)),
    ],
    [
      'callback',
      'jacobian.data',
      () => jacobian(callback(square, { jacobian: () => ({ rows: 1, columns: 1, data: one() }) }), [1]),
    ],
    ['difference', 'f', () => difference(one as never, 1)],
    ['stepCurve', 'f', () => stepCurve(one as never, 1)],
    ['checkGradient', 'f', () => checkGradient(one, [1], [1])],
    ['checkGradient', 'claimed(x)', () => checkGradient('x^2', one, 1)],
    ['checkGradient', 'claimed', () => checkGradient('x^2', one(), 1)],
    ['checkHessian', 'claimed[0]', () => checkHessian('x^2', [one()], 1)],
    ['minimize', 'f', () => minimize(one, { optimizer: 'sgd', start: [1], steps: 3 })],
    ['minimize', 'gradient', () => minimize(bowl, { optimizer: 'sgd', rate: 0.1, steps: 3 })],
    ['minimize', 'f', () => minimize(two, { optimizer: 'bfgs', start: [1, 2], steps: 3 })],
    ['leastSquares', 'f', () => leastSquares(two, { start: [1, 2] })],
    [
      'minimize',
      'the next point',
      () => minimize('x^2', { optimizer: { init: () => null, step: one }, start: 1, steps: 3 }),
    ],
    ['curveFit', 'y', () => curveFit('a x', { x: [1] }, one(), { a: 1 })],
    ['curveFit', 'columns.x', () => curveFit('a x', { x: one() }, [1], { a: 1 })],
    ['value', 'x', () => value('x+y', two())],
    ['values', 'points[0]', () => values('x', [one()])],
    ['matrix', 'data', () => matrix(1, 1, one())],
    ['minimize', 'start', () => minimize('x+y', { optimizer: 'sgd', start: two(), steps: 1 })],
  ])('is refused by %s for %s', (who, what, ask) => {
    expect(ask).toThrow(refusal(who, what));
  });

  it('is refused by compare, of a function and of an optimizer of one’s own', async () => {
    const own = { title: 'own', init: () => null, step: one };
    const asked = { optimizers: ['sgd'], rates: [0.1], steps: 3 } as const;
    await expect(compare(one, { ...asked, start: [1] })).rejects.toEqual(refusal('compare', 'f'));
    await expect(compare(bowl, asked)).rejects.toEqual(refusal('compare', 'gradient'));
    await expect(compare('x^2', { ...asked, optimizers: [own], start: 1 })).rejects.toEqual(
      refusal('compare', 'the next point'),
    );
  });

  it('is refused as the factor of a schedule, and so is what only turns into a number', () => {
    for (const factor of [one(), [0.5], '0.5', null])
      expect(() =>
        minimize('x^2', {
          ...{ optimizer: 'sgd', rate: 0.1, start: 1, steps: 3 },
          schedule: { start: () => () => factor as never },
        }),
      ).toThrow(/minimize: the factor of rate at step 1 needs a number, got /);
  });
});

describe('a function that gives away the array it received', () => {
  const greedy = (x: Float64Array) => {
    const [first] = x;
    structuredClone(x.buffer, { transfer: [x.buffer] });
    return first * first;
  };
  it('has a value, and for differences is refused in words', () => {
    expect(value(greedy, [3])).toBe(9);
    expect(() => minimize(greedy, { optimizer: 'sgd', rate: 0.1, start: [3], steps: 2 })).toThrow(
      new TypeError('minimize: f needs to leave the array it is given as it is, got it detached'),
    );
  });
});

describe('an empty array', () => {
  it('that is not detached is no such thing', () => {
    expect(() => value(formula('x'), new Float64Array(0))).toThrow(RangeError);
    expect(value(() => new Float64Array(0), 1)).toEqual(new Float64Array(0));
    expect(() => predict({ point: new Float64Array(0) }, [])).toThrow(TypeError);
    expect(() => softmaxRegression({ x: new Float64Array(0) } as never)).toThrow(TypeError);
  });
});
