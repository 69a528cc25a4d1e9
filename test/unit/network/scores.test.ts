import { describe, expect, it } from 'vitest';
import {
  classScores,
  compare,
  csv,
  type Data,
  folds,
  fromSpec,
  iris,
  linearRegression,
  logisticRegression,
  matrix,
  minimize,
  moons,
  predict,
  softmaxRegression,
  specOf,
  split,
  standardize,
} from '../../../src/index.js';

const prices: Data = {
  x: matrix(6, 1, [1, 2, 3, 4, 5, 7]),
  y: Float64Array.of(1010, 1190, 1420, 1580, 1830, 2190),
  names: ['size'],
};
const sumOf = (values: ArrayLike<number>, of: (each: number) => number) =>
  Array.from(values).reduce((sum, each) => sum + of(each), 0);
const newton = { optimizer: 'newton', steps: 5 } as const;

describe('a target of numbers', () => {
  it('is scaled with the columns, and told in its own units', () => {
    const scaled = standardize(prices);
    const mean = sumOf(prices.y, (each) => each / 6);
    expect(scaled.scaling!.target!.mean).toBeCloseTo(mean, 10);
    expect(sumOf(scaled.y, (each) => each)).toBeCloseTo(0, 12);
    expect(sumOf(scaled.y, (each) => each * each) / 6).toBeCloseTo(1, 12);
    const before = minimize(linearRegression(prices), newton);
    const after = minimize(linearRegression(scaled), newton);
    for (const [i, each] of predict(before, prices.x).entries())
      expect(predict(after, prices.x)[i]).toBeCloseTo(each, 8);
    expect(after.rmse).toBeCloseTo(Math.sqrt(before.value), 8);
    expect(after.value).toBeCloseTo(before.value / scaled.scaling!.target!.deviation ** 2, 10);
    expect([after.rmse, after.r2]).toEqual([expect.closeTo(before.rmse!, 8), expect.closeTo(before.r2!, 10)]);
    expect(JSON.parse(JSON.stringify(after))).toMatchObject({ rmse: after.rmse, r2: after.r2 });
  });

  it('stays as it was where that is asked, and in specs from before', async () => {
    expect(standardize(prices, { target: false })).toMatchObject({ y: prices.y });
    expect(standardize(prices, { target: false }).scaling).not.toHaveProperty('target');
    expect(() => standardize(prices, { target: 1 as never })).toThrow(
      'standardize: target needs true or false, got 1',
    );
    const text = 'a,y\n1,3.5\n2,4\n3,9';
    const both = { optimizers: ['sgd' as const], rates: [0.1], steps: 5 };
    const old = {
      version: 2,
      problem: { data: { text, csv: { target: 'y' }, changes: [{ standardize: true }] } },
      options: both,
    };
    const own = linearRegression(standardize(csv(text, { target: 'y' }), { target: false }));
    const again = fromSpec(old);
    expect((await compare(again.problem, again.options)).hash).toBe((await compare(own, both)).hash);
    const spec = specOf(linearRegression(standardize(csv(text, { target: 'y' }))), both);
    expect(spec.problem).toHaveProperty('data.changes', [{ standardize: { target: true } }]);
    const { problem } = fromSpec(spec);
    expect((await compare(problem, both)).hash).not.toBe((await compare(own, both)).hash);
  });

  it('is scaled by the rows to learn from, and once more in the units it first had', () => {
    const parts = split(prices, { validation: 0.34, seed: 1 });
    const { y, scaling, validation } = standardize(parts);
    const { mean, deviation } = scaling!.target!;
    for (const [scaled, own] of [
      [y, parts.y],
      [validation!.y, parts.validation.y],
    ] as const)
      expect(Array.from(scaled, (each) => each * deviation + mean)).toEqual(
        Array.from(own, (each) => expect.closeTo(each, 9)),
      );
    const twice = standardize(standardize(prices, { target: false }));
    expect(twice.scaling!.target!.mean).toBeCloseTo(standardize(prices).scaling!.target!.mean, 9);
  });

  it('of one value is told as that', () => {
    const flat = { ...prices, y: new Float64Array(6).fill(7) };
    const run = minimize(linearRegression(standardize(flat)), { optimizer: 'sgd', rate: 0.1, steps: 3 });
    expect([...predict(run, prices.x)]).toEqual(new Array(6).fill(7));
    expect([run.rmse, run.r2]).toEqual([0, NaN]);
  });
});

describe('the baseline', () => {
  it('of numbers is their mean, with what it errs by', async () => {
    const parts = standardize(split(prices, { validation: 0.34, seed: 1 }));
    const { baseline, runs } = await compare(linearRegression(parts), {
      runs: [{ optimizer: 'newton' }],
      steps: 5,
    });
    expect(baseline).toMatchObject({
      predicts: 'mean',
      loss: expect.closeTo(1, 12),
      r2: expect.closeTo(0, 12),
    });
    expect(baseline!.rmse).toBeCloseTo(parts.scaling!.target!.deviation, 10);
    expect(baseline!.validation!.loss).toBeGreaterThan(runs[0].validation!.loss);
  });

  it('of classes is their shares and the most frequent; runs that are worse are marked', async () => {
    const data = csv('a,y\n0,p\n1,p\n2,p\n3,q', { target: 'y' });
    const made = await compare(softmaxRegression(data), {
      optimizers: ['sgd'],
      rates: [1e-9, 0.1],
      steps: 40,
    });
    expect(made.baseline).toEqual({
      predicts: 'most frequent',
      loss: expect.closeTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), 14),
      accuracy: 0.75,
    });
    expect(made.table()).toMatch(
      /\nbaseline +most frequent +0\.562 +75\.0 %\nsgd +1e-9 +out of steps, worse +40 /,
    );
    expect(made.notes()).toContain('1 run is worse than the baseline, the most frequent class');
    expect((await compare('bowl', { optimizers: ['sgd'], rates: [0.1], steps: 3 })).baseline).toBeUndefined();
  });
});

