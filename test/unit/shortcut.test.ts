import { describe, expect, it } from 'vitest';
import {
  activations,
  compare,
  elementwise,
  huber,
  iris,
  minimize,
  mlp,
  optimizers,
  softmaxRegression,
  split,
  standardize,
  type Vec,
  value,
} from '../../src/index.js';

// What somebody spreads and changes is what is used, whatever faster ways the original had.

const twice = (f: { at(x: Vec): ReturnType<typeof shifted.at> }) => (x: Vec) => {
  const { value, push, pull, bend } = f.at(x);
  const double = (v: Vec) => v.map((each) => 2 * each);
  return {
    value: double(value),
    push: (v: Vec) => double(push(v)),
    pull: (u: Vec) => double(pull(u)),
    bend: (v: Vec, u: Vec) => double(bend(v, u)),
  };
};
const shifted = huber([1, -2, 5]);
const model = softmaxRegression(split(standardize(iris()), { seed: 2 }));
const options = { optimizer: 'sgd', rate: 0.01, steps: 5 } as const;

describe('an object that is spread and changed goes by what was changed:', () => {
  it('a loss, and a model, with another at', () => {
    const own = { ...shifted, at: twice(shifted) };
    const start = [0, 0, 0];
    expect(minimize(own, { ...options, start }).losses[0]).toBe(2 * shifted.at(new Float64Array(3)).value[0]);
    const run = minimize({ ...model, at: twice(model) }, options);
    expect(run.losses[0]).toBeCloseTo(2 * Math.log(3), 14);
    expect(run.losses[5]).toBeLessThan(run.losses[4]);
  });

  it('a model with another at has no batches of it, and says so', async () => {
    const own = { ...model, at: twice(model) };
    expect(() => minimize(own, { ...options, batch: 5 })).toThrow(
      new TypeError('minimize: batch needs a model on data, got 5'),
    );
    await expect(compare(own, { optimizers: ['sgd'], steps: 5, batch: 5 })).rejects.toThrow(
      'compare: batch needs a model on data, got 5',
    );
  });

  it('a model with another start keeps its batches', () => {
    const start = model.start.map(() => 0.1);
    const moved = minimize({ ...model, start }, { ...options, batch: 30 });
    expect(moved.losses).toEqual(minimize(model, { ...options, start, batch: 30 }).losses);
  });

  it('a model with another validation', () => {
    const run = minimize({ ...model, validation: (point) => ({ loss: point.length }) }, options);
    expect([...run.validation!.losses]).toEqual(new Array(6).fill(model.inputs));
    expect(run.validation!.loss).toBe(model.inputs);
  });

  it('an activation with another curve, alone and in a network', () => {
    const line = { ...activations.tanh, value: (x: number) => 3 * x, slope: () => 3, curve: () => 0 };
    expect([...(value(elementwise(line, 2), [1, 2]) as Vec)]).toEqual([3, 6]);
    const data = standardize(iris());
    const [own, plain] = [line, { ...line, many: undefined }].map((activation) =>
      minimize(mlp(data, { layers: [4], activation: activation as never }), { ...options, batch: 30 }),
    );
    expect(own.losses).toEqual(plain.losses);
  });

  it('an optimizer with another step, alone and side by side', async () => {
    const still = { ...optimizers.adam, step: (_: unknown, x: Vec) => x };
    for (const problem of ['bowl', model] as const) {
      const { value, losses } = minimize(problem as 'bowl', { optimizer: still, rate: 0.1, steps: 1000 });
      expect(value).toBe(losses[0]);
      const { runs } = await compare(problem as 'bowl', { optimizers: [still], rates: [1, 2], steps: 1000 });
      for (const run of runs) expect(run.value).toBe(losses[0]);
    }
  });

  it("an optimizer's step within another, told some knobs, is the optimizer", () => {
    const { adam } = optimizers;
    const within = {
      init: adam.init,
      step: (
        memory: ReturnType<typeof adam.init>,
        x: Vec,
        g: Vec,
        { rate, step }: { rate?: unknown; step: number },
      ) => adam.step(memory, x, g, { rate: rate as number, step }),
    };
    const given = { rate: 0.1, steps: 50, schedule: 'cosine' } as const;
    const run = minimize('bowl', { optimizer: within as never, ...given });
    expect(run.losses).toEqual(minimize('bowl', { optimizer: 'adam', ...given }).losses);
  });

  it('an optimizer with other knobs keeps its lines', () => {
    const { adam } = optimizers;
    const quick = { ...adam, knobs: { ...adam.knobs, rate: { ...adam.knobs.rate, default: 0.1 } } };
    const run = minimize('bowl', { optimizer: quick, steps: 1000 });
    expect(run.losses).toEqual(minimize('bowl', { optimizer: 'adam', rate: 0.1, steps: 1000 }).losses);
  });
});
