import { expect, it } from 'vitest';
import {
  compare,
  iris,
  type MinimizeOptions,
  minimize,
  mlp,
  predict,
  softmaxRegression,
  specOf,
  split,
  standardize,
} from '../../../src/index.js';
import { planFrom } from '../../../src/spec/plan.js';
import { planHash } from '../../../src/spec/specOf.js';

const flowers = standardize(split(iris(), { validation: 0.3, seed: 1 }));
const network = mlp(flowers, { layers: [16], activation: 'relu' });
const asked = { optimizer: 'adam', rate: 0.1, batch: 8, seed: 3 } as const;

it('epochs are as many updates as the rows have batches, to the same bits', () => {
  const rows = flowers.x.rows;
  const [byEpochs, bySteps] = [
    minimize(network, { ...asked, epochs: 4 }),
    minimize(network, { ...asked, steps: 4 * Math.ceil(rows / 8) }),
  ];
  expect(byEpochs).toEqual(bySteps);
  expect(byEpochs.losses.length).toBe(5);
  const hash = (options: object) =>
    planHash(planFrom(network, { optimizers: ['adam'], batch: 8, ...options }));
  expect(hash({ epochs: 4 })).toBe(hash({ steps: 4 * Math.ceil(rows / 8) }));
  expect(specOf(network, { optimizers: ['adam'], epochs: 4 }).options).toEqual({
    optimizers: ['adam'],
    epochs: 4,
  });
});

it('schedules of single runs last as long as the epochs', async () => {
  const runs = [{ optimizer: 'sgd', rate: 0.1, schedule: 'cosine' }] as const;
  const [byEpochs, bySteps] = [
    await compare(network, { runs, epochs: 5, batch: 8 }),
    await compare(network, { runs, steps: 5 * Math.ceil(flowers.x.rows / 8), batch: 8 }),
  ];
  expect(byEpochs.hash).toBe(bySteps.hash);
});

it.each([
  [{ steps: 3, epochs: 3 }, /^minimize: the call needs either steps or epochs, got both$/],
  [{}, /^minimize: steps needs a whole number from 1 to 1000000000, got undefined$/],
  [{ epochs: 0 }, /^minimize: epochs needs a whole number from 1 to 1000000000, got 0$/],
  [{ epochs: 1e9, batch: 1 }, /^minimize: epochs needs at most 1000000000 updates in all, 105 an epoch, got/],
  [{ steps: 3, patience: 0 }, /^minimize: patience needs a whole number from 1 to/],
  [{ steps: 3, keep: 'first' }, /^minimize: no point to keep "first"; there is last, best$/],
  [{ steps: 3, keep: true }, /^minimize: keep needs 'last' or 'best', got true$/],
])('%j is refused', (options, said) => {
  const given = { optimizer: 'sgd', ...options } as unknown as MinimizeOptions;
  expect(() => minimize(network, given)).toThrow(said);
});

it('epochs need rows', () => {
  expect(() => minimize('bowl', { optimizer: 'sgd', epochs: 3 })).toThrow(
    /^minimize: epochs needs a model on data, got 3$/,
  );
});

it('a run is stopped once its patience has run out, and its best is what the whole run had till then', () => {
  const whole = minimize(network, { ...asked, epochs: 200, tolerance: 0 });
  const stopped = minimize(network, { ...asked, epochs: 200, tolerance: 0, patience: 7 });
  const watched = whole.validation!.losses;
  let [lowest, end] = [0, 0];
  for (let k = 1; end === 0; k++) {
    if (watched[k] < watched[lowest]) lowest = k;
    else if (k - lowest === 7) end = k;
  }
  expect(end).toBeLessThan(200);
  expect(stopped.outcome).toBe('stopped');
  expect(stopped.losses).toEqual(whole.losses.slice(0, end + 1));
  expect(stopped.best.step).toBe(lowest * stopped.every);
  expect(stopped.best.value).toBe(whole.losses[lowest]);
  expect(stopped.best.validation).toBe(watched[lowest]);
  expect(stopped.because).toBe(
    `the lowest validation loss was ${stopped.best.validation!.toPrecision(3)} at step ${stopped.best.step}, and none of the 7 epochs since was lower`,
  );
});

