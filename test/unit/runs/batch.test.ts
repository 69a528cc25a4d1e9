import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/algebra/matrix.js';
import { standardize } from '../../../src/data/standardize.js';
import { iris } from '../../../src/datasets/iris.js';
import { compare } from '../../../src/descent/compare.js';
import { minimize } from '../../../src/descent/minimize.js';
import { mlp } from '../../../src/models/mlp.js';
import { softmaxRegression } from '../../../src/models/softmaxRegression.js';
import { randomPermutation, randomStream } from '../../../src/random.js';

const data = standardize(iris());
const some = (rows: ArrayLike<number>) => ({
  ...data,
  x: matrix(
    rows.length,
    4,
    Array.from(rows, (row) => [...data.x.data.subarray(4 * row, 4 * row + 4)]).flat(),
  ),
  y: Int32Array.from(rows, (row) => data.y[row]),
});
const ONE = Float64Array.of(1);

describe('mini-batches', () => {
  it.each([
    [32, 5, 12],
    [40, 0, 9],
    [150, 1, 3],
    [1, 2, 160],
  ])(
    'of %i rows, seed %i: every update is that of its rows, in the order of the epoch',
    (batch, seed, steps) => {
      const run = minimize(softmaxRegression(data), { optimizer: 'sgd', rate: 0.3, batch, seed, steps });
      const every = Math.ceil(150 / batch);
      const p = new Float64Array(15);
      const [losses, batchLosses] = [[softmaxRegression(data).at(p).value[0]], [] as number[]];
      for (let step = 0; step < steps; step++) {
        const from = (step % every) * batch;
        const random = randomStream(seed, 'order', 0, Math.floor(step / every));
        const rows = randomPermutation(150, random).subarray(from, from + batch);
        const near = softmaxRegression(some(rows)).at(p);
        batchLosses.push(near.value[0]);
        near.pull(ONE).forEach((slope, i) => {
          p[i] -= 0.3 * slope;
        });
        const ends = (step + 1) % every === 0 || step + 1 === steps;
        if (ends) losses.push(softmaxRegression(data).at(p).value[0]);
      }
      expect(run.every).toBe(every);
      expect([...run.point]).toEqual([...p]);
      expect([...run.losses]).toEqual(losses);
      expect([...run.batchLosses!]).toEqual(batchLosses);
      expect(run.steps).toBe(steps);
      expect(run.value).toBe(losses.at(-1));
    },
  );

  it('makes the same runs side by side, an item of the stream per epoch', async () => {
    const model = mlp(data, { layers: [6], seed: 4 });
    const options = { batch: 50, seed: 9, steps: 20 };
    const comparison = await compare(model, { optimizers: ['sgd', 'adam'], rates: [0.01, 0.1], ...options });
    expect(comparison.runs.length).toBe(4);
    for (const { optimizer, knobs, losses, point } of comparison.runs) {
      const alone = minimize(model, { optimizer: optimizer as 'sgd', ...(knobs as object), ...options });
      expect(losses).toEqual(alone.losses);
      expect(point).toEqual(alone.point);
    }
    const laps = [];
    for await (const lap of compare.stream(model, { optimizers: ['sgd'], rates: [0.1], ...options }))
      laps.push(lap);
    expect(laps.map(({ step }) => step)).toEqual([0, 3, 6, 9, 12, 15, 18, 20]);
    expect(laps.map(({ values }) => values[0])).toEqual([...comparison.runs[1].losses]);
    expect(laps.at(-1)!.comparison!.runs[0].every).toBe(3);
  });

  it('tells when all is lost within an epoch, and where it was at the last epoch’s end', () => {
    const run = minimize(mlp(data, { layers: [4], activation: 'relu' }), {
      optimizer: 'sgd',
      rate: 1e200,
      batch: 10,
      steps: 100,
    });
    expect(run.outcome).toBe('diverged');
    expect(run.at).toBe(1);
    expect(run.steps).toBeLessThan(15);
    expect(run.losses.length).toBe(2);
    expect(run.because).toContain(`at step ${run.steps}`);
    expect(run.point).toEqual(mlp(data, { layers: [4], activation: 'relu' }).start);
    expect(run.value).toBe(run.losses[0]);
  });

  it('speaks of epochs', () => {
    const run = minimize(softmaxRegression(data), { optimizer: 'sgd', rate: 0.1, batch: 75, steps: 40 });
    expect(run.outcome).toBe('out of steps');
    expect(run.because).toBe('loss fell on every epoch');
  });

  it.each([
    [{ batch: 0 }, RangeError, 'minimize: batch needs a whole number from 1 to 150, got 0'],
    [{ batch: 151 }, RangeError, 'minimize: batch needs a whole number from 1 to 150, got 151'],
    [{ batch: '32' }, TypeError, 'minimize: batch needs a whole number from 1 to 150, got "32"'],
    [{ seed: -1 }, RangeError, 'minimize: seed needs a whole number from 0 to 9007199254740991, got -1'],
  ])('refuses %j', (options, kind, message) => {
    const call = () =>
      minimize(softmaxRegression(data), { optimizer: 'sgd', steps: 3, ...(options as object) });
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
  });

  it('refuses batches of what has no rows', () => {
    const call = () => minimize('bowl', { optimizer: 'sgd', steps: 3, batch: 2 });
    expect(call).toThrow(new TypeError('minimize: batch needs a model on data, got 2'));
  });
});
