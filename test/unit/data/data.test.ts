import { describe, expect, it } from 'vitest';
import {
  gradient,
  iris,
  linearRegression,
  matrix,
  minimize,
  mlp,
  softmaxRegression,
  standardize,
  unflatten,
  value,
} from '../../../src/index.js';

describe('iris', () => {
  it('is the real thing: 150 flowers, 50 of each species, Fisher’s means', () => {
    const { x, y, classes, names } = iris();
    expect([x.rows, x.columns, y.length, names.length]).toEqual([150, 4, 150, 4]);
    expect(classes).toEqual(['setosa', 'versicolor', 'virginica']);
    for (const k of [0, 1, 2]) expect(y.filter((each) => each === k).length).toBe(50);
    const mean = (j: number) => x.data.reduce((sum, value, i) => sum + (i % 4 === j ? value : 0), 0) / 150;
    expect([0, 1, 2, 3].map((j) => Number(mean(j).toFixed(3)))).toEqual([5.843, 3.057, 3.758, 1.199]);
  });

  it('is fresh each time', () => {
    iris().x.data.fill(0);
    expect(iris().x.data[0]).toBe(5.1);
  });
});

describe('standardize', () => {
  it('leaves each column with mean 0 and population deviation 1, and says what it did', () => {
    const given = iris();
    const { x, scaling } = standardize(given);
    for (let j = 0; j < 4; j++) {
      const column = x.data.filter((_, i) => i % 4 === j);
      expect(Math.abs(column.reduce((a, b) => a + b, 0))).toBeLessThan(1e-10);
      expect(column.reduce((a, b) => a + b * b, 0) / 150).toBeCloseTo(1, 12);
      expect(x.data[j] * scaling!.deviation[j] + scaling!.mean[j]).toBeCloseTo(given.x.data[j], 12);
    }
    expect(given.x.data[0]).toBe(5.1);
  });

  it('makes zeros of a constant column, even one whose mean rounds', () => {
    const x = matrix(3, 2, [0.1, 1, 0.1, 2, 0.1, 3]);
    const { x: scaled } = standardize({ x, y: new Float64Array(3), names: ['a', 'b'] });
    expect(scaled.data.filter((_, i) => i % 2 === 0)).toEqual(new Float64Array(3));
  });

  const column = (values: ArrayLike<number>) =>
    standardize({ x: matrix(values.length, 1, values), y: new Float64Array(values.length), names: ['a'] });

  it('makes zeros of a constant column of any length, and keeps its value', () => {
    for (const n of [1, 7, 1000, 100_000]) {
      const { x, scaling } = column(new Float64Array(n).fill(0.1));
      expect(x.data.every((value) => value === 0)).toBe(true);
      expect([scaling!.mean[0], scaling!.deviation[0]]).toEqual([0.1, 0]);
    }
  });

  it.each([1e-300, 1e-200, 1e200, 1e307])('scales measurements of about %d', (size) => {
    const { x, scaling } = column([size, 3 * size, 8 * size]);
    const plain = column([1, 3, 8]);
    x.data.forEach((value, i) => {
      expect(value).toBeCloseTo(plain.x.data[i], 12);
    });
    expect(scaling!.deviation[0] / size).toBeCloseTo(plain.scaling!.deviation[0], 12);
  });

  it('needs data of finite numbers', () => {
    expect(() => standardize(3 as never)).toThrow(new TypeError('standardize: data needs data, got 3'));
    for (const bad of [NaN, Infinity, -Infinity]) {
      expect(() => standardize({ ...iris(), x: matrix(2, 2, [1, 2, 3, bad]) })).toThrow(
        new RangeError(`standardize: data.x[1][1] (row 2, column 2) needs a finite number, got ${bad}`),
      );
    }
  });
});

