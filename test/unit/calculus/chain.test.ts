import { describe, expect, it } from 'vitest';
import {
  type Chain,
  chainNumbers,
  chainOf,
  chainPaths,
  checkedSlopes,
  sweepBack,
  sweepForward,
} from '../../../src/calculus/chain.js';
import { Formula, formula, gradient, value } from '../../../src/index.js';

const at = (...numbers: number[]) => Float64Array.from(numbers);
const near = (found: ArrayLike<number>, wanted: readonly number[]) =>
  wanted.forEach((each, i) => {
    expect(Math.abs(found[i] - each)).toBeLessThanOrEqual(1e-12 * Math.abs(each));
  });
const sweep = (chain: Chain, point: Float64Array, output = 0) => {
  const numbers = chainNumbers(chain, point);
  return { numbers, ...sweepBack(chain, numbers, chain.outputs[output]) };
};

// mpmath, 40 digits: the slope along each variable.
const known: [text: string, variables: string[], point: number[], slopes: number[]][] = [
  [
    'sigmoid(w*x+b)',
    ['w', 'x', 'b'],
    [0.5, 2, 0.1],
    [0.37473975909504115, 0.09368493977376029, 0.1873698795475206],
  ],
  ['x*y + sin(x)', ['x', 'y'], [1.2, 2], [2.3623577544766734, 1.2]],
  ['(3x+2)^4', ['x'], [0], [96]],
  [
    'exp(-(a*x+b)^2)/(1+x^2) + tanh(a*b)*log(x)',
    ['a', 'x', 'b'],
    [0.5, 2, -0.5],
    [-0.637304634295874, -0.3249475348004198, 0.17002416445303112],
  ],
  ['sigmoid(sigmoid(sigmoid(sigmoid(sigmoid(sigmoid(x))))))', ['x'], [0.5], [0.00013662124279608203]],
];

describe('a chain', () => {
  it.each(known)('%s has the slopes that mpmath has', (text, variables, point, slopes) => {
    const chain = chainOf(formula(text, { variables }));
    const { slopes: found, numbers } = sweep(chain, at(...point));
    near(found, slopes);
    near(found, [...gradient(formula(text, { variables }), point)]);
    expect(numbers.values[chain.outputs[0]]).toBe(value(formula(text, { variables }), point));
    const along = variables.map((_, i) => sweepForward(chain, numbers, i).slopes[chain.outputs[0]]);
    near(along, slopes);
  });

  it('has equal expressions once, and numbers within their steps', () => {
    const chain = chainOf(formula('(x+1)^2 + sin(x+1)'));
    expect(chain.items.length).toBe(5);
    expect(chain.edges.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [1, 3],
      [2, 4],
      [3, 4],
    ]);
    const square = chainOf(formula('x*x'));
    expect(square.edges.length).toBe(2);
    expect(sweep(square, at(3)).contributions).toEqual(at(3, 3));
  });

  it('folds named parts to steps of their own', () => {
    const read = formula(['(3x+2)^4', '3x+2'], { variables: ['x'] });
    const [whole, part] = read.roots;
    const { graph, variables, columns, positional } = read;
    const alone = new Formula(graph, [whole], variables, columns, positional);
    expect(chainOf(alone).items.length).toBe(4);
    const chain = chainOf(
      alone,
      new Map([
        [part, true],
        [whole, true],
      ]),
    );
    expect(chain.items.length).toBe(3);
    const { numbers, slopes } = sweep(chain, at(0));
    expect([...numbers.values]).toEqual([0, 2, 16]);
    expect([...numbers.locals]).toEqual([3, 32]);
    expect([...slopes]).toEqual([96, 32, 1]);
  });

  it('has as many paths as there are, the largest first, and their sum is the slope', () => {
    const text = Array.from({ length: 6 }).reduce<string>(
      (inside) => `(sin(${inside}) + ${inside} cos(${inside}))`,
      'x',
    );
    const chain = chainOf(formula('x*y + sin(x)'));
    const { numbers, slopes } = sweep(chain, at(1.2, 2));
    const { paths, count } = chainPaths(chain, numbers, 0, chain.outputs[0], 12);
    expect(count).toBe(2);
    expect(paths[0].product).toBe(2);
    near([paths[0].product + paths[1].product], [slopes[0]]);
    const deep = chainOf(formula(text));
    const there = sweep(deep, at(0.3));
    const all = chainPaths(deep, there.numbers, 0, deep.outputs[0], 12);
    expect(all.count).toBe(3 ** 6);
    expect(all.paths.length).toBe(12);
    const whole = chainPaths(deep, there.numbers, 0, deep.outputs[0], 1000).paths;
    expect(whole.slice(0, 12)).toEqual(all.paths);
    const sum = whole.reduce((total, { product }) => total + product, 0);
    expect(Math.abs(sum - there.slopes[0])).toBeLessThan(1e-12 * Math.abs(sum));
  });

  it.each(known)('%s has every slope that differences find', (text, variables, point) => {
    const chain = chainOf(formula(text, { variables }));
    const { numbers, ...back } = sweep(chain, at(...point));
    const found = [...checkedSlopes(chain, numbers, back, at(...point), chain.outputs[0])];
    expect(found.length).toBe(chain.items.length - 1);
    for (const { verdict } of found) expect(verdict).toBe('pass');
    const [{ item }] = found;
    const wrong = { ...back, slopes: back.slopes.with(item, 2 * back.slopes[item] + 1) };
    const [first] = checkedSlopes(chain, numbers, wrong, at(...point), chain.outputs[0]);
    expect(first.verdict).toBe('fail');
  });

  it('takes the slopes of one output of several, and leaves what does not lead there', () => {
    const chain = chainOf(formula(['a*b', 'a + c'], { variables: ['a', 'b', 'c'] }));
    expect([...sweep(chain, at(2, 3, 5), 0).slopes.slice(0, 3)]).toEqual([3, 2, 0]);
    expect([...sweep(chain, at(2, 3, 5), 1).slopes.slice(0, 3)]).toEqual([1, 0, 1]);
  });

  it('has 0 along what does not vary, also where a slope is infinite', () => {
    const chain = chainOf(formula('relu(x) + sqrt(y)', { variables: ['x', 'y'] }));
    expect([...sweep(chain, at(-1, 0)).slopes.slice(0, 2)]).toEqual([0, Infinity]);
    const gone = chainOf(formula('relu(sqrt(x) - 1)'));
    expect(sweep(gone, at(0)).slopes[0]).toBe(0);
  });
});
