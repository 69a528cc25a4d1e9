import { afterEach, expect, it } from 'vitest';
import { compare, importModel, iris, mlp, predict, standardize } from '../../src/index.js';
import type { NablaCompare } from '../../web/elements/nabla-compare.js';
import type { NablaNetwork } from '../../web/elements/nabla-network.js';
import { until } from './figure.js';

afterEach(() => document.body.replaceChildren());

/** A figure with these attributes, once its runs have ended. */
async function ended<F extends NablaCompare | NablaNetwork>(
  tag: string,
  attributes: Record<string, string>,
): Promise<F> {
  const figure = document.createElement(tag) as F;
  for (const [name, value] of Object.entries({ loading: 'eager', ...attributes }))
    figure.setAttribute(name, value);
  document.body.append(figure);
  await until('its runs have ended', () => figure.comparison);
  return figure;
}

const asked = {
  data: 'iris',
  model: 'mlp:4',
  optimizers: 'adam',
  rates: '0.01 0.1',
  epochs: '30',
  patience: '10',
  keep: 'best',
  'class-weights': 'balanced',
  init: 'he',
  schedule: 'warmup:5+cosine',
};

it('a figure saves the model of its best run, and takes it again', async () => {
  const figure = await ended<NablaCompare>('nabla-compare', asked);
  const json = JSON.parse(JSON.stringify(await figure.toModel()));
  const model = mlp(standardize(iris()), { layers: [4], init: 'he', classWeights: 'balanced' });
  const { best } = await compare(model, {
    ...{ optimizers: ['adam'], rates: [0.01, 0.1], epochs: 30, patience: 10, keep: 'best' },
    schedule: [{ schedule: 'warmup', steps: 5 }, { schedule: 'cosine' }],
  });
  expect(importModel(json).predict(iris().x)).toEqual(predict(best!, iris().x));
  expect(json.spec.problem.data).toEqual({ set: 'iris', settings: {}, changes: [{ standardize: true }] });

  const other = document.createElement('nabla-compare') as NablaCompare;
  other.loading = 'eager';
  document.body.append(other);
  other.setState(json);
  await until('it is trained again', () => other.comparison);
  expect((await other.toModel()).layers).toEqual(json.layers);
});

it('so does a network', async () => {
  const figure = await ended<NablaNetwork>('nabla-network', {
    data: 'moons',
    model: 'mlp:3',
    optimizer: 'adam',
    rate: '0.1',
    epochs: '20',
  });
  const { layers, classes, spec } = await figure.toModel();
  expect([layers.map(({ b }) => b.length), classes!.length, spec!.options.steps]).toEqual([[3, 2], 2, 20]);
});

it('a figure of a formula has no model', async () => {
  const figure = await ended<NablaCompare>('nabla-compare', { problem: 'bowl', rates: '0.1', steps: '5' });
  await expect(figure.toModel()).rejects.toThrow(
    /^nabla-compare: toModel needs runs on data that have ended/,
  );
});
