import { describe, expect, it } from 'vitest';
import {
  type FindRateOptions,
  findRate,
  iris,
  logspace,
  minimize,
  mlp,
  sharpness,
  standardize,
} from '../../../src/index.js';

/** A problem whose loss is its one number, and an optimizer that makes it those of a list, one a step. */
function scripted(losses: readonly number[]) {
  const used: number[] = [];
  const optimizer = {
    init: () => ({ k: 0 }),
    step(state: { k: number }, _: unknown, __: unknown, { rate }: { rate?: unknown }) {
      used.push(rate as number);
      return [losses[++state.k] ?? losses.at(-1)!];
    },
  };
  const problem = { value: (x: number) => x, gradient: () => 1, start: losses[0] };
  const options = { optimizer, count: losses.length, curvature: false };
  const find = (more: object = {}) =>
    findRate(problem as never, { ...options, ...more } as FindRateOptions<number, never>);
  return { find, used };
}

const model = mlp(standardize(iris()), { layers: [4] });
const names = ['valley', 'steep', 'minimum', 'slide', 'torch-lr-finder', 'ignite', 'lightning', 'keras'];
const ours = ['1/lambdaMax', '2/lambdaMax', 'cauchy'];

describe('the curve', () => {
  it('has the loss before each step beside its rate, ends of the range included', () => {
    const { find, used } = scripted([5, 4, 3, 2, 1]);
    const { rates, losses, smoothed, stopped } = find({ from: 1e-3, to: 10 });
    expect([...rates]).toEqual(logspace(1e-3, 10, 5));
    expect(used).toEqual([...rates]);
    expect([...losses]).toEqual([5, 4, 3, 2, 1]);
    expect([...smoothed]).toEqual([5, 4, 3, 2, 1]);
    expect(stopped).toEqual({ at: 4, rate: 10, why: 'end', because: 'all 5 rates were tried' });
  });

  it('ends above five times the lowest loss, with that', () => {
    const { losses, stopped } = scripted([2, 1, 4.9, 5.1, 9, 9]).find();
    expect([...losses]).toEqual([2, 1, 4.9, 5.1]);
    expect(stopped).toMatchObject({
      at: 3,
      why: 'rise',
      because: 'the loss kept, 5.1, was over 5 times its lowest, 1',
    });
  });

  it('ends below 0 as far above the lowest loss as that is from 0, four times', () => {
    expect(scripted([2, -1, 2.9, 3.1, 9]).find().stopped).toMatchObject({ at: 3, why: 'rise' });
  });

  it('ends with a loss that is not finite', () => {
    const { losses, stopped } = scripted([2, 1, NaN, 1, 1]).find();
    expect([...losses]).toEqual([2, 1, NaN]);
    expect(stopped).toMatchObject({ at: 2, why: 'not finite', because: 'the loss was NaN' });
  });

  it('is averaged with as much memory as is asked for, corrected for its beginning', () => {
    const { smoothed } = scripted([4, 2, 1]).find({ smoothing: 0.5 });
    expect([...smoothed]).toEqual([4, (0.5 * 2 + 0.5 * 2) / 0.75, (0.5 * 2 + 0.5) / 0.875]);
  });

  it('is that of batches, each before its step, averaged unless said', () => {
    const found = findRate(model, { optimizer: 'sgd', batch: 30, count: 40, curvature: false });
    expect(found.smoothing).toBe(0.98);
    expect(found.losses).toHaveLength(40);
    expect(new Set(found.losses).size).toBe(40);
    expect(findRate(model, { optimizer: 'sgd', count: 40, curvature: false }).smoothing).toBe(0);
  });

  it('of a run that ends within a range has the loss that ended it', () => {
    const found = findRate(model, {
      optimizer: 'sgd',
      batch: 30,
      from: 1,
      to: 1e200,
      count: 60,
      curvature: false,
    });
    expect(found.stopped.why).not.toBe('end');
    expect(found.stopped.at).toBe(found.losses.length - 1);
  });
});

