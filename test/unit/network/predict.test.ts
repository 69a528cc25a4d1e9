import { describe, expect, it } from 'vitest';
import {
  iris,
  linearRegression,
  logisticRegression,
  matrix,
  minimize,
  mlp,
  moons,
  predict,
  softmaxRegression,
  split,
} from '../../../src/index.js';

const { x } = iris();
const line = { x: matrix(3, 2, [1, 2, 3, 4, 5, 7]), y: Float64Array.of(1, 2, 3), names: ['a', 'b'] };
const runs = {
  softmaxRegression: minimize(softmaxRegression(iris()), { optimizer: 'sgd', rate: 0.1, steps: 20 }),
  mlp: minimize(mlp(iris(), { layers: [3] }), { optimizer: 'adam', rate: 0.1, steps: 20 }),
  logisticRegression: minimize(logisticRegression(moons()), { optimizer: 'sgd', rate: 0.1, steps: 20 }),
  linearRegression: minimize(linearRegression(line), { optimizer: 'sgd', rate: 0.01, steps: 20 }),
};

describe.each(Object.entries(runs))('predict of a %s', (_, run) => {
  const columns = run.knobs && (run === runs.softmaxRegression || run === runs.mlp) ? 4 : 2;
  const sound = Array.from({ length: columns }, (_, j) => j + 1);

  it.each([NaN, Infinity, -Infinity])('refuses %d, with its row and column', (bad) => {
    for (const [i, j] of [
      [0, 0],
      [2, columns - 1],
    ]) {
      const rows = Array.from({ length: 3 }, () => [...sound]);
      rows[i][j] = bad;
      const wanted = new RangeError(
        `predict: rows[${i}][${j}] (row ${i + 1}, column ${j + 1}) needs a finite number, got ${bad}`,
      );
      expect(() => predict(run, rows)).toThrow(wanted);
      expect(() => predict(run, matrix(3, columns, rows.flat()))).toThrow(wanted);
    }
  });

  it.each([
    ['a text', 'a', '"a"'],
    ['a number as text', '1', '"1"'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a big integer', 1n, '1n'],
  ])('refuses %s in place of a number', (_, bad, shown) => {
    const rows = [sound, sound.with(1, bad as never)];
    expect(() => predict(run, rows)).toThrow(
      new TypeError(`predict: rows[1][1] needs a number, got ${shown}`),
    );
  });

  it('refuses rows that do not fit', () => {
    expect(() => predict(run, [sound, sound.slice(1)])).toThrow(
      new RangeError(`predict: rows[1] needs ${columns} numbers, got ${columns - 1}`),
    );
    expect(() => predict(run, [sound.slice(1)])).toThrow(RangeError);
    expect(() => predict(run, [])).toThrow(RangeError);
    // biome-ignore lint/suspicious/noSparseArray: holes are what is refused
    expect(() => predict(run, [[, ...sound.slice(1)] as never])).toThrow(TypeError);
  });
});

describe('predict of rows whose outputs overflow', () => {
  const huge = [1.7e308, -1.7e308, 1.7e308, 1.7e308];
  it.each([
    ['to NaN', softmaxRegression(iris()), 2, huge],
    ['to ∞, for several classes', softmaxRegression(iris()), 2, huge.map(Math.abs)],
    [
      'of a number',
      linearRegression({ ...iris(), classes: undefined, y: x.data.slice(0, 150) } as never),
      2,
      huge,
    ],
  ])('%s names the row', (_, model, weight, row) => {
    const start = new Float64Array(model.inputs).fill(weight);
    const run = minimize(model, { optimizer: 'sgd', rate: 1e-9, steps: 1, start });
    expect(() => predict(run, [[1, 2, 3, 4], row])).toThrow(
      new RangeError(
        "predict: rows[1] (row 2) needs numbers of which the model's outputs are finite, got others",
      ),
    );
    expect(predict(run, [[1, 2, 3, 4]])).toHaveLength(1);
  });
});

describe('data with numbers that are not finite', () => {
  it.each([NaN, Infinity, -Infinity])('are refused by models and split: %d', (bad) => {
    const inX = { ...iris(), x: matrix(150, 4, x.data.with(601 - 4, bad)) };
    const cell = `data.x[149][1] (row 150, column 2) needs a finite number, got ${bad}`;
    expect(() => softmaxRegression(inX)).toThrow(new RangeError(`softmaxRegression: ${cell}`));
    expect(() => mlp(inX, { layers: [2] })).toThrow(new RangeError(`mlp: ${cell}`));
    expect(() => split(inX)).toThrow(new RangeError(`split: ${cell}`));
    const inY = { ...line, y: Float64Array.of(1, bad, 2) };
    const target = `data.y[1] needs a finite number, got ${bad}`;
    expect(() => linearRegression(inY)).toThrow(new RangeError(`linearRegression: ${target}`));
    expect(() => split(inY)).toThrow(new RangeError(`split: ${target}`));
    const kept = split(iris());
    kept.validation.x.data[5] = bad;
    expect(() => softmaxRegression(kept)).toThrow(
      new RangeError(
        `softmaxRegression: data.validation.x[1][1] (row 2, column 2) needs a finite number, got ${bad}`,
      ),
    );
  });
});
