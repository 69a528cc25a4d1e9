import { describe, expect, it } from 'vitest';
import * as activations from '../../../src/activations/index.js';
import { matrix } from '../../../src/algebra/matrix.js';
import type { Data } from '../../../src/data/data.js';
import { standardize } from '../../../src/data/standardize.js';
import { iris } from '../../../src/datasets/iris.js';
import { adoptModule, compiledModule, withAllocator } from '../../../src/engine/load.js';
import { inPlaceOf, type Vec } from '../../../src/fn.js';
import type { InPlace } from '../../../src/inPlace.js';
import { linearRegression } from '../../../src/models/linearRegression.js';
import { logisticRegression } from '../../../src/models/logisticRegression.js';
import { mlp } from '../../../src/models/mlp.js';
import { softmaxRegression } from '../../../src/models/softmaxRegression.js';
import type { Model } from '../../../src/network/model.js';
import { networkOutputs } from '../../../src/network/networkOutputs.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

const engine = compiledModule();
const next = mulberry32(31);
const draw = (n: number) => Float64Array.from(numbersOf(next, n), (x) => Math.tanh(x));

const numeric = (rows: number, columns: number): Data => ({
  x: matrix(rows, columns, draw(rows * columns)),
  y: draw(rows),
  names: Array.from({ length: columns }, (_, j) => `c${j}`),
});
const classed = (rows: number, columns: number, k: number): Data => ({
  ...numeric(rows, columns),
  y: Int32Array.from({ length: rows }, (_, i) => i % k),
  classes: Array.from({ length: k }, (_, j) => `k${j}`),
});

const models: Record<string, Model> = {
  'softmax regression': softmaxRegression(standardize(iris())),
  'with decay': softmaxRegression(classed(7, 3, 2), { l2: 0.3 }),
  'linear regression': linearRegression(numeric(9, 4), { l2: 0.1 }),
  'linear regression of one row and column': linearRegression(numeric(1, 1)),
  'logistic regression': logisticRegression(classed(23, 3, 2), { l2: 0.02 }),
  'odd sizes': mlp(classed(11, 3, 5), { layers: [7, 1, 5], activation: 'sigmoid', l2: 0.01, seed: 3 }),
  'one unit': mlp(numeric(5, 2), { layers: [1] }),
  'no hidden layer': mlp(numeric(5, 2), { layers: [] }),
  'many rows': mlp(classed(333, 20, 4), { layers: [33, 17], activation: 'tanh' }),
  ...Object.fromEntries(
    Object.entries(activations).map(([name, activation]) => [
      `iris by ${name}`,
      mlp(standardize(iris()), { layers: [16], activation, seed: 1 }),
    ]),
  ),
};

/** Value and slope at one point after the other, by a form in arrays that stay. */
function valueIn(allocate: (n: number) => Vec, inputs: number) {
  const [value, slope, one] = [allocate(1), allocate(inputs), allocate(1).fill(1)];
  return (form: InPlace, x: Vec) => {
    form.value(x, value);
    form.pull(one, slope);
    return { value: value[0], slope: slope.slice() };
  };
}

function inArrays(model: Model, points: Vec[]): { value: number; slope: Vec }[] {
  return withAllocator('test', (allocate) => {
    const [form, at] = [inPlaceOf(model)!(allocate), valueIn(allocate, model.inputs)];
    const places = [allocate(model.inputs), allocate(model.inputs)];
    return points.map((point, i) => {
      places[i & 1].set(point);
      return at(form, places[i & 1]);
    });
  });
}

