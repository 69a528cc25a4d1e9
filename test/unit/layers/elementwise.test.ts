import { describe, expect, it } from 'vitest';
import { activations, compose, elementwise, formula, hessian, hvp } from '../../../src/index.js';

// Where nothing varies a change is 0 whatever it meets; a curve that only happens to be 0 is none of this.

const numbers = (...each: number[]) => Float64Array.from(each);

describe('bend of a layer', () => {
  it.each(['relu', 'leakyRelu', 'identity'] as const)('%s is straight: 0 whatever the weights', (name) => {
    const x = numbers(-2, -1, 0, 1, 2);
    for (const [change, weight] of [
      [1, Infinity],
      [Infinity, 1],
      [-Infinity, 0],
      [0, NaN],
    ]) {
      const bend = elementwise(name, 5)
        .at(x)
        .bend(
          x.map(() => change),
          x.map(() => weight),
        );
      expect(
        [...bend].every((each) => each === 0),
        `${name}, ${change} and ${weight}`,
      ).toBe(true);
    }
  });

  it('a curve that only happens to be 0 times what is infinite is NaN, beside one that is not', () => {
    const near = elementwise('sigmoid', 2).at(numbers(0, 1));
    expect([...near.bend(numbers(1, 1), numbers(Infinity, Infinity))]).toEqual([NaN, -Infinity]);
  });

  it('an activation of NaN keeps it', () => {
    const near = elementwise('relu', 2).at(numbers(NaN, -1));
    expect([...near.bend(numbers(1, 1), numbers(0, Infinity))]).toEqual([NaN, 0]);
  });

  it('a parabola beside a dead unit under a root has its own Hessian', () => {
    const root = formula('sqrt(x) + y^2', { variables: ['x', 'y'] });
    const f = compose(root, elementwise({ ...activations.relu, title: 'one of my own' }, 2));
    expect([...hvp(f, [-1, 3], [1, 0])][0]).toBe(0);
    expect(hessian(compose(formula('sqrt(x)'), elementwise('relu', 1)), [-1]).data[0]).toBe(0);
  });
});
