import { expect, it } from 'vitest';
import { findRate, iris, mlp, standardize } from '../../../src/index.js';
import { bits, sha256 } from '../../../src/sha256.js';

/** Hash of all numbers of a search, in order. */
function hashOf({
  rates,
  losses,
  smoothed,
  suggestions,
  curvature,
  truth,
}: ReturnType<typeof findRate>): string {
  const found = Object.values(suggestions).flatMap(({ rate, repeats = [] }) => [rate, ...repeats]);
  // A NaN has many bits.
  const plain = (all: readonly number[]) => all.map((each) => (Number.isNaN(each) ? -1 : each));
  const more = [curvature!.lambdaMax, ...truth!.losses, ...found.map((rate) => rate ?? NaN)];
  return sha256(bits(Float64Array.from(plain([...rates, ...losses, ...smoothed, ...more])))).slice(0, 16);
}

it('a search on a valley comes to the same bits', () => {
  const truth = { steps: 50, count: 17 };
  expect(hashOf(findRate('rosenbrock', { optimizer: 'adam', truth }))).toBe('6a8cd1a4af1558e6');
});

it('a search on batches of a network comes to the same bits, as every tool makes it', () => {
  const model = mlp(standardize(iris()), { layers: [8] });
  const presets = ['fastai', 'torch-lr-finder', 'ignite', 'lightning', 'keras'] as const;
  const options = { optimizer: 'sgd', momentum: 0.9, batch: 32, seed: 3, repeats: 2, presets } as const;
  expect(hashOf(findRate(model, { ...options, truth: { steps: 20, count: 9 } }))).toBe('8950829c857b870b');
});
