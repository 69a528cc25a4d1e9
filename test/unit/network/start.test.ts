import { expect, it } from 'vitest';
import { mlp, moons, specOf, unflatten } from '../../../src/index.js';

const data = moons({ n: 20 });

it('he and glorot differ by their bounds alone', () => {
  const [glorot, he] = (['glorot', 'he'] as const).map((init) =>
    mlp(data, { layers: [30, 20], activation: 'relu', seed: 5, init }),
  );
  const [first, second] = [glorot, he].map((model) => unflatten(model.start, model));
  for (const [k, { W, b }] of second.entries()) {
    const [inputs, outputs] = [W.columns, W.rows];
    const ratio = Math.sqrt((inputs + outputs) / inputs);
    W.data.forEach((weight, i) => {
      expect(weight).toBeCloseTo(first[k].W.data[i] * ratio, 14);
      expect(Math.abs(weight)).toBeLessThanOrEqual(Math.sqrt(6 / inputs));
    });
    expect([...b]).toEqual(new Array(outputs).fill(0));
  }
});

it('a spec says how the weights start where it is not the usual way', () => {
  const settings = (options: object) =>
    specOf(mlp(data, options), { optimizers: ['adam'], steps: 1 }).problem;
  expect(settings({ init: 'he' })).toMatchObject({ settings: { init: 'he' } });
  expect(settings({ init: 'glorot' })).toEqual(settings({}));
});

it.each([
  ['xavier', /^mlp: no init "xavier"; there is glorot, he$/],
  [2, /^mlp: init needs a name, got 2$/],
])('%s is refused', (init, said) => {
  expect(() => mlp(data, { init: init as 'he' })).toThrow(said);
});