it("keep: 'best' returns the point of the lowest validation loss, and all that follows from it", () => {
  const [last, best] = (['last', 'best'] as const).map((keep) =>
    minimize(network, { ...asked, epochs: 60, tolerance: 0, keep }),
  );
  expect(best.losses).toEqual(last.losses);
  expect(best.best).toEqual(last.best);
  expect([last.kept, best.kept]).toEqual([undefined, 'best']);
  expect(best.point).toEqual(last.best.point);
  expect(best.value).toBe(last.best.value);
  expect(best.validation!.loss).toBe(last.best.validation);
  expect(best.validation!.loss).toBeLessThan(last.validation!.loss);
  expect(last.best.point).not.toEqual(last.point);
  expect(predict(best, iris().x)).not.toEqual(predict(last, iris().x));
});

it('a comparison is ranked by the loss that was kept', async () => {
  const options = { optimizers: ['adam'], rates: [0.003, 0.1], epochs: 60, batch: 8, tolerance: 0 } as const;
  const found = await compare(network, { ...options, keep: 'best' });
  const kept = found.runs.map((run) => run.best.validation!);
  expect(found.runs.map((run) => run.validation!.loss)).toEqual(kept);
  expect(found.best).toBe(found.runs[kept.indexOf(Math.min(...kept))]);
  expect(found.table()).toMatch(/final loss.* lowest validation +at step/);
});

it('looks that are further apart are what patience counts', () => {
  const run = minimize(network, {
    ...asked,
    epochs: 400,
    tolerance: 0,
    validateEvery: 5,
    patience: 3,
  });
  expect(run.outcome).toBe('stopped');
  expect((run.losses.length - 1) * run.every - run.best.step).toBe(15 * run.every);
  expect(run.because).toMatch(/none of the 3 looks since was lower$/);
});

it('in lockstep, alone and with a callback the best is the same', async () => {
  const options = { steps: 3000, tolerance: 0 } as const;
  for (const [problem, optimizers, rates] of [
    ['rosenbrock', ['sgd', 'adam'], [1e-3, 2e-3]],
    ['himmelblau', ['sgd', 'rprop'], [0.01, 0.1]],
    ['log(x) + x^2', ['sgd'], [0.1, 1]],
  ] as const) {
    const start = problem.includes('log') ? { start: { x: 0.2 } } : {};
    const { runs } = await compare(problem, { ...options, ...start, optimizers, rates });
    for (const run of runs) {
      const { optimizer, knobs } = run;
      const rate = knobs.rate as number;
      const alone = minimize(problem, {
        ...options,
        ...start,
        optimizer: optimizer as 'sgd',
        rate,
        onStep() {},
      });
      expect(run.best, run.label).toEqual(alone.best);
      expect(run.best.value).toBe(run.losses.reduce((least, loss) => (loss < least ? loss : least)));
      expect(run.losses[run.best.step]).toBe(run.best.value);
    }
  }
});

it('patience stops runs of a formula too, and the best of a noisy one is kept', async () => {
  const options = { steps: 5000, tolerance: 0, patience: 20 } as const;
  const { runs } = await compare('rosenbrock', {
    ...options,
    optimizers: ['adam'],
    rates: [0.01, 0.5],
    keep: 'best',
  });
  for (const run of runs) {
    if (run.outcome === 'stopped') expect(run.steps - run.best.step).toBe(20);
    expect(run.point).toEqual(run.best.point);
  }
  expect(runs.some(({ outcome }) => outcome === 'stopped')).toBe(true);
});

it('softmax without validation watches its own loss', () => {
  const model = softmaxRegression(standardize(iris()));
  const run = minimize(model, {
    optimizer: 'sgd',
    rate: 60,
    steps: 400,
    tolerance: 0,
    patience: 5,
    keep: 'best',
  });
  expect(run.best.validation).toBeUndefined();
  expect(run.value).toBe(Math.min(...run.losses));
});
