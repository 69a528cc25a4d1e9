import { describe, expect, it } from 'vitest';
import { convergenceRadius } from '../../../src/calculus/convergenceRadius.js';
import { formula } from '../../../src/index.js';

const radius = (f: string, at: number) => convergenceRadius(formula(f, { variables: ['x'] }), at);

// The distance to the nearest singularity, in the complex plane too.
describe('the radius of convergence', () => {
  it.each([
    ['log(1+x)', 0, 1],
    ['tan(x)', 0, Math.PI / 2],
    ['1/(1+x^2)', 1, Math.SQRT2],
    ['1/(1+x^2)', 0, 1],
    ['1/(1+25x^2)', 0, 0.2],
    ['1/(1+x^3)', 0, 1],
    ['1/(1-x/3)', 0, 3],
    ['sqrt(x)', 2, 2],
    ['x^1.5', 1, 1],
    ['tanh(x)', 0.5, Math.hypot(0.5, Math.PI / 2)],
    ['1/(1+exp(-x))', 1, Math.hypot(1, Math.PI)],
    ['sin(x)/(x-3)', 0, 3],
    ['log(1+1e8x)', 0, 1e-8],
    ['1e100/(1+x)', 0, 1],
  ])('of %s at %d', (f, at, known) => {
    expect(Math.abs(radius(f, at)! / known - 1)).toBeLessThan(2e-3);
  });

  it.each([
    'exp(x)',
    'sin(x)',
    'exp(-x^2)',
    'x^3 - x',
    '7',
    'x^2 sin(x)',
    'cosh(3x)',
    'abs(x)',
    'erf(x)',
    'sin(100x)',
  ])('is not found of %s, which has none', (f) => {
    expect(radius(f, 0.7)).toBeNull();
  });
});
