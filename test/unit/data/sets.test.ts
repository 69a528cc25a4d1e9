import { describe, expect, it } from 'vitest';
import { text } from '../../../src/data/penguins.generated.js';
import {
  chebyshev,
  type Data,
  iris,
  matrix,
  moons,
  penguins,
  spirals,
  split,
  standardize,
} from '../../../src/index.js';

const countOf = ({ y, classes }: Data) => classes!.map((_, k) => [...y].filter((each) => each === k).length);
const row = ({ x }: Data, i: number) => [...x.data.slice(i * x.columns, (i + 1) * x.columns)];

describe('penguins', () => {
  it('has the file it is known for', () => {
    const rows = text.split('\n').map((line) => line.split(','));
    expect([rows.length, ...rows.map((each) => each.length)]).toEqual([345, ...new Array(345).fill(7)]);
    const count = (j: number, value: string) => rows.filter((each) => each[j] === value).length;
    expect(['Adelie', 'Chinstrap', 'Gentoo'].map((name) => count(0, name))).toEqual([152, 68, 124]);
    expect(['Biscoe', 'Dream', 'Torgersen'].map((name) => count(1, name))).toEqual([168, 124, 52]);
    expect(['male', 'female', 'NA'].map((sex) => count(6, sex))).toEqual([168, 165, 11]);
    expect([2, 3, 4, 5].map((j) => count(j, 'NA'))).toEqual([2, 2, 2, 2]);
  });

  it('is those that were measured, with the published means', () => {
    const data = penguins();
    expect([data.x.rows, data.x.columns, data.names.length]).toEqual([342, 4, 4]);
    expect(data.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
    expect(countOf(data)).toEqual([151, 68, 123]);
    const mean = (j: number) => data.x.data.reduce((sum, v, i) => sum + (i % 4 === j ? v : 0), 0) / 342;
    expect([0, 1, 2, 3].map((j) => Number(mean(j).toFixed(2)))).toEqual([43.92, 17.15, 200.92, 4201.75]);
    data.x.data.fill(0);
    expect(row(penguins(), 0)).toEqual([39.1, 18.7, 181, 3750]);
  });
});

describe('chebyshev', () => {
  it('has the polynomial at even steps from −1 to 1', () => {
    const { x, y, names, classes } = chebyshev();
    expect([x.rows, x.columns, names, classes]).toEqual([20, 1, ['x'], undefined]);
    for (let i = 0; i < 20; i++) {
      expect(x.data[i]).toBeCloseTo(-1 + (2 * i) / 19, 15);
      expect(x.data[19 - i]).toBe(-x.data[i]);
      expect(y[i]).toBeCloseTo(Math.cos(4 * Math.acos(x.data[i])), 13);
      expect(y[19 - i]).toBe(y[i]);
    }
    const line = chebyshev({ degree: 1, points: 2 });
    expect([[...line.x.data], [...line.y]]).toEqual([
      [-1, 1],
      [-1, 1],
    ]);
  });

  it.each([
    [{ degree: 0 }, 'chebyshev: degree needs a whole number from 1 to 1000, got 0'],
    [{ points: 1 }, 'chebyshev: points needs a whole number from 2 to 10000000, got 1'],
    [{ point: 3 }, 'chebyshev: no option "point"; did you mean "points"?'],
  ])('refuses %j', (options, message) => {
    expect(() => chebyshev(options as object)).toThrow(message);
  });
});

describe('moons and spirals', () => {
  it('are where they are said to be, without noise', () => {
    const upper = moons({ n: 101, noise: 0 });
    expect(countOf(upper)).toEqual([50, 51]);
    for (let i = 0; i < 101; i++) {
      const [x, y] = row(upper, i);
      const [cx, cy, side] = upper.y[i] === 0 ? [0, 0, 1] : [1, 0.5, -1];
      expect((x - cx) ** 2 + (y - cy) ** 2).toBeCloseTo(1, 14);
      expect(side * (y - cy)).toBeGreaterThan(-1e-15);
    }
    const arms = spirals({ n: 301, noise: 0, arms: 3, turns: 2 });
    expect([countOf(arms), arms.classes]).toEqual([
      [100, 100, 101],
      ['arm 1', 'arm 2', 'arm 3'],
    ]);
    const radius = (i: number) => Math.hypot(...row(arms, i));
    for (const i of [0, 100, 200]) expect(radius(i)).toBeCloseTo(0.1, 14);
    for (const i of [99, 199, 300]) expect(radius(i)).toBeCloseTo(1, 14);
    // Two turns end where they began, but further out.
    const [[x, y], [toX, toY]] = [row(arms, 100), row(arms, 199)];
    expect([toX / x, toY / y]).toEqual([expect.closeTo(10, 12), expect.closeTo(10, 12)]);
  });

  it.each([moons, spirals])('are the same for a seed, others for another', (make) => {
    expect(make({ n: 50, seed: 3 })).toEqual(make({ n: 50, seed: 3 }));
    expect(make({ n: 50, seed: 3 })).not.toEqual(make({ n: 50, seed: 4 }));
    expect(make({ n: 50, seed: Number.MAX_SAFE_INTEGER }).x.data.every(Number.isFinite)).toBe(true);
    expect(make().x.rows).toBe(200);
    expect(make({ noise: undefined } as never)).toEqual(make());
    expect(make({ n: 2, noise: 0 }).x.data.every(Number.isFinite)).toBe(true);
  });

  it('have normal noise of the deviation asked for', () => {
    const n = 20_000;
    const [with1, without] = [moons({ n, noise: 2 }), moons({ n, noise: 0 })];
    const noise = with1.x.data.map((value, i) => (value - without.x.data[i]) / 2);
    const mean = (f: (x: number) => number) => noise.reduce((sum, x) => sum + f(x), 0) / noise.length;
    // Four standard errors of each of the first four moments, of 40 000 numbers.
    expect(Math.abs(mean((x) => x))).toBeLessThan(4 / 200);
    expect(Math.abs(mean((x) => x * x) - 1)).toBeLessThan((4 * Math.sqrt(2)) / 200);
    expect(Math.abs(mean((x) => x ** 3))).toBeLessThan((4 * Math.sqrt(15)) / 200);
    expect(Math.abs(mean((x) => x ** 4) - 3)).toBeLessThan((4 * Math.sqrt(96)) / 200);
    const products = noise.reduce((sum, x, i) => sum + (i % 2 ? x * noise[i - 1] : 0), 0) / n;
    expect(Math.abs(products)).toBeLessThan(4 / Math.sqrt(n));
  });

  it('have the same bits everywhere', () => {
    expect([row(moons({ seed: 1 }), 7), row(spirals({ seed: 1 }), 150)]).toEqual([
      [0.9742945837436515, 0.12738584091846455],
      [-0.04933117538004869, 0.5515861415613167],
    ]);
  });

  it.each([
    [() => moons({ n: 1 }), RangeError, 'moons: n needs a whole number from 2 to 10000000, got 1'],
    [() => moons({ noise: -1 }), RangeError, 'moons: noise needs a number from 0 to 1000, got -1'],
    [
      () => moons({ seed: -1 }),
      RangeError,
      /^moons: seed needs a whole number from 0 to 9007199254740991, got -1$/,
    ],
    [() => moons({ arms: 3 } as never), TypeError, 'moons: no option "arms"; there is n, noise, seed'],
    [() => spirals({ arms: 1 }), RangeError, 'spirals: arms needs a whole number from 2 to 100, got 1'],
    [() => spirals({ turns: 0 }), RangeError, 'spirals: turns needs a number above 0 and up to 100, got 0'],
    [
      () => spirals({ n: 4, arms: 5 }),
      RangeError,
      'spirals: n needs a whole number from 5 to 10000000, got 4',
    ],
  ])('refuse case %#', (call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

describe('split', () => {
  const numbered: Data = {
    x: matrix(10, 1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    y: new Float64Array(10),
    names: ['a'],
  };

  it('has every row once, in its order, and as many apart as asked for', () => {
    for (const [share, apart] of [
      [0.2, 2],
      [0.5, 5],
      [0.06, 1],
      [0.94, 9],
    ]) {
      const { x, validation } = split(numbered, { validation: share });
      expect([x.rows, validation.x.rows]).toEqual([10 - apart, apart]);
      for (const part of [x, validation.x]) expect(part.data).toEqual(part.data.slice().sort());
      expect([...x.data, ...validation.x.data].sort()).toEqual([...numbered.x.data]);
    }
    const both = split(iris());
    expect([both.x.rows, both.validation.x.rows, both.y.length, both.validation.y.length]).toEqual([
      120, 30, 120, 30,
    ]);
    expect(both.validation.classes).toEqual(iris().classes);
    expect([both.y, both.validation.y].every((y) => y instanceof Int32Array)).toBe(true);
    expect('validation' in both.validation).toBe(false);
  });

  it('keeps each row with what is to be told from it', () => {
    const data = iris();
    const all = new Map(Array.from(data.y, (k, i) => [row(data, i).join(), k]));
    const parts = split(data, { seed: 5 });
    for (const part of [parts, parts.validation])
      part.y.forEach((k, i) => {
        expect(all.get(row(part, i).join())).toBe(k);
      });
  });

  it('chooses by the seed, every row as likely', () => {
    expect(split(iris(), { seed: 1 })).toEqual(split(iris(), { seed: 1 }));
    expect(split(iris(), { seed: 1 })).not.toEqual(split(iris(), { seed: 2 }));
    const times = new Array(10).fill(0);
    for (let seed = 0; seed < 2000; seed++)
      for (const i of split(numbered, { seed }).validation.x.data) times[i]++;
    // Four standard deviations of 400 in 2000.
    for (const count of times) expect(Math.abs(count - 400)).toBeLessThan(72);
  });

  it('copies', () => {
    const given = iris();
    const parts = split(given);
    parts.x.data.fill(0);
    parts.validation.y.fill(0);
    expect(given).toEqual(iris());
  });

  it.each([
    [
      () => split(numbered, { validation: 0.01 }),
      RangeError,
      'validation needs a share that leaves rows in both parts of 10, got 0.01',
    ],
    [() => split(numbered, { validation: 1 }), RangeError, 'validation needs a share between 0 and 1, got 1'],
    [
      () => split(numbered, { seed: 0.5 }),
      RangeError,
      'seed needs a whole number from 0 to 9007199254740991, got 0.5',
    ],
    [() => split(numbered, { share: 1 } as never), TypeError, 'no option "share"; there is validation, seed'],
    [() => split(split(numbered)), TypeError, 'data.validation needs to be none yet, got an object'],
    [() => split(3 as never), TypeError, 'data needs data, got 3'],
    [() => split({ ...numbered, y: new Float64Array(3) }), RangeError, 'data.y needs 10 numbers, got 3'],
  ])('refuses case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(`split: ${message}`));
  });
});

describe('standardize with rows kept apart', () => {
  it('scales both parts by the numbers of the training rows', () => {
    const parts = split(penguins(), { seed: 2 });
    const done = standardize(parts);
    const { validation: _, ...training } = parts;
    const alone = standardize(training);
    expect([done.x, done.scaling]).toEqual([alone.x, alone.scaling]);
    expect(done.validation!.scaling).toEqual(done.scaling);
    const { mean, deviation } = done.scaling!;
    parts.validation.x.data.forEach((value, i) => {
      expect(done.validation!.x.data[i]).toBe((value - mean[i % 4]) / deviation[i % 4]);
    });
    expect(parts.validation.scaling).toBeUndefined();
  });

  it('makes zeros in both of a column that is constant in training', () => {
    const part = (values: number[]) => ({ x: matrix(2, 1, values), y: new Float64Array(2), names: ['a'] });
    const done = standardize({ ...part([3, 3]), validation: part([4, 5]) });
    expect([...done.x.data, ...done.validation!.x.data]).toEqual([0, 0, 0, 0]);
  });

  it('done again, still tells the way from the units that the data first had', () => {
    const given = penguins();
    const { x, scaling } = standardize(split(standardize(given)));
    const first = split(given);
    x.data.forEach((value, i) => {
      const { mean, deviation } = scaling!;
      expect(value * deviation[i % 4] + mean[i % 4]).toBeCloseTo(first.x.data[i], 9);
    });
  });

  it('needs measurements of one kind in both', () => {
    const data = split(iris());
    expect(() => standardize({ ...data, validation: moons() })).toThrow(
      'standardize: a row of data.validation.x needs 4 numbers, got 2',
    );
    data.validation.x.data[5] = NaN;
    expect(() => standardize(data)).toThrow(
      new RangeError('standardize: data.validation.x[1][1] (row 2, column 2) needs a finite number, got NaN'),
    );
  });

  it('refuses what would not be finite any more', () => {
    const part = (...values: number[]): Data => ({
      ...{ x: matrix(values.length, 1, values), y: new Float64Array(values.length), names: ['a'] },
    });
    const needs = 'needs to be finite less the mean, over the deviation';
    expect(() => standardize(part(1.7e308, -1.7e308, -1.7e308))).toThrow(
      new RangeError(`standardize: data.x[0][0] (row 1, column 1) ${needs}, got 1.7e+308`),
    );
    expect(() => standardize({ ...part(1e-320, 2e-320), validation: part(1e-320, 3) })).toThrow(
      new RangeError(`standardize: data.validation.x[1][0] (row 2, column 1) ${needs}, got 3`),
    );
  });
});