describe('presets', () => {
  const steps = (tool: string, losses: number[]) => {
    const { find, used } = scripted(losses);
    const found = find({ presets: [tool], from: 1e-4, to: 1 });
    // Ours ran first.
    return { ...found.presets![tool as 'fastai']!, used: used.slice(found.rates.length) };
  };
  const geometric = logspace(1e-4, 1, 7);
  const falling = [6, 5, 4, 3, 2, 1];

  it('step at the rates that their tools step at', () => {
    expect([...steps('fastai', falling).rates]).toEqual(geometric.slice(0, 6));
    expect([...steps('keras', falling).rates]).toEqual(geometric.slice(0, 6));
    expect([...steps('torch-lr-finder', falling).rates]).toEqual(logspace(1e-4, 1, 6));
    expect([...steps('lightning', falling).rates]).toEqual([geometric[0], ...geometric.slice(2)]);
    const { rates, used } = steps('ignite', falling);
    expect([...rates]).toEqual(geometric.slice(1));
    expect(used.slice(0, 6)).toEqual([geometric[1], ...geometric.slice(1, 6)]);
  });

  it('have ranges of their own, from the optimizer’s rate where their tools begin there', () => {
    const { presets } = findRate('x^2', {
      optimizer: 'adam',
      start: 1,
      presets: ['fastai', 'torch-lr-finder', 'ignite', 'lightning', 'keras'],
      count: 20,
    });
    const first = Object.fromEntries(Object.entries(presets!).map(([tool, { rates }]) => [tool, rates[0]]));
    expect(first).toMatchObject({ fastai: 1e-7, 'torch-lr-finder': 1e-3, lightning: 1e-8, keras: 1e-4 });
    expect(first.ignite).toBe(logspace(1e-3, 10, 21)[1]);
  });

  it('average as their tools do', () => {
    const losses = [4, 2, 1, 1, 1, 1];
    const fastai = steps('fastai', losses).smoothed;
    expect(fastai[0]).toBeCloseTo(4, 14);
    expect(fastai[1]).toBeCloseTo((0.98 * 0.02 * 4 + 0.02 * 2) / (1 - 0.98 ** 2), 14);
    for (const tool of ['torch-lr-finder', 'ignite']) {
      const { smoothed } = steps(tool, losses);
      expect([...smoothed.slice(0, 2)]).toEqual([4, 0.05 * 2 + 0.95 * 4]);
    }
    // Its correction is that of the step after, so that the first is about half of the loss.
    expect(steps('lightning', losses).smoothed[0]).toBeCloseTo((0.02 * 4) / (1 - 0.98 ** 2), 14);
    // Without batches every step is an epoch.
    expect([...steps('keras', losses).smoothed]).toEqual(losses);
  });

  it('stop where their tools do', () => {
    const losses = [1, 4.5, 4.5, 5.5, 9, 9];
    expect(steps('keras', losses).stopped).toMatchObject({ at: 1, why: 'rise' });
    expect(scripted(losses).find().stopped).toMatchObject({ at: 3 });
    // Where losses are below 0 four times the lowest is below it.
    expect(steps('fastai', [-1, -2, -3, -3, -3, -3]).stopped).toMatchObject({ at: 0, why: 'rise' });
    expect(steps('lightning', [-1, -2, -3, -3, -3, -3]).stopped).toMatchObject({ at: 1, why: 'rise' });
  });

  it('go on where a loss is NaN, as their tools do, but Keras’', () => {
    const losses = [3, 2, NaN, 1, 1, 1];
    expect([...steps('fastai', losses).losses]).toEqual([3, 2, NaN, NaN, NaN, NaN]);
    expect([...steps('keras', losses).losses]).toEqual([3, 2, NaN]);
  });

  it('of Keras has the mean of its epoch so far', () => {
    const options = { optimizer: 'sgd', batch: 100, seed: 3, count: 6, curvature: false } as const;
    const { presets } = findRate(model, { ...options, presets: ['keras'] });
    const { losses, smoothed } = presets!.keras!;
    // Of 150 rows: a batch of 100, then one of 50.
    for (const k of [0, 2, 4]) {
      expect(smoothed[k]).toBe(losses[k]);
      expect(smoothed[k + 1]).toBeCloseTo((100 * losses[k] + 50 * losses[k + 1]) / 150, 14);
    }
  });

  it('are what their rules are read off', () => {
    const own = findRate(model, { optimizer: 'sgd', batch: 30, curvature: false });
    const asFastai = findRate(model, { optimizer: 'sgd', batch: 30, curvature: false, presets: ['fastai'] });
    expect(asFastai.presets!.fastai!.rates).toContain(asFastai.suggestions.valley.rate);
    expect(asFastai.suggestions.keras).toEqual(own.suggestions.keras);
    expect(asFastai.rates).toEqual(own.rates);
  });
});

