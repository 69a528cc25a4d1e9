import { expect, it } from 'vitest';
import { compare, iris, mlp, standardize } from '../../../src/index.js';

// test/page holds worker threads and shards to the same.

const options = {
  optimizers: ['sgd', 'adagrad', 'rmsprop', 'adam', 'adamw', 'nadam', 'radam', 'lion'],
  rates: '1e-4..1:9',
  steps: 300,
} as const;

it('eight optimizers at nine rates on a valley come to the same bits', async () => {
  expect((await compare('rosenbrock', options)).hash).toBe('eadc477bb1fddee7');
});

it('eight optimizers at nine rates on a network and irises come to the same bits', {
  tags: ['long'],
}, async () => {
  const model = mlp(standardize(iris()), { layers: [8] });
  const { hash } = await compare(model, { ...options, batch: 32, seed: 3 });
  expect(hash).toBe('1358cc1abd03523c');
});
