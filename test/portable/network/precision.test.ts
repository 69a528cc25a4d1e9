import { afterEach, describe, expect, it } from 'vitest';
import * as activations from '../../../src/activations/index.js';
import { matrix } from '../../../src/algebra/matrix.js';
import { split } from '../../../src/data/split.js';
import { standardize } from '../../../src/data/standardize.js';
import { iris } from '../../../src/datasets/iris.js';
import { compare } from '../../../src/descent/compare.js';
import { minimize } from '../../../src/descent/minimize.js';
import { adoptModule, compiledModule, withAllocator } from '../../../src/engine/load.js';
import { compose, type Fn, inPlaceOf, type Vec } from '../../../src/fn.js';
import { crossEntropy } from '../../../src/losses/crossEntropy.js';
import { mlp } from '../../../src/models/mlp.js';
import { softmaxRegression } from '../../../src/models/softmaxRegression.js';
import { networkOutputs } from '../../../src/network/networkOutputs.js';
import { mulberry32, numbersOf } from '../../laws/random.js';

// Single precision: near what double tells, and the same bits everywhere.

const engine = compiledModule();
afterEach(() => adoptModule(engine));
const next = mulberry32(24);

/** Value and slope of a function of one output, by its form in a precision. */
function evaluated(f: Fn, precision: 'f64' | 'f32', at: Vec): { value: number; slope: Vec } {
  return withAllocator('test', (allocate) => {
    const form = inPlaceOf(f, precision)!(allocate);
    const [p, value, one, slope] = [f.inputs, 1, 1, f.inputs].map(allocate);
    p.set(at);
    one[0] = 1;
    form.value(p, value);
    form.pull(one, slope);
    return { value: value[0], slope: slope.slice() };
  });
}

describe.each(Object.entries(activations))('a network of %s in single precision', (_, activation) => {
  // Sizes around the lanes, rows too.
  const shapes = [
    [1, 1, 1],
    [2, 3, 2],
    [5, 4, 3],
    [7, 9, 10],
    [33, 17, 8],
  ].map(([rows, inputs, hidden]) => {
    const target = matrix(rows, 3);
    for (let r = 0; r < rows; r++) target.data[3 * r + (r % 3)] = 1;
    const x = matrix(rows, inputs, numbersOf(next, rows * inputs));
    const f = compose(crossEntropy(target), networkOutputs(x, [inputs, hidden, 3], activation));
    return { f, at: Float64Array.from(numbersOf(next, f.inputs)) };
  });

  it('is near what it is in double', () => {
    for (const { f, at } of shapes) {
      const [single, double] = [evaluated(f, 'f32', at), evaluated(f, 'f64', at)];
      const size = double.slope.reduce((most, slope) => Math.max(most, Math.abs(slope)), 1);
      expect(single.value).not.toBe(double.value);
      expect(Math.abs(single.value - double.value)).toBeLessThan(2e-6 * Math.max(1, double.value));
      single.slope.forEach((slope, i) => {
        expect(Math.abs(slope - double.slope[i])).toBeLessThan(1e-5 * size);
      });
    }
  });

  it('has the same bits without the engine', () => {
    for (const { f, at } of shapes) {
      adoptModule(engine);
      const fast = evaluated(f, 'f32', at);
      adoptModule(null);
      expect(evaluated(f, 'f32', at)).toEqual(fast);
    }
  });
});

describe('training in single precision', () => {
  const data = standardize(split(iris(), { validation: 0.2, seed: 3 }));
  const options = { optimizers: ['sgd', 'adam'], rates: [0.05], steps: 30, precision: 'f32' } as const;

  it.each([
    ['of all rows', {}],
    ['of batches', { batch: 16 }],
    ['of parameters in single precision', { masterWeights: false }],
  ])('has one hash with the engine and without: %s', async (_, more) => {
    const run = () => compare(mlp(data, { layers: [8, 5], l2: 0.01 }), { ...options, ...more });
    const { hash, runs } = await run();
    adoptModule(null);
    expect((await run()).hash).toBe(hash);
    expect(runs.every(({ value }) => value < 1)).toBe(true);
  });

  it('keeps parameters in double unless told not to', () => {
    const model = softmaxRegression(data);
    const asked = { optimizer: 'adam', rate: 0.1, steps: 5, precision: 'f32', record: true } as const;
    const isSingle = (p: Vec) => p.every((each) => Math.fround(each) === each);
    expect(isSingle(minimize(model, asked).points!.data)).toBe(false);
    expect(isSingle(minimize(model, { ...asked, masterWeights: false }).points!.data)).toBe(true);
    const start = new Float64Array(model.inputs).fill(0.1);
    expect(isSingle(minimize(model, { ...asked, start, masterWeights: false }).points!.data)).toBe(true);
  });

  it('settles by its own tolerance and ε', () => {
    const model = softmaxRegression(data, { l2: 0.01 });
    const asked = { optimizer: 'adam', rate: 0.1, steps: 5000 } as const;
    const [single, double] = [minimize(model, { ...asked, precision: 'f32' }), minimize(model, asked)];
    expect([single.outcome, double.outcome]).toEqual(['settled', 'settled']);
    expect(single.steps).toBeLessThan(double.steps);
    expect(Math.abs(single.value - double.value)).toBeLessThan(1e-7);
    expect(minimize(model, { ...asked, precision: 'f32', tolerance: 1e-5 }).steps).toBe(single.steps);
  });

  it('validates every so many entries, and repeats what it found between them', () => {
    const model = mlp(data, { layers: [4] });
    const asked = { optimizer: 'sgd', rate: 0.1, steps: 11 } as const;
    const [each, some] = [minimize(model, asked), minimize(model, { ...asked, validateEvery: 4 })];
    const all = each.validation!.losses;
    expect(some.validation!.losses).toEqual(all.map((_, k) => all[k - (k % 4)]));
    expect(some.validation!.loss).toBe(each.validation!.loss);
    expect(some.losses).toEqual(each.losses);
  });

  it.each<[options: object, problem: 'bowl' | 'model', says: RegExp]>([
    [{ precision: 'f16' }, 'model', /^minimize: no precision "f16"; there is f64, f32$/],
    [{ precision: 32 }, 'model', /^minimize: precision needs 'f64' or 'f32', got 32$/],
    [{ precision: 'f32' }, 'bowl', /^minimize: precision needs a model on data, got "f32"$/],
    [{ precision: 'f32', masterWeights: 1 }, 'model', /^minimize: masterWeights needs true or false, got 1$/],
    [{ masterWeights: false }, 'model', /^minimize: masterWeights needs precision: 'f32', got false$/],
    [
      { precision: 'f32', optimizer: 'newton' },
      'model',
      /^minimize: precision needs an optimizer that steps along gradients, got newton$/,
    ],
    [
      { validateEvery: 0 },
      'model',
      /^minimize: validateEvery needs a whole number from 1 to 1000000000, got 0$/,
    ],
  ])('refuses %o of a %s', (given, problem, says) => {
    const of = problem === 'bowl' ? 'bowl' : mlp(data);
    expect(() => minimize(of, { optimizer: 'sgd', steps: 3, ...given })).toThrow(says);
  });
});
