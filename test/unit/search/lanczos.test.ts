import { describe, expect, it } from 'vitest';
import type { Vec } from '../../../src/fn.js';
import { randomStream } from '../../../src/random.js';
import { type LargestOptions, lanczosQuadrature, largestEigenpairs } from '../../../src/search/lanczos.js';
import { symmetricEigen } from '../../../src/search/symmetricEigen.js';

/** Eigenvalues 2 − 2cos(kπ/(n + 1)) of second differences. */
const secondDifferences = (n: number) =>
  Float64Array.from({ length: n * n }, (_, at) => {
    const apart = Math.abs(Math.floor(at / n) - (at % n));
    return apart === 0 ? 2 : apart === 1 ? -1 : 0;
  });

/** A random vector of length 1. */
function unitVector(n: number, seed: number): Vec {
  const random = randomStream(seed, 'test');
  const v = Float64Array.from({ length: n }, () => random.number() - 0.5);
  const length = Math.sqrt(v.reduce((sum, each) => sum + each * each, 0));
  return v.map((each) => each / length);
}

/** The matrix Q D Q with these eigenvalues, Q = I − 2uuᵀ, by its products. */
function withSpectrum(values: readonly number[], seed = 1): (v: Vec) => Vec {
  const u = unitVector(values.length, seed);
  const mirrored = (v: Vec) => {
    const part = v.reduce((sum, each, i) => sum + each * u[i], 0);
    return v.map((each, i) => each - 2 * part * u[i]);
  };
  return (v) => mirrored(mirrored(v).map((each, i) => values[i] * each));
}

const search: LargestOptions = {
  count: 1,
  tolerance: 1e-10,
  products: 1000,
  random: (pair) => randomStream(7, 'test', pair),
};

describe('symmetricEigen', () => {
  it.each([1, 2, 3, 24, 64])('second differences of %d', (n) => {
    const matrix = secondDifferences(n);
    const { values, vectors } = symmetricEigen(matrix, n);
    for (const [k, value] of values.entries()) {
      expect(Math.abs(value - (2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1))))).toBeLessThan(1e-13);
      const image = vectors[k].map((_, i) =>
        vectors[k].reduce((sum, each, j) => sum + matrix[i * n + j] * each, 0),
      );
      for (const [i, each] of image.entries())
        expect(Math.abs(each - value * vectors[k][i])).toBeLessThan(1e-13);
      for (const other of vectors.slice(0, k + 1)) {
        const product = other.reduce((sum, each, i) => sum + each * vectors[k][i], 0);
        expect(Math.abs(product - (other === vectors[k] ? 1 : 0))).toBeLessThan(1e-13);
      }
    }
  });

  it('equal, small, large, graded, zero and negative ones', () => {
    expect([...symmetricEigen(Float64Array.of(5, 0, 0, 5), 2).values]).toEqual([5, 5]);
    expect([...symmetricEigen(Float64Array.of(0, 0, 0, 0), 2).values]).toEqual([0, 0]);
    expect([...symmetricEigen(Float64Array.of(-1, 2, 2, -1), 2).values]).toEqual([1, -3]);
    for (const unit of [1e-300, 1e300])
      expect([...symmetricEigen(Float64Array.of(0, unit, unit, 0), 2).values]).toEqual([unit, -unit]);
    // 1e20 and 1 − 1e-20, of which an absolute criterion would lose the second.
    expect([...symmetricEigen(Float64Array.of(1e20, 1, 1, 1), 2).values]).toEqual([1e20, 1]);
  });
});

describe('largestEigenpairs', () => {
  const rising = Array.from({ length: 200 }, (_, i) => i / 10);

  it('finds the largest, and several', () => {
    const found = largestEigenpairs(200, withSpectrum(rising), { ...search, count: 3 });
    for (const [i, value] of [19.9, 19.8, 19.7].entries())
      expect(Math.abs(found.values[i] - value)).toBeLessThan(1e-12 * 19.9);
    expect(found.status).toBe('ok');
    expect(found.residual).toBeLessThan(1e-9 * 19.9);
  });

  it.each([
    ['a pair that differs by 1e-9', [...rising.map((value) => value / 40), 1, 1 - 1e-9], [1, 1 - 1e-9]],
    ['equal ones, each of them', [...rising.map((value) => value / 40), 1, 1, 1], [1, 1, 1]],
    ['none larger for being far below 0', [-1000, -500, ...rising], [19.9]],
    ['those of which all are negative', rising.map((value) => -1 - value), [-1, -1.1]],
  ])('%s', (_, spectrum, expected) => {
    const found = largestEigenpairs(spectrum.length, withSpectrum(spectrum), {
      ...search,
      count: expected.length,
    });
    for (const [i, value] of expected.entries()) expect(Math.abs(found.values[i] - value)).toBeLessThan(1e-9);
  });

  it('a matrix of zeros, one that is not finite, and a search that is ended', () => {
    expect(largestEigenpairs(100, (v) => new Float64Array(v.length), search)).toMatchObject({
      values: [0],
      status: 'ok',
    });
    expect(largestEigenpairs(100, (v) => v.map(() => NaN), search)).toMatchObject({
      values: [],
      status: 'not finite',
    });
    const ended = largestEigenpairs(200, withSpectrum(rising), { ...search, products: 5 });
    expect(ended).toMatchObject({ products: 5, status: 'not converged' });
    expect(ended.values[0]).toBeLessThan(19.9);
  });

  it('begins with a guess, and still finds what it has nothing of', () => {
    const spectrum = [...rising, 30];
    const product = withSpectrum(spectrum);
    const cold = largestEigenpairs(201, product, { ...search, tolerance: 1e-4 });
    const warm = largestEigenpairs(201, product, { ...search, tolerance: 1e-4, guesses: cold.vectors });
    expect(warm.products).toBeLessThan(cold.products);
    // Guesses of nothing, and of what is found already.
    for (const guesses of [
      [new Float64Array(201), new Float64Array(201).fill(NaN)],
      [cold.vectors[0], cold.vectors[0]],
    ]) {
      const pairs = largestEigenpairs(201, product, { ...search, count: 2, guesses });
      for (const [i, value] of [30, 19.9].entries())
        expect(Math.abs(pairs.values[i] - value)).toBeLessThan(1e-9);
    }
    // The vector of another eigenvalue.
    const other = largestEigenpairs(201, withSpectrum([...rising, -30]), search).vectors;
    const found = largestEigenpairs(201, product, { ...search, guesses: other });
    expect(Math.abs(found.values[0] - 30)).toBeLessThan(1e-9);
  });
});

it('lanczosQuadrature integrates polynomials to the bit of rounding', () => {
  const spectrum = Array.from({ length: 100 }, (_, i) => Math.sin(i));
  const product = withSpectrum(spectrum);
  const start = unitVector(100, 3);
  let power = start;
  const { values, weights } = lanczosQuadrature(start, product, 6)!;
  for (let degree = 0; degree < 12; degree++) {
    const exact = start.reduce((sum, each, i) => sum + each * power[i], 0);
    const found = values.reduce((sum, value, i) => sum + weights[i] * value ** degree, 0);
    expect(Math.abs(found - exact)).toBeLessThan(1e-13);
    power = product(power);
  }
});
