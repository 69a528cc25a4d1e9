import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  compare,
  csv,
  type Data,
  type ExportedModel,
  exportModel,
  formula,
  fromSpec,
  importModel,
  iris,
  linearRegression,
  logisticRegression,
  minimize,
  mlp,
  moons,
  predict,
  softmaxRegression,
  split,
  standardize,
} from '../../../src/index.js';
import { mulberry32 } from '../../laws/random.js';

/** Rooms with a city of text, a price to predict and a class. */
const rooms = (() => {
  const next = mulberry32(19);
  const lines = Array.from({ length: 60 }, () => {
    const city = ['Rome', 'Oslo', 'Bonn'][Math.floor(next() * 3)];
    const area = Math.round(20 + 80 * next());
    const price = Math.round(area * (city === 'Rome' ? 30 : 20) + 100 * next());
    return `${area};${city};${price};${price > 1500 ? 'dear' : 'cheap'}`;
  });
  return ['area;city;price;kind', ...lines].join('\n');
})();
const priced = csv(rooms, { target: 'price', without: ['kind'], oneHot: ['city'] });
const told = csv(rooms, { target: 'kind', columns: ['area', 'city'], oneHot: true });

const trained: [name: string, data: Data, make: (data: Data) => Parameters<typeof minimize>[0]][] = [
  ['softmax', iris(), softmaxRegression],
  ['logistic, on text', told, logisticRegression],
  ['linear, on a scaled target', priced, linearRegression],
  [
    'a network of classes',
    moons({ n: 60, noise: 0.2 }),
    (data) => mlp(data, { layers: [5, 4], init: 'he', activation: 'relu' }),
  ],
  ['a network of numbers', priced, (data) => mlp(data, { layers: [6], activation: 'gelu', l2: 1e-3 })],
];

const runOf = (data: Data, make: (typeof trained)[number][2], more: object = {}) =>
  minimize(make(standardize(split(data, { validation: 0.3 }))), {
    ...{ optimizer: 'adam', rate: 0.05, epochs: 20, batch: 8, ...more },
  });
/** The model as another process reads it. */
const read = (model: ExportedModel) => importModel(JSON.parse(JSON.stringify(model)));