describe('classScores', () => {
  it('are those of a count by hand', () => {
    const run = minimize(softmaxRegression(standardize(iris())), { optimizer: 'sgd', rate: 0.1, steps: 30 });
    const { x, y } = iris();
    const told = predict(run, x);
    const { confusion, classes, auc } = classScores(run);
    const count = (is: number, as: number) =>
      Array.from(y).filter((k, i) => k === is && told[i] === as).length;
    expect(confusion).toEqual([0, 1, 2].map((is) => [0, 1, 2].map((as) => count(is, as))));
    const [, versicolor] = classes;
    expect(versicolor).toEqual({
      name: 'versicolor',
      precision: count(1, 1) / (count(0, 1) + count(1, 1) + count(2, 1)),
      recall: count(1, 1) / 50,
      f1: expect.closeTo(2 / (1 / versicolor.precision + 1 / versicolor.recall), 14),
      rows: 50,
    });
    expect(auc).toBeUndefined();
  });

  it.each([softmaxRegression, logisticRegression])(
    'have the area under the curve of two classes, pair by pair',
    (model) => {
      const data = split(moons({ n: 60, noise: 0.4 }), { seed: 2 });
      const made = model(data);
      const run = minimize(made, { optimizer: 'sgd', rate: 0.1, steps: 20 });
      const { data: logits, columns } = made.logits(run.point, data.x);
      const score = (i: number) => (columns === 1 ? logits[i] : logits[2 * i + 1] - logits[2 * i]);
      const of = (k: number) => Array.from(data.y.keys()).filter((i) => data.y[i] === k);
      const pairs = of(1).flatMap((i) =>
        of(0).map((j) => (score(i) > score(j) ? 1 : score(i) === score(j) ? 0.5 : 0)),
      );
      const scores = classScores(run);
      expect(scores.auc).toBeCloseTo(pairs.reduce((sum: number, each) => sum + each, 0) / pairs.length, 14);
      expect(scores.validation!.classes.map(({ rows }) => rows).reduce((a, b) => a + b)).toBe(12);
      // All alike at the start.
      expect(made.classScores!(new Float64Array(made.inputs)).auc).toBe(0.5);
    },
  );

  it('refuses a run on numbers', () => {
    expect(() => classScores(minimize(linearRegression(prices), newton))).toThrow(
      'classScores: run needs a model of classes, got one of numbers',
    );
  });
});

describe('folds', () => {
  it('keep every row apart once, in parts that differ by one at most', () => {
    const all = folds(prices, { folds: 4, seed: 2 });
    expect(all.map(({ validation }) => validation.x.rows).sort()).toEqual([1, 1, 2, 2]);
    expect(all.flatMap(({ validation }) => [...validation.x.data]).sort()).toEqual([1, 2, 3, 4, 5, 7]);
    for (const { x, validation } of all)
      expect([...x.data, ...validation.x.data].sort()).toEqual([1, 2, 3, 4, 5, 7]);
    expect(folds(prices, { folds: 4, seed: 2 })).toEqual(all);
    expect(() => folds(prices, { folds: 7 })).toThrow('folds: folds needs a whole number from 2 to 6, got 7');
    expect(() => folds(all[0])).toThrow('folds: data.validation needs to be none yet');
  });

  it('are compared as replicates, with mean and deviation of each configuration', async () => {
    const data = folds(moons({ n: 41, noise: 0.3 }), { folds: 3 });
    const models = data.map((each) => softmaxRegression(standardize(each)));
    const options = { optimizers: ['sgd' as const], rates: [0.01, 0.5], steps: 20, batch: 8 };
    const made = await compare(models, options);
    const alone = await Promise.all(models.map((model) => compare(model, options)));
    const own = alone.map(({ runs }) => runs[1].validation!.loss);
    expect(made.runs.slice(3).map(({ validation }) => validation!.loss)[0]).toBe(own[0]);
    const [, { validation, outcomes, runs }] = made.summary();
    const losses = made.runs.slice(3).map(({ validation }) => validation!.loss);
    const mean = sumOf(losses, (loss) => loss / 3);
    expect([runs, outcomes]).toEqual([3, { 'out of steps': 3 }]);
    expect(validation!.loss).toEqual({
      mean: expect.closeTo(mean, 14),
      deviation: expect.closeTo(Math.sqrt(sumOf(losses, (loss) => (loss - mean) ** 2) / 2), 14),
    });
    expect(made.table()).toMatch(/\nsgd +0\.5 +3 out of steps +\S+ ± \S+ +\S+ % ± \S+ % /);
    expect(made.table({ each: true }).split('\n')).toHaveLength(9);
    expect(made.notes()[0]).toBe('best by the mean of 3 folds of the validation loss: sgd 0.5 #1');
    await expect(compare([models[0]], options)).rejects.toThrow(
      'problem needs models on two folds at least, got 1',
    );
    await expect(compare(models, { ...options, replicates: 2 })).rejects.toThrow(
      'either folds or replicates, got both',
    );
  });
});