describe('suggestions', () => {
  it('are of eight rules and three of curvature, each with its reason', () => {
    const { suggestions } = findRate('rosenbrock', { optimizer: 'sgd' });
    expect(Object.keys(suggestions)).toEqual([...names, ...ours]);
    for (const { rate, because } of Object.values(suggestions)) {
      expect(because).not.toBe('');
      expect(rate === null || rate > 0).toBe(true);
    }
  });

  it('are none with a reason where there are too few points', () => {
    const { suggestions } = findRate('x^2', { optimizer: 'sgd', start: 1, count: 12, curvature: false });
    expect(suggestions.slide).toEqual({
      rate: null,
      because:
        'it has 6 of the 16 points it needs: the loss kept, 0.475, was over 5 times its lowest, 0.0629',
    });
    expect(suggestions.keras.rate).toBeNull();
  });

  it('are none with a reason where the start has no value', () => {
    const { suggestions, stopped } = findRate('log(x)', { optimizer: 'sgd', start: -1 });
    expect(stopped).toMatchObject({ at: 0, why: 'not finite' });
    for (const [name, { rate, because }] of Object.entries(suggestions)) {
      expect(rate, name).toBeNull();
      expect(because, name).toMatch(/NaN|not finite/);
    }
  });

  it('of curvature are those of sharpness, of the first step, in what the optimizer measures slopes in', () => {
    const f = 'x^2 + 10 y^2';
    const { suggestions, curvature } = findRate(f, { optimizer: 'sgd', start: 'x=1,y=1' });
    expect(curvature).toEqual({ lambdaMax: 20, stableRate: 0.1, status: 'ok', products: 3 });
    expect(suggestions['1/lambdaMax'].rate).toBe(0.05);
    expect(suggestions['2/lambdaMax'].rate).toBe(0.1);
    // gᵀg/gᵀHg of g = (2, 20), H = diag(2, 20).
    expect(suggestions.cauchy.rate).toBeCloseTo(404 / 8008, 15);
    const adam = findRate(f, { optimizer: 'adam', start: 'x=1,y=1', beta1: 0.5 });
    const { stableRate } = sharpness(f, 'x=1,y=1', { optimizer: 'adam', knobs: { beta1: 0.5 } });
    expect(adam.suggestions['2/lambdaMax'].rate).toBe(stableRate);
    // Both parameters move by the rate: g·(1, 1)/(1, 1)H(1, 1).
    expect(adam.suggestions.cauchy.rate).toBeCloseTo(1, 7);
  });

  it.each([
    [
      'x + y',
      'sgd',
      'the loss has no curvature at the start',
      'the loss does not curve up along the first step',
    ],
    [
      '-x^2 - y^2',
      'sgd',
      'the loss curves down at the start, whichever way',
      'the loss does not curve up along the first step',
    ],
    ['x^2 + y^2', 'lion', 'no rate is known from which steps of lion do not settle on a quadratic', null],
  ] as const)('of curvature say why there are none: %s with %s', (f, optimizer, edge, cauchy) => {
    const { suggestions } = findRate(f, { optimizer, start: [1, 1] });
    expect(suggestions['2/lambdaMax']).toEqual({ rate: null, because: edge });
    expect(suggestions['1/lambdaMax']).toEqual({ rate: null, because: edge });
    if (cauchy) expect(suggestions.cauchy).toEqual({ rate: null, because: cauchy });
    // Its weight decay is a thousandth of the point.
    else expect(suggestions.cauchy.rate).toBeCloseTo(1 / 1.001, 12);
  });

  it('at a minimum have no first step', () => {
    const { suggestions } = findRate('x^2', { optimizer: 'sgd', start: 0 });
    expect(suggestions.cauchy.because).toBe('the gradient is 0 at the start');
  });

  it('are repeated from other starts and orders, the first being the one shown', () => {
    const found = findRate(model, { optimizer: 'sgd', batch: 30, repeats: 3 });
    for (const { rate, repeats } of Object.values(found.suggestions)) {
      expect(repeats).toHaveLength(3);
      expect(repeats![0]).toBe(rate);
    }
    expect(new Set(found.suggestions['2/lambdaMax'].repeats).size).toBe(3);
    const once = findRate(model, { optimizer: 'sgd', batch: 30 });
    expect(once.losses).toEqual(found.losses);
    expect(once.suggestions.valley).not.toHaveProperty('repeats');
  });
});

