import { describe, expect, it } from 'vitest';
import {
  callback,
  compare,
  csv,
  derivative,
  formula,
  gradient,
  iris,
  jacobian,
  matmul,
  matrix,
  minimize,
  softmaxRegression,
  taylor,
} from '../../src/index.js';

const f = (x: Float64Array) => x[0] * x[1];
const takers: Record<string, (options: never) => unknown> = {
  minimize: (options) => minimize('bowl', options),
  compare: (options) => compare.stream('bowl', options),
  derivative: (options) => derivative('x^2', 1, options),
  gradient: (options) => gradient(f, [1, 2], options),
  jacobian: (options) => jacobian(f, [1, 2], options),
  taylor: (options) => taylor('x^2', 1, 2, options),
  callback: (options) => callback(f, options),
  formula: (options) => formula('x', options),
  explain: (options) => formula('x').explain('x', options),
  matmul: (options) => matmul(matrix(1, 1), matrix(1, 1), options),
  softmaxRegression: (options) => softmaxRegression(iris(), options),
};
/** What a call cannot be without. */
const needed: Record<string, object> = {
  minimize: { optimizer: 'sgd', steps: 1 },
  compare: { optimizers: ['sgd'], steps: 1 },
};

describe.each(Object.entries(takers))('the options of %s', (who, call) => {
  it.each([
    [null, 'null'],
    [5, '5'],
    ['central', '"central"'],
    [true, 'true'],
    [7n, '7n'],
    [['sgd'], 'an array of 1'],
    [() => 1, 'a function'],
  ])('are an object, not %s', (given, shown) => {
    const message = `${who}: options needs an object, got ${shown}`;
    expect(() => call(given as never)).toThrow(new TypeError(message));
  });

  it.each(['nonesuch', '__proto__', 'toString'])('have no key "%s"', (key) => {
    const given = Object.defineProperty({ ...needed[who] }, key, { value: 1, enumerable: true });
    expect(() => call(given as never)).toThrow(TypeError);
    expect(() => call(given as never)).toThrow(`${who}: no option "${key}"; there is `);
  });
});

it('what was given is shown without what a terminal would obey', () => {
  const name = 'a\u001b[31m\u009b\u202e';
  const told = `csv: no column "z"; there is a\\u001b[31m\\u009b\\u202e`;
  expect(() => csv(`${name},b\n1,2`, { target: 'z' })).toThrow(`${told}, b`);
  expect(() => csv('a,b\n1,2', { target: name })).toThrow('no column "a\\u001b[31m\\u009b\\u202e"; there is');
});