describe('softmaxRegression', () => {
  const data = standardize(iris());

  it('starts at ln 3 with zeros, and has a parameter for each weight and bias', () => {
    const model = softmaxRegression(data);
    expect([model.inputs, model.start.length]).toEqual([15, 15]);
    expect(value(model, model.start)).toBeCloseTo(1.0986122886681098, 14);
    expect(model.accuracy!(model.start)).toBeCloseTo(1 / 3, 12);
  });

  it('adds (l2/2)·ΣW², biases excluded', () => {
    const p = Float64Array.from({ length: 15 }, (_, i) => i / 10);
    const weights = p.slice(0, 12).reduce((sum, w) => sum + w * w, 0);
    const [plain, decayed] = [softmaxRegression(data), softmaxRegression(data, { l2: 0.5 })];
    expect((value(decayed, p) as number) - (value(plain, p) as number)).toBeCloseTo(0.25 * weights, 12);
    expect(gradient(decayed, p)[14]).toBe(gradient(plain, p)[14]);
  });

  it('learns the irises', () => {
    const run = minimize(softmaxRegression(data), { optimizer: 'adam', rate: 0.1, steps: 300 });
    expect(run.accuracy).toBeGreaterThan(0.97);
  });

  it('keeps a copy: what a caller does to the data later changes nothing', () => {
    const given = standardize(iris());
    const model = softmaxRegression(given);
    const p = Float64Array.from({ length: 15 }, (_, i) => Math.sin(i));
    const before = [value(model, p), model.accuracy!(p)];
    given.y.fill(0);
    given.x.data.fill(0);
    expect([value(model, p), model.accuracy!(p)]).toEqual(before);
  });

  const one = { x: matrix(1, 1, [2]), y: [0], classes: ['a'], names: ['b'] };
  const wrong = (part: object) => () => softmaxRegression({ ...one, ...part } as never);
  it.each([
    [
      wrong({ x: undefined }),
      TypeError,
      'softmaxRegression: data.x needs a matrix or an array of rows, got undefined',
    ],
    [wrong({ x: 5 }), TypeError, 'softmaxRegression: data.x needs a matrix or an array of rows, got 5'],
    [
      wrong({ y: undefined }),
      TypeError,
      'softmaxRegression: data.y needs an array of numbers, got undefined',
    ],
    [wrong({ y: '0' }), TypeError, 'softmaxRegression: data.y needs an array of numbers, got "0"'],
    [wrong({ y: new Array(1) }), TypeError, 'softmaxRegression: data.y[0] needs a number, got undefined'],
    [wrong({ classes: 'a' }), TypeError, 'softmaxRegression: data.classes needs an array of names, got "a"'],
    [wrong({ classes: [] }), RangeError, 'softmaxRegression: data.classes needs at least one, got 0'],
    [
      () => softmaxRegression({ ...data, classes: undefined } as never),
      TypeError,
      'softmaxRegression: data needs classes, got numbers to predict',
    ],
    [() => linearRegression(data), TypeError, 'linearRegression: data needs numbers to predict, got classes'],
    [
      () => mlp(data, { layers: [2 ** 20, 2 ** 20] }),
      RangeError,
      'mlp: a start needs memory for 1099521064963 numbers (8796168519704 bytes), got none',
    ],
    [
      () =>
        softmaxRegression({
          x: matrix(20_000, 1),
          y: new Int32Array(20_000),
          classes: new Array(4000).fill(''),
          names: ['a'],
        }),
      RangeError,
      'softmaxRegression: data needs at most 537 MB for rows × classes, got 20000 × 4000 of 640 MB; fewer classes, fewer rows, or a target of numbers without classes',
    ],
    [() => unflatten(new Float64Array(15), 3 as never), TypeError, 'unflatten: model needs a model, got 3'],
    [
      () => softmaxRegression(data, { l2: -1 }),
      RangeError,
      'softmaxRegression: l2 needs a number from 0 up, got -1',
    ],
    [
      () => softmaxRegression(data, { L2: 1 } as never),
      TypeError,
      'softmaxRegression: no option "L2"; did you mean "l2"?',
    ],
    [
      () => softmaxRegression({ ...data, y: new Int32Array(150).fill(3) }),
      RangeError,
      'softmaxRegression: data.y[0] needs a whole number from 0 to 2, got 3',
    ],
    [
      () => softmaxRegression({ ...data, y: new Int32Array(3) }),
      RangeError,
      'softmaxRegression: data.y needs 150 numbers, got 3',
    ],
    [
      () =>
        softmaxRegression({
          ...data,
          x: { rows: 0, columns: 4, data: new Float64Array(0) },
          y: new Int32Array(0),
        }),
      RangeError,
      'softmaxRegression: data needs rows, got 0',
    ],
  ])('refuses case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
  });
});