describe.each(Object.entries(models))('model in place: %s', (_, model) => {
  const points = [model.start, ...Array.from({ length: 4 }, () => draw(model.inputs).map((x) => 3 * x))];

  it('is its composition, to the bit, with the engine and without', () => {
    const wanted = points.map((point) => {
      const near = model.at(point);
      return { value: near.value[0], slope: near.pull(Float64Array.of(1)) };
    });
    expect(inArrays(model, points)).toEqual(wanted);
    adoptModule(null);
    try {
      expect(inArrays(model, points)).toEqual(wanted);
    } finally {
      adoptModule(engine);
    }
  });

  it('has the slopes of its values', () => {
    const [, point] = points;
    const slope = model.at(point).pull(Float64Array.of(1));
    const v = draw(model.inputs);
    const h = 1e-6;
    const moved = (t: number) => model.at(point.map((x, i) => x + t * v[i])).value[0];
    const along = slope.reduce((sum, s, i) => sum + s * v[i], 0);
    expect(Math.abs((moved(h) - moved(-h)) / (2 * h) - along)).toBeLessThan(
      1e-6 * Math.max(1, Math.abs(along)),
    );
  });

  it('takes some rows alone', () => {
    const [, point] = points;
    const rows = Array.from({ length: model.rows }, (_, i) => model.rows - 1 - i);
    withAllocator('test', (allocate) => {
      const [form, at] = [inPlaceOf(model)!(allocate), valueIn(allocate, model.inputs)];
      const batches = model.batchesInPlace!(allocate);
      const p = allocate(model.inputs);
      p.set(point);
      const whole = at(form, p);
      // All of them in another order: the same but for rounding.
      const turned = at(batches(rows), p);
      expect(Math.abs(turned.value - whole.value)).toBeLessThan(1e-13 * Math.max(1, Math.abs(whole.value)));
      turned.slope.forEach((s, i) => {
        expect(Math.abs(s - whole.slope[i])).toBeLessThan(1e-12 * Math.max(1, Math.abs(whole.slope[i])));
      });
      // One by one their losses average to the whole.
      const mean = rows.reduce((sum, row) => sum + at(batches([row]), p).value, 0) / rows.length;
      expect(Math.abs(mean - whole.value)).toBeLessThan(1e-12 * Math.max(1, Math.abs(whole.value)));
      expect(at(form, p)).toEqual(whole);
    });
  });
});

it('the slope of a batch whose loss is NaN is NaN, though other rows have one', () => {
  const model = linearRegression({
    x: matrix(3, 2, [1, 2, 1e308, 1e308, 3, 4]),
    y: Float64Array.of(1, 2, 3),
    names: ['a', 'b'],
  });
  withAllocator('test', (allocate) => {
    const [batches, at] = [model.batchesInPlace!(allocate), valueIn(allocate, 3)];
    const p = allocate(3);
    p.set([10, -10, 0]);
    expect(at(batches([1]), p)).toEqual({ value: NaN, slope: Float64Array.of(NaN, NaN, NaN) });
    expect(at(batches([2]), p)).toEqual({ value: 169, slope: Float64Array.of(-78, -104, -26) });
  });
});

describe('model logits', () => {
  const data = classed(29, 3, 4);
  const layers = [7, 5];
  const rows = matrix(13, 3, draw(39));

  it.each(Object.entries(activations))(
    'are the outputs of the composition, to the bit, with the engine and without: %s',
    (_, activation) => {
      const model = mlp(data, { layers, activation });
      const composed = networkOutputs(rows, [3, ...layers, 4], activation);
      for (const point of [model.start, draw(model.inputs), draw(model.inputs).fill(Number.NaN)]) {
        const wanted = composed.at(point).value;
        expect(model.logits(point, rows)).toEqual({ rows: 13, columns: 4, data: wanted });
        adoptModule(null);
        try {
          expect(model.logits(point, rows).data).toEqual(wanted);
        } finally {
          adoptModule(engine);
        }
      }
    },
  );

  it('are what predict reads, in the units of the original data', () => {
    const scaled = mlp(standardize(data), { layers });
    const point = draw(scaled.inputs);
    const { data: all } = scaled.logits(point, rows);
    const told = Array.from({ length: rows.rows }, (_, i) => {
      const own = Array.from(all.subarray(4 * i, 4 * i + 4));
      return own.indexOf(Math.max(...own));
    });
    expect(Array.from(scaled.predict(point, rows))).toEqual(told);
    const { mean, deviation } = standardize(data).scaling!;
    const inUnits = rows.data.map((value, i) => (value - mean[i % 3]) / deviation[i % 3]);
    expect(
      networkOutputs(matrix(13, 3, inUnits), [3, ...layers, 4], activations.tanh).at(point).value,
    ).toEqual(all);
  });

  it('need a point and rows that fit', () => {
    const model = mlp(data, { layers });
    for (const name of ['logits', 'predict'] as const) {
      expect(() => model[name](draw(3), rows)).toThrow(`${name}: point needs ${model.inputs} numbers, got 3`);
      expect(() => model[name](model.start, matrix(2, 2))).toThrow(`${name}: rows needs 3 columns, got 2`);
    }
  });
});