describe('truth', () => {
  const bowl = findRate('x^2 + 10 y^2', { optimizer: 'sgd', start: [1, 1], truth: { steps: 40, count: 33 } })
    .truth!;

  it('is of real runs: their best, and the edge beyond which they diverge', () => {
    expect(bowl.steps).toBe(40);
    expect([...bowl.rates]).toEqual(logspace(1e-7, 10, 33));
    // The edge of 2/20 is itself no decrease and no rise.
    expect(bowl.edge).toBe(0.1);
    expect(bowl.divergedFrom).toBeCloseTo(0.178, 3);
    // The best of all rates is 2/22.
    expect(bowl.best!.rate).toBeCloseTo(0.0562, 4);
    expect([...bowl.losses].slice(29)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('says of each rule by how much it misses the range, and which were within a factor 2', () => {
    expect(bowl.factors.cauchy).toBeCloseTo(404 / 8008 / 0.0562341, 5);
    expect(bowl.factors['2/lambdaMax']).toBeCloseTo(0.1 / 0.0562341, 5);
    expect(bowl.verdict).toMatch(
      /^real runs of 40 steps end within a tenth of the best at 0\.0562; within a factor 2 of that: 1\/lambdaMax, 2\/lambdaMax, cauchy; not: .*lightning \(90000 times too small\), keras \(2\.6 times too small\)$/,
    );
  });

  it('where all diverge says so, and judges none', () => {
    const { truth } = findRate('-x^4', { optimizer: 'sgd', start: 1, from: 1, to: 10, truth: { count: 3 } });
    expect(truth).toMatchObject({ best: null, edge: null, divergedFrom: 1, within: null });
    expect(truth!.verdict).toBe('all real runs of 300 steps diverged');
    expect(new Set(Object.values(truth!.factors))).toEqual(new Set([null]));
  });

  it('of repeats has the mean and the spread, and counts as near only what always is', () => {
    const { truth, suggestions } = findRate(model, {
      optimizer: 'sgd',
      batch: 30,
      repeats: 2,
      truth: { steps: 20, count: 9 },
    });
    for (let i = 0; i < 9; i++) {
      if (Number.isNaN(truth!.losses[i])) continue;
      expect(truth!.lowest[i]).toBeLessThanOrEqual(truth!.losses[i]);
      expect(truth!.highest[i]).toBeGreaterThanOrEqual(truth!.losses[i]);
    }
    expect(truth!.verdict).toMatch(/, near in [01] of 2\)/);
    expect(suggestions.valley.repeats).toHaveLength(2);
  });

  it('of formulas in lockstep has the losses of runs alone', () => {
    const { truth } = findRate('rosenbrock', {
      optimizer: 'sgd',
      from: 1e-5,
      to: 1e-2,
      truth: { steps: 500, count: 4 },
    });
    const alone = [...truth!.rates].map(
      (rate) => minimize('rosenbrock', { optimizer: 'sgd', rate, steps: 500, onStep() {} }).value,
    );
    expect(alone.slice(0, 3)).toEqual([...truth!.losses].slice(0, 3));
  });
});

describe('what is given', () => {
  it('stays as it is', () => {
    const start = model.start.slice();
    const memory: unknown[] = [];
    const optimizer = {
      knobs: { rate: 0.1 },
      init: () => {
        const made = { steps: 0 };
        memory.push(made);
        return made;
      },
      step: (state: { steps: number }, x: Float64Array, g: Float64Array, { rate }: { rate?: unknown }) => {
        state.steps++;
        return x.map((each, i) => each - (rate as number) * g[i]);
      },
    };
    const options = Object.freeze({ optimizer, batch: 30, count: 30, seed: 5 });
    const first = findRate(model, options as never);
    expect(findRate(model, options as never)).toEqual(first);
    expect(model.start).toEqual(start);
    // Each run and each first step has a memory of its own.
    expect(new Set(memory).size).toBe(memory.length);
  });

  it.each([
    [
      { optimizer: 'newton' },
      TypeError,
      'findRate: optimizer needs one that steps at a rate, such as sgd or adam, got "newton"',
    ],
    [{ optimizer: 'sgdd' }, TypeError, 'findRate: no optimizer "sgdd"; did you mean "sgd"?'],
    [
      { optimizer: 'sgd', rate: 0.1 },
      TypeError,
      'findRate: rate needs to be left open, as it is looked for between from and to, got 0.1',
    ],
    [
      { optimizer: 'sgd', smothing: 0.1 },
      TypeError,
      'findRate: no option "smothing"; did you mean "smoothing"?',
    ],
    [{ optimizer: 'sgd', from: 0 }, RangeError, 'findRate: from needs a number above 0, got 0'],
    [{ optimizer: 'sgd', to: '1' }, TypeError, 'findRate: to needs a number above 0, got "1"'],
    [{ optimizer: 'sgd', from: 100 }, RangeError, 'findRate: to needs a number above from, 100, got 10'],
    [
      { optimizer: 'sgd', count: 1 },
      RangeError,
      'findRate: count needs a whole number from 2 to 10000, got 1',
    ],
    [
      { optimizer: 'sgd', smoothing: 1 },
      RangeError,
      'findRate: smoothing needs a number from 0 to below 1, got 1',
    ],
    [
      { optimizer: 'sgd', presets: 'fastai' },
      TypeError,
      'findRate: presets needs an array of fastai, torch-lr-finder, ignite, lightning, keras, got "fastai"',
    ],
    [
      { optimizer: 'sgd', presets: ['fastia'] },
      TypeError,
      'findRate: no preset "fastia"; did you mean "fastai"?',
    ],
    [
      { optimizer: 'sgd', from: 2, presets: ['keras'] },
      RangeError,
      'findRate: to needs a number above from, 2, got 1',
    ],
    [
      { optimizer: 'sgd', repeats: 2 },
      TypeError,
      'findRate: repeats needs batch, or a model with a random start, got 2 runs that would be alike',
    ],
    [{ optimizer: 'sgd', curvature: 1 }, TypeError, 'findRate: curvature needs true or false, got 1'],
    [{ optimizer: 'sgd', truth: 3 }, TypeError, 'findRate: truth needs true, false, or an object, got 3'],
    [
      { optimizer: 'sgd', truth: { step: 3 } },
      TypeError,
      'findRate: no option of truth "step"; did you mean "steps"?',
    ],
    [
      { optimizer: 'sgd', truth: { steps: 0 } },
      RangeError,
      'findRate: truth.steps needs a whole number from 1 to 1000000000, got 0',
    ],
    [{ optimizer: 'sgd', batch: 8 }, TypeError, 'findRate: batch needs a model on data, got 8'],
    [
      { optimizer: 'sgd', seed: -1 },
      RangeError,
      'findRate: seed needs a whole number from 0 to 9007199254740991, got -1',
    ],
    [
      { optimizer: 'sgd', momentum: 2 },
      RangeError,
      'findRate: momentum needs a number from 0 to below 1, got 2',
    ],
  ])('is checked before any work: %j', (options, kind, message) => {
    let calls = 0;
    const counted = { value: (x: number) => (calls++, x * x), start: 1 };
    const find = () => findRate(counted as never, options as never);
    expect(find).toThrow(kind);
    expect(find).toThrow(message);
    expect(calls).toBe(0);
  });
});
