import { describe, expect, it } from 'vitest';
import {
  checkGradient,
  classScores,
  type Data,
  iris,
  linearRegression,
  logisticRegression,
  matrix,
  minimize,
  mlp,
  penguins,
  softmaxRegression,
  split,
  standardize,
} from '../../../src/index.js';
import { classWeightsFromText, classWeightsText } from '../../../src/spec/classWeightsText.js';

/** Rows of one class, and few of another beside them. */
const rare: Data = (() => {
  const rows = Array.from({ length: 60 }, (_, i) => [((13 * i) % 17) / 10, ((7 * i) % 11) / 5]);
  const y = Int32Array.from(rows, ([a, b], i) => Number(i % 5 === 0 && a + b > 1.2));
  return { x: matrix(60, 2, rows.flat()), y, classes: ['usual', 'rare'], names: ['a', 'b'] };
})();
/** The rows of a class so many times. */
const repeated = (data: Data, times: readonly number[]): Data => {
  const rows = Array.from(data.y).flatMap((k, i) => new Array<number>(times[k]).fill(i));
  const { columns } = data.x;
  const x = matrix(
    rows.length,
    columns,
    rows.flatMap((i) => Array.from(data.x.data.subarray(i * columns, (i + 1) * columns))),
  );
  return { ...data, x, y: Int32Array.from(rows, (i) => data.y[i]) };
};

const makers = [
  ['logistic', rare, (data: Data, o: object) => logisticRegression(data, o)],
  ['softmax', rare, (data: Data, o: object) => softmaxRegression(data, o)],
  ['softmax of three', iris(), (data: Data, o: object) => softmaxRegression(data, { l2: 0.1, ...o })],
  ['mlp', rare, (data: Data, o: object) => mlp(data, { layers: [3], seed: 4, ...o })],
] as const;

describe.each(makers)('weights of classes, %s', (_, data, make) => {
  const times = data.classes!.map((_, k) => [1, 4, 2][k]);
  const weights = Object.fromEntries(data.classes!.map((name, k) => [name, times[k]]));
  const model = make(data, { classWeights: weights });
  const point = Float64Array.from(model.start as Float64Array, (x, i) => x + Math.sin(i + 1) / 3);

  it('are as many rows', () => {
    const more = make(repeated(data, times), {});
    expect(model.at(point).value[0]).toBeCloseTo(more.at(point).value[0], 13);
    const [own, other] = [model, more].map((each) => each.at(point).pull(Float64Array.of(1)));
    own.forEach((slope, i) => {
      expect(slope).toBeCloseTo(other[i], 13);
    });
    const v = point.map((x) => Math.cos(x));
    const [turn, wanted] = [model, more].map((each) => each.at(point).bend(v, Float64Array.of(1)));
    turn.forEach((each, i) => {
      expect(each).toBeCloseTo(wanted[i], 12);
    });
    expect(model.baseline().loss).toBeCloseTo(more.baseline().loss, 13);
  });

  it('keep the derivatives right, and the bits of both forms', () => {
    const gradient = (p: ArrayLike<number>) => model.at(Float64Array.from(p)).pull(Float64Array.of(1));
    const f = (p: ArrayLike<number>) => model.at(Float64Array.from(p)).value[0];
    expect(checkGradient(f, gradient, point).verdict).toBe('pass');
    const run = minimize(model, { optimizer: 'adam', rate: 0.1, steps: 30, tolerance: 0 });
    const alone = minimize({ ...model, inPlace: undefined } as never, {
      optimizer: 'adam',
      rate: 0.1,
      steps: 30,
      tolerance: 0,
    });
    expect(run.losses).toEqual(alone.losses);
  });

  it('one by one are the plain loss', () => {
    const same = Object.fromEntries(data.classes!.map((name) => [name, 3]));
    expect(make(data, { classWeights: same }).at(point).value[0]).toBeCloseTo(
      make(data, {}).at(point).value[0],
      14,
    );
  });

  it('make batches whose mean is the whole', () => {
    const run = minimize(model, { optimizer: 'sgd', rate: 1e-12, epochs: 1, batch: 4, tolerance: 0 });
    const mean = run.batchLosses!.reduce((sum, loss) => sum + loss / run.batchLosses!.length, 0);
    if (data.x.rows % 4 === 0) {
      const decay = run.losses[0];
      expect(mean).toBeCloseTo(decay, 6);
    }
  });
});

it('balanced, a rare class is found that is not found else', () => {
  const options = { optimizer: 'lbfgs', steps: 200 } as const;
  const [plain, balanced] = [{}, { classWeights: 'balanced' } as const].map((each) =>
    classScores(minimize(logisticRegression(rare, { l2: 0.01, ...each }), options)),
  );
  expect(balanced.classes[1].recall).toBeGreaterThan(plain.classes[1].recall);
  const counts = [0, 1].map((k) => rare.y.filter((each) => each === k).length);
  const weights = { usual: 60 / (2 * counts[0]), rare: 60 / (2 * counts[1]) };
  const [one, other] = ['balanced', weights].map((classWeights) =>
    minimize(softmaxRegression(rare, { classWeights: classWeights as 'balanced' }), options),
  );
  expect(one.losses[3]).toBeCloseTo(other.losses[3], 14);
});

it('of rows kept apart the loss is weighted alike, and scores are not', () => {
  const data = standardize(split(penguins(), { validation: 0.4 }));
  const model = softmaxRegression(data, { classWeights: { Gentoo: 7 } });
  const run = minimize(model, { optimizer: 'adam', steps: 40 });
  const plain = softmaxRegression(data);
  const told = plain.validation!(run.point);
  expect(run.validation!.accuracy).toBe(told.accuracy);
  expect(run.validation!.loss).not.toBe(told.loss);
});

it.each([
  [
    () => softmaxRegression(rare, { classWeights: 'even' as 'balanced' }),
    /^softmaxRegression: classWeights needs 'balanced' or weights by the names of classes, got "even"$/,
  ],
  [
    () => mlp(rare, { classWeights: { rar: 3 } }),
    /^mlp: no class in classWeights: "rar"; did you mean "rare"\?/,
  ],
  [
    () => logisticRegression(rare, { classWeights: { rare: 0 } }),
    /^logisticRegression: classWeights\["rare"\] needs a number above 0, got 0$/,
  ],
  [
    () => mlp({ ...rare, classes: undefined } as never, { classWeights: 'balanced' }),
    /^mlp: classWeights needs classes, got numbers to predict$/,
  ],
  [
    () => linearRegression({ ...rare, classes: undefined } as never, { classWeights: 'balanced' } as never),
    /^linearRegression: no option "classWeights"/,
  ],
])('%s is refused', (make, said) => {
  expect(make).toThrow(said);
});

it('are read from text, and written again', () => {
  const told = { rare: 10, 'a, b': 0.5, 'x=y': 2 };
  expect(classWeightsFromText('compare', classWeightsText(told))).toEqual(told);
  expect(classWeightsFromText('compare', 'balanced')).toBe('balanced');
  expect(() => classWeightsFromText('compare', 'rare')).toThrow(
    /^compare: classWeights needs balanced, or weights like rare=10,odd=5, got "rare"$/,
  );
});