describe.each(trained)('the model %s', (_, data, make) => {
  const run = runOf(data, make);
  const json = exportModel(run);
  const model = read(json);

  it('predicts to the bit as the run does, from matrices, arrays and objects', () => {
    const wanted = predict(run, data.x);
    expect(model.predict(data.x)).toEqual(wanted);
    const rows = Array.from({ length: data.x.rows }, (_, i) =>
      Array.from(data.x.data.subarray(i * data.x.columns, (i + 1) * data.x.columns)),
    );
    expect(model.predict(rows)).toEqual(wanted);
    expect(model.predict(rows.map((row) => Float64Array.from(row)))).toEqual(wanted);
  });

  it('evaluates as the run was evaluated', () => {
    const parts = split(data, { validation: 0.3 }).validation;
    const found = model.evaluate(parts.x, parts.y);
    const { loss, accuracy, rmse, r2 } = run.validation!;
    expect(found.loss).toBe(loss);
    if (accuracy !== undefined) expect(found.accuracy).toBe(accuracy);
    else {
      expect(found.rmse).toBeCloseTo(rmse!, 9);
      expect(found.r2).toBeCloseTo(r2!, 12);
    }
    if (data.classes)
      expect(
        model.evaluate(
          parts.x,
          Array.from(parts.y, (k) => data.classes![k]),
        ),
      ).toEqual(found);
  });

  it('tells what it is of, and how it was made', () => {
    expect(json.columns).toEqual(data.names);
    expect(json.classes).toEqual(data.classes);
    expect(json.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(json.spec!.options).toMatchObject({ batch: 8, runs: [{ optimizer: 'adam', rate: 0.05 }] });
    expect(exportModel(runOf(data, make)).hash).toBe(json.hash);
    expect(JSON.parse(JSON.stringify(model))).toEqual(JSON.parse(JSON.stringify(json)));
  });

  it('has probabilities that add up to 1, and whose largest it predicts', () => {
    if (!data.classes) {
      expect(() => model.probabilities(data.x)).toThrow(
        /^probabilities: the model needs classes, got one of numbers$/,
      );
      return;
    }
    const { columns, data: shares } = model.probabilities(data.x);
    model.predict(data.x).forEach((k, i) => {
      const own = shares.subarray(i * columns, (i + 1) * columns);
      expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
      expect(own[k]).toBe(Math.max(...own));
    });
  });
});

it('its spec makes the run again', async () => {
  const run = runOf(iris(), softmaxRegression);
  const { problem, options } = fromSpec(exportModel(run).spec!);
  const again = await compare(problem as never, options);
  expect(again.runs[0].point).toEqual(run.point);
});

it('a model knows its columns of text by their levels', () => {
  const model = read(exportModel(runOf(priced, linearRegression)));
  expect(model.toJSON()).toMatchObject({
    target: 'price',
    encodings: [
      {
        column: 'city',
        levels: priced.names.filter((name) => name.startsWith('city=')).map((name) => name.slice(5)),
      },
    ],
  });
  const [first] = model.predict([
    { area: 40, city: 'Oslo' },
    { price: 3, city: 'Rome', area: 40 },
  ]);
  const wanted = priced.names.map((name) => (name === 'area' ? 40 : Number(name === 'city=Oslo')));
  expect(first).toBe(model.predict([wanted])[0]);
});

describe('rows are refused by row and column', () => {
  const model = read(exportModel(runOf(priced, linearRegression)));
  it.each([
    [
      [
        { area: 40, city: 'Oslo' },
        { area: NaN, city: 'Oslo' },
      ],
      /^predict: rows\[1\]\["area"\] \(row 2\) needs a finite number, got NaN$/,
    ],
    [[{ area: 40, city: 'Oslo', rent: 3 }], /^predict: no column in rows\[0\]: "rent"; there is area, city$/],
    [[{ area: 40 }], /^predict: rows\[0\] needs column "city", got none$/],
    [[{ area: 40, city: 'Paris' }], /^predict: rows\[0\]\["city"\] \(row 1\) needs one of .*, got "Paris"$/],
    [[{ area: '40', city: 'Oslo' }], /^predict: rows\[0\]\["area"\] \(row 1\) needs a number, got "40"$/],
    [[[1, 2, 3, Infinity]], /^predict: rows\[0\]\[3\] \(row 1, column 4\) needs a finite number/],
    [[[1, 2]], /^predict: rows needs 4 columns \("area", .*\), got 2$/],
    [[{ area: 40, city: 'Oslo' }, 3], /^predict: rows\[1\] needs an object, got 3$/],
  ])('%j', (rows, said) => {
    expect(() => model.predict(rows as never)).toThrow(said);
  });
});

describe('a model that is none is refused in words', () => {
  const good = exportModel(runOf(iris(), (data) => mlp(data, { layers: [3] })));
  const changed = (change: (json: Record<string, unknown>) => void): unknown => {
    const json = JSON.parse(JSON.stringify(good));
    change(json);
    return json;
  };
  it.each([
    ['a text', 'model', /^importModel: model needs an object, got "model"$/],
    ['null', null, /^importModel: model needs an object, got null$/],
    ['another format', { format: 'onnx' }, /^importModel: model.format needs "nabla-model", got "onnx"$/],
    [
      'a newer version',
      changed((json) => Object.assign(json, { version: 7 })),
      /version up to 1, got 7, which a newer nabla-workbench wrote; a newer one reads it$/,
    ],
    [
      'an unknown key',
      changed((json) => Object.assign(json, { evil: 1 })),
      /^importModel: no key in model: "evil"/,
    ],
    [
      '__proto__',
      JSON.parse(`{"format":"nabla-model","version":1,"__proto__":{"x":1}}`),
      /^importModel: no key in model: "__proto__"/,
    ],
    [
      'a changed weight',
      changed((json) => {
        (json.layers as { b: number[] }[])[0].b[0] += 1e-9;
      }),
      /it was changed or damaged/,
    ],
    [
      'a changed name',
      changed((json) => {
        (json.columns as string[])[0] = 'sepal';
      }),
      /it was changed or damaged/,
    ],
  ])('%s', (_, json, said) => {
    expect(() => importModel(json)).toThrow(said);
  });

  it('torn at any character, and with any value replaced, it is no model', () => {
    const text = JSON.stringify(good);
    for (let end = 0; end < text.length; end += 7) {
      let json: unknown;
      try {
        json = JSON.parse(text.slice(0, end));
      } catch {
        continue;
      }
      expect(() => importModel(json)).toThrow(/^importModel: /);
    }
  });

  // Whoever writes a hash of its own can still not make it read what does not fit.
  it.each([
    [{ layers: [] }, /model.layers needs at least 1, got 0$/],
    [{ layers: [{ W: [[1, 2]], b: [1] }] }, /model.layers\[0\].W\[0\] needs 4 numbers, got 2$/],
    [
      { layers: [{ W: [[1, 2, 3, '1e3']], b: [1] }] },
      /model.layers\[0\].W\[0\]\[3\] needs a number, got "1e3"$/,
    ],
    [
      { layers: [{ W: [[1, 2, 3, 'NaN']], b: [1] }] },
      /model.layers\[0\].W\[0\]\[3\] needs a finite number, got "NaN"$/,
    ],
    [
      { layers: [{ W: [[1, 2, 3, 4]], b: [1] }] },
      /model.settings.layers needs those of model.layers, none, got "3"$/,
    ],
    [
      { settings: { layers: [1e9] } },
      /model.settings.layers needs those of model.layers, 3, got "1000000000"$/,
    ],
    [{ settings: { ...good.settings, activation: 'rleu' } }, /no activation "rleu"/],
    [{ settings: { ...good.settings, depth: 2 } }, /no option "depth"/],
    [{ model: 'forest' }, /^importModel: no model "forest"/],
    [{ model: '__proto__' }, /^importModel: no model "__proto__"/],
    [{ columns: ['a', 'a', 'b', 'c'] }, /model.columns\[1\] needs a name that is not there twice, got "a"$/],
    [
      { classes: ['a', 'b'] },
      /model.layers\[1\].W needs 2 of them, as its settings and classes have it, got 3$/,
    ],
    [
      { scaling: { mean: [0, 0, 0, 0], deviation: [1, 1, 1, -1] } },
      /model.scaling.deviation\[3\] needs a number from 0 up, got -1$/,
    ],
    [
      { encodings: [{ column: 'city', levels: ['Rome'] }] },
      /model.encodings\[0\].levels needs levels that are columns, got "Rome"$/,
    ],
  ])('%j', async (part, said) => {
    const { withHash } = await import('../../../src/exported/modelFile.js');
    const { hash: _, format: __, version: ___, ...rest } = good;
    expect(() => importModel(withHash({ ...rest, ...part } as never))).toThrow(said);
  });
});

it('a run without a model, and one with an activation of my own, are refused', () => {
  expect(() => exportModel(minimize('bowl', { optimizer: 'sgd', steps: 1 }))).toThrow(
    /^exportModel: run needs what a run on a model returned, got an object$/,
  );
  const own = { value: Math.abs, slope: Math.sign, curve: () => 0 };
  const run = minimize(mlp(iris(), { activation: own as never }), { optimizer: 'sgd', steps: 1 });
  expect(() => exportModel(run)).toThrow(/^exportModel: run needs a model of the library's activations/);
});

it("a run that keeps its best exports the best, and a run's best point predicts", () => {
  const run = runOf(iris(), (data) => mlp(data, { layers: [8] }), { epochs: 60, keep: 'best' });
  expect(read(exportModel(run)).predict(iris().x)).toEqual(predict(run, iris().x));
});

it('runs and formulas are readable where they are printed', () => {
  const run = runOf(iris(), softmaxRegression);
  const json = JSON.parse(JSON.stringify(run));
  expect(json.losses).toEqual([...run.losses]);
  expect(json.point).toEqual([...run.point]);
  expect(json.accuracy).toBe(run.accuracy);
  expect(inspect(run)).toMatch(
    /^Run adam 0\.05: out of steps after \d+ steps, loss .*\n {2}loss 1\.1 → 0\.\d+, accuracy 0\.\d+\n {2}validation loss .*\n {2}lowest 0\.\d+ at step \d+; point of 15, losses of 21 numbers$/,
  );
  expect(inspect(formula('x^2 + 3y'))).toBe('formula("x^2 + 3y") of x, y');
});
