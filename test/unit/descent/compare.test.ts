import { describe, expect, it } from 'vitest';
import {
  type Comparison,
  compare,
  iris,
  type Lap,
  linearRegression,
  matrix,
  minimize,
  mlp,
  optimizers,
  type Run,
  softmaxRegression,
  standardize,
} from '../../../src/index.js';
import { comparisonOf } from '../../../src/results/comparison.js';

const without = ({ amsgrad: _, ...knobs }: Run['knobs']) => knobs;

const grid = { optimizers: ['sgd', 'adam'], rates: [1e-3, 1e-2, 1e-1], steps: 200 } as const;

describe('compare', () => {
  it('runs every optimizer at every rate as minimize would, optimizers outer', async () => {
    const { runs } = await compare('rosenbrock', grid);
    expect(runs.map(({ label }) => label)).toEqual([
      'sgd 0.001',
      'sgd 0.01',
      'sgd 0.1',
      'adam 0.001',
      'adam 0.01',
      'adam 0.1',
    ]);
    for (const run of runs) {
      const { optimizer, knobs } = run;
      expect(run).toEqual(minimize('rosenbrock', { optimizer: optimizer as 'sgd', ...knobs, steps: 200 }));
    }
  });

  it('names the best, the best of each, and the edge they sit at', async () => {
    const result = await compare('rosenbrock', grid);
    expect(result.best!.label).toBe('adam 0.1');
    expect(result.bestOf.sgd!.label).toBe('sgd 0.001');
    expect(result.edge).toEqual({ sgd: 'lowest', adam: 'highest' });
    const inside = await compare('bowl', { optimizers: ['sgd'], rates: [1e-3, 0.4, 0.9], steps: 20 });
    expect(inside.edge).toEqual({ sgd: null });
    expect((await compare('bowl', { optimizers: ['sgd'], rates: [0.1], steps: 20 })).edge).toEqual({
      sgd: null,
    });
  });

  it('has no best where all diverged, and takes the smaller rate of equals', async () => {
    const lost = await compare('bowl', { optimizers: ['sgd'], rates: [2, 3], steps: 50 });
    expect([lost.best, lost.bestOf.sgd, lost.edge.sgd]).toEqual([null, null, null]);
    const equal = await compare('bowl', { optimizers: ['sgd'], rates: [0.3, 0.2], steps: 5, start: [0, 0] });
    expect(equal.best!.label).toBe('sgd 0.2');
  });

  it('takes ranges, rates by optimizer, and runs one by one with labels', async () => {
    const ranged = await compare('bowl', { optimizers: ['sgd'], rates: '1e-3..1e-1:3', steps: 2 });
    expect(ranged.runs.map(({ knobs }) => knobs.rate)).toEqual([1e-3, 1e-2, 1e-1]);
    const own = await compare('bowl', {
      optimizers: ['sgd', 'adam'],
      rates: { sgd: [0.1], adam: '0.1..1:2' },
      steps: 2,
    });
    expect(own.runs.map(({ label }) => label)).toEqual(['sgd 0.1', 'adam 0.1', 'adam 1']);
    const single = await compare('bowl', {
      runs: [
        { optimizer: 'sgd', rate: 0.1, momentum: 0.5, label: 'heavy' },
        { optimizer: optimizers.adam, rate: 0.2 },
      ],
      steps: 2,
    });
    expect(single.runs.map(({ label, knobs }) => [label, knobs.momentum])).toEqual([
      ['heavy', 0.5],
      ['adam 0.2', undefined],
    ]);
  });

  it('gives a knob to the optimizers that have it', async () => {
    const { runs } = await compare('bowl', { ...grid, rates: [0.1], momentum: 0.5, steps: 2 });
    expect(runs.map(({ knobs }) => knobs.momentum)).toEqual([0.5, undefined]);
  });

  it('runs an optimizer without a rate once', async () => {
    const still = { title: 'still', knobs: {}, init: () => ({}), step: (_: unknown, x: Float64Array) => x };
    const { runs } = await compare('bowl', { optimizers: [still], rates: [1, 2], steps: 2 });
    expect(runs.map(({ label, outcome }) => [label, outcome])).toEqual([['still', 'stalled']]);
  });

  it('tells how far it is, and ends with the signal’s reason', async () => {
    const seen: number[] = [];
    await compare('bowl', { ...grid, onProgress: ({ done, total }) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
    const reason = new Error('enough');
    await expect(compare('bowl', { ...grid, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const late = compare('rosenbrock', { ...grid, steps: 1e6, tolerance: 0, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 0);
    await expect(late).rejects.toBe(reason);
  });

  it('classifies the irises', async () => {
    const model = softmaxRegression(standardize(iris()));
    const { best } = await compare(model, { optimizers: ['sgd'], rates: [0.1, 1], steps: 100 });
    expect(best!.accuracy).toBeGreaterThan(0.95);
  });

  it.each([
    [
      { ...grid, optimizers: ['sgd', 'adma'] },
      TypeError,
      'compare: no optimizer "adma"; did you mean "adam"?',
    ],
    [{ ...grid, optimizers: [] }, RangeError, 'compare: optimizers needs at least one, got 0'],
    [{ ...grid, optimizers: 'sgd' }, TypeError, 'compare: optimizers needs an array, got "sgd"'],
    [{ steps: 5 }, TypeError, 'compare: optimizers needs an array, got undefined'],
    [{ ...grid, optimizers: new Array(1) }, TypeError, /^compare: optimizer needs one of .*, got undefined$/],
    [{ runs: new Array(1), steps: 5 }, TypeError, 'compare: runs[0] needs an object, got undefined'],
    [{ ...grid, rates: [] }, RangeError, 'compare: rates needs at least one number, got 0'],
    [{ ...grid, rates: [0.1, 0] }, RangeError, 'compare: rate needs a number above 0, got 0'],
    [{ ...grid, rates: [0.1, NaN] }, RangeError, 'compare: rate needs a number above 0, got NaN'],
    [{ ...grid, rates: ['0.1'] }, TypeError, 'compare: rates[0] needs a number, got "0.1"'],
    [{ ...grid, rates: 0.1 }, TypeError, 'compare: rates needs an array of numbers, got 0.1'],
    [
      { ...grid, rates: '1e-3..1e3' },
      RangeError,
      'compare: rates needs numbers, or a range like 1e-3..1e3:9, got "1e-3..1e3"',
    ],
    [
      { ...grid, rates: '0..1:3' },
      RangeError,
      'compare: rates needs numbers, or a range like 1e-3..1e3:9, got "0..1:3"',
    ],
    [
      { ...grid, rates: { sdg: [1] } },
      TypeError,
      'compare: no optimizer in rates: "sdg"; did you mean "sgd"?',
    ],
    [
      { ...grid, runs: [{ optimizer: 'sgd' }] },
      TypeError,
      'compare: the call needs either runs or optimizers and rates, got both',
    ],
    [{ runs: ['sgd'], steps: 5 }, TypeError, 'compare: runs[0] needs an object, got "sgd"'],
    [
      { runs: [{ optimizer: 'sgd', rate: -1 }], steps: 5 },
      RangeError,
      'compare: rate needs a number above 0, got -1',
    ],
    [{ runs: [{ optimizer: 'sgd', label: 3 }], steps: 5 }, TypeError, 'compare: label needs a text, got 3'],
    [{ ...grid, stps: 5 }, TypeError, 'compare: no option "stps"; did you mean "steps"?'],
    [
      { ...grid, centered: true },
      TypeError,
      `compare: centered needs one of rmsprop, got ${grid.optimizers.join(', ')}`,
    ],
    [{ ...grid, steps: 0 }, RangeError, 'compare: steps needs a whole number from 1 to 1000000000, got 0'],
    [{ ...grid, signal: {} }, TypeError, 'compare: signal needs an AbortSignal, got an object'],
    [{ ...grid, onProgress: 1 }, TypeError, 'compare: onProgress needs a function, got 1'],
    [{ ...grid, start: [1, 2, 3] }, RangeError, 'compare: start needs 2 numbers, got 3'],
    [null, TypeError, 'compare: options needs an object, got null'],
  ])('refuses case %#', async (options, kind, message) => {
    const wanted = typeof message === 'string' ? new (kind as ErrorConstructor)(message) : message;
    await expect(compare('bowl', options as never)).rejects.toThrow(wanted);
    expect(() => compare.stream('bowl', options as never)).toThrow(wanted);
  });
});

describe('a callback in compare: what it does wrong', () => {
  const next = (point: unknown) => ({ init: () => null, step: () => point }) as never;
  it.each([
    [() => [1, 2], 'sgd', RangeError, 'compare: f needs one output, got 2'],
    [
      () => undefined,
      'sgd',
      TypeError,
      'compare: f needs to return a number or an array of numbers, got undefined',
    ],
    [() => 1, next([1, 2]), RangeError, 'compare: the next point needs 1 number, got 2'],
    [() => 1, next(undefined), TypeError, 'compare: the next point needs an array of numbers, got undefined'],
  ])('is said in its name: case %#', async (f, optimizer, kind, message) => {
    const options = { optimizers: [optimizer as 'sgd'], steps: 3, start: [1], tolerance: 0 };
    await expect(compare(f as never, options)).rejects.toThrow(new (kind as ErrorConstructor)(message));
  });

  it('is passed on where it throws, the same object', async () => {
    const mine = { mine: true };
    const fail = () => {
      throw mine;
    };
    const options = { optimizers: ['sgd'], steps: 3, start: [1] } as const;
    await expect(compare(fail, options)).rejects.toBe(mine);
    await expect(compare('bowl', { ...options, start: [1, 2], onProgress: fail })).rejects.toBe(mine);
    const { runs } = await compare((x) => (x[0] < 0.999 ? NaN : x[0] ** 2), options);
    expect(runs[0].outcome).toBe('diverged');
  });
});

describe('compare.stream', () => {
  const all = async (laps: AsyncIterable<Lap>) => {
    const out: Lap[] = [];
    for await (const lap of laps) out.push(lap);
    return out;
  };

  it('gives an item for the start and each update, the last with the comparison', async () => {
    const laps = await all(compare.stream('rosenbrock', grid));
    const whole = await compare('rosenbrock', grid);
    expect(laps.length).toBe(201);
    expect(laps.map(({ done }) => done).indexOf(true)).toBe(200);
    expect(laps[200].comparison!.hash).toBe(whole.hash);
    laps.forEach(({ step, values }, i) => {
      expect(step).toBe(i);
      whole.runs.forEach(({ losses }, r) => {
        expect(values[r]).toBe(losses[Math.min(i, losses.length - 1)]);
      });
    });
  });

  it('ends when every run has, and may be left early', async () => {
    const laps = await all(compare.stream('bowl', { optimizers: ['sgd'], rates: [0.5], steps: 100 }));
    expect(laps.length).toBe(2);
    for await (const { step } of compare.stream('rosenbrock', { ...grid, steps: 1e9 })) if (step === 3) break;
  });
});

describe('the comparison that compare returns', () => {
  const make = (options = {}) => compare('rosenbrock', { ...grid, steps: 40, ...options });

  it('has a hash of 16 digits that any change of a bit changes, and nothing else', async () => {
    const { hash, runs } = await make();
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect((await make()).hash).toBe(hash);
    expect((await make({ record: true })).hash).toBe(hash);
    expect((await make({ steps: 41 })).hash).not.toBe(hash);
    expect((await make({ start: [-1.2, 1.0000000000000002] })).hash).not.toBe(hash);
    expect(runs.length).toBe(6);
  });

  it('keeps the bits that the released numbers had', async () => {
    const valley = await compare('rosenbrock', {
      optimizers: ['sgd', 'adam'],
      rates: '1e-5..1e-1:9',
      steps: 1000,
    });
    const model = softmaxRegression(standardize(iris()));
    const irises = await compare(model, { optimizers: ['sgd', 'adam'], rates: '1e-3..1e3:9', steps: 1000 });
    // Adam's knob for AMSGrad came later: where it is off, and not counted, the runs are what they were.
    const earlier = ({ runs }: Comparison) =>
      comparisonOf(runs.map((run) => ({ ...run, knobs: without(run.knobs) }))).hash;
    expect([earlier(valley), earlier(irises)]).toEqual(['782b0b12b28b4bd1', 'fcff013f7ed697bf']);
    expect([valley.hash, irises.hash]).toEqual(['b56a492355f905bb', '2a8ad6f1fe7ab956']);
  });

  it('repeats runs from other starts and in other orders, the same for all', async () => {
    const data = standardize(iris());
    const model = mlp(data, { layers: [4], seed: 3 });
    const options = {
      optimizers: ['sgd', 'adam'],
      rates: [0.01, 0.1],
      steps: 8,
      batch: 60,
      seed: 2,
    } as const;
    const { runs, best, bestOf, notes } = await compare(model, { ...options, replicates: 3 });
    expect(runs.map(({ replicate }) => replicate)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect(runs.slice(0, 3).map(({ label }) => label)).toEqual(['sgd 0.01 #1', 'sgd 0.01 #2', 'sgd 0.01 #3']);
    const starts = runs.map(({ losses }) => losses[0]);
    expect(new Set(starts).size).toBe(3);
    expect(starts.slice(3, 6)).toEqual(starts.slice(0, 3));
    expect(runs[1].batchLosses).not.toEqual(runs[0].batchLosses);
    const once = await compare(model, options);
    expect(once.runs.map(({ losses }) => losses)).toEqual([0, 3, 6, 9].map((k) => runs[k].losses));
    const means = [0, 3, 6, 9].map((k) => (runs[k].value + runs[k + 1].value + runs[k + 2].value) / 3);
    expect(best).toBe(runs[3 * means.indexOf(Math.min(...means))]);
    expect(Object.values(bestOf)).toContain(best);
    expect(notes()[0]).toBe(`best by the mean of 3 replicates of the training loss: ${best!.label}`);
  });

  it('refuses replicates that would be alike', async () => {
    const call = compare('bowl', { optimizers: ['sgd'], rates: [0.1], steps: 3, replicates: 4 });
    await expect(call).rejects.toThrow(
      new TypeError(
        'compare: replicates needs batch, or a model with a random start, got 4 runs that would be alike',
      ),
    );
  });

  it('judges by validation where rows are kept apart, and says so', async () => {
    const whole = standardize(iris());
    const part = (keep: (i: number) => boolean) => {
      const rows = Array.from({ length: 150 }, (_, i) => i).filter(keep);
      const x = matrix(
        rows.length,
        4,
        rows.flatMap((i) => [...whole.x.data.subarray(4 * i, 4 * i + 4)]),
      );
      return { ...whole, x, y: Int32Array.from(rows, (i) => whole.y[i]) };
    };
    const data = { ...part((i) => i % 5 !== 0), validation: part((i) => i % 5 === 0) };
    const result = await compare(mlp(data, { layers: [12] }), {
      optimizers: ['adam'],
      rates: [0.001, 0.1, 1],
      steps: 300,
    });
    expect(result.by).toBe('validation');
    const scores = result.runs.map(({ validation }) => validation!.loss);
    expect(result.best).toBe(result.runs[scores.indexOf(Math.min(...scores))]);
    const told = softmaxRegression(part((i) => i % 5 === 0));
    const run = minimize(softmaxRegression(data), { optimizer: 'sgd', rate: 0.1, steps: 50 });
    const { losses, ...last } = run.validation!;
    expect(last).toEqual({ loss: told.at(run.point).value[0], accuracy: told.accuracy!(run.point) });
    expect(losses.length).toBe(run.losses.length);
    expect(losses[0]).toBe(told.at(told.start).value[0]);
    expect(losses.at(-1)).toBe(last.loss);
    const laps = [];
    const options = { optimizers: ['sgd'], rates: [0.1], steps: 50 } as const;
    for await (const lap of compare.stream(softmaxRegression(data), options)) laps.push(lap.validation![0]);
    expect(laps).toEqual([...losses]);
    expect(result.table()).toContain('validation loss');
    expect(JSON.parse(JSON.stringify(result)).by).toBe('validation');
  });

  it('tells how sensitive an optimizer is, when a target was reached, and what lies at an edge', async () => {
    const result = await compare('bowl', {
      optimizers: ['sgd', 'adam'],
      rates: [1e-6, 0.01, 0.1, 0.3, 3],
      steps: 100,
      tolerance: 0,
    });
    expect(result.by).toBe('training');
    const { sgd } = result.sensitivity;
    expect(sgd!.lowest).toBeGreaterThan(1e-6);
    expect(sgd!.lowest).toBeLessThanOrEqual(sgd!.highest);
    expect(sgd!.highest).toBeLessThan(3);
    const steps = result.stepsTo(1e-3);
    result.runs.forEach(({ losses }, k) => {
      const first = losses.findIndex((loss) => loss <= 1e-3);
      expect(steps[k]).toBe(first < 0 ? null : first);
    });
    const slow = await compare('bowl', { optimizers: ['sgd'], rates: [1e-5, 1e-4, 1e-3], steps: 20 });
    expect(slow.notes()).toEqual([
      'best by the training loss: sgd 0.001',
      'sgd does best at the highest rate it was given; a better one may lie beyond',
    ]);
    expect(() => result.stepsTo('1' as never)).toThrow('stepsTo: target needs a finite number, got "1"');
  });

  it('tells how sensitive an optimizer is by the rows it is judged by, from where these start', async () => {
    // A loss of 100 falls to 1 or 36; on the row kept apart 1 falls to 0.01 or 0.36.
    const data = {
      ...{ x: matrix(2, 1, [1, -1]), y: Float64Array.of(10, -10), names: ['a'] },
      validation: { x: matrix(1, 1, [0.1]), y: Float64Array.of(1), names: ['a'] },
    };
    const { runs, by, sensitivity } = await compare(linearRegression(data), {
      optimizers: ['sgd'],
      rates: [0.2, 0.45],
      steps: 1,
    });
    expect(by).toBe('validation');
    const losses = runs.map(({ validation }) => validation!.losses[1]);
    expect([losses[0] > 0.35, losses[1] < 0.02]).toEqual([true, true]);
    expect(sensitivity.sgd).toEqual({ lowest: 0.45, highest: 0.45 });
  });

  it('shows labels that were given, in columns of their width', async () => {
    const optimizer = (title: string) => ({ ...optimizers.sgd, title });
    const titles = ['優化器', 'e\u0301t\u00e9', '🚀', 'up\u001b[A\n'];
    const given = { runs: titles.map((title) => ({ optimizer: optimizer(title), rate: 1e-3 })), steps: 2 };
    const lines = (await compare('bowl', given)).table().split('\n');
    expect(lines[0]).toMatch(/^optimizer /);
    const at = (line: string) => line.slice(0, line.indexOf('0.001'));
    expect(lines.slice(2).map(at)).toEqual([
      '優化器            ',
      'e\u0301t\u00e9               ',
      '🚀                ',
      'up\\u001b[A\\u000a  ',
    ]);
    const own = [
      { optimizer: 'sgd', rate: 1e-3, momentum: 0.9, label: 'with momentum' },
      { optimizer: 'sgd', rate: 1e-3 },
    ] as const;
    expect((await compare('bowl', { runs: own, steps: 2 })).table()).toMatch(
      /^label {10}optimizer .*\n─+ .*\nwith momentum {2}sgd .*\nsgd 0\.001 {6}sgd /,
    );
  });

  it('is plain JSON, with words for what JSON has no number for', async () => {
    const cliff = { value: (w: number) => (w > 1 ? NaN : w), gradient: () => -1 };
    const result = await compare(cliff, { optimizers: ['sgd'], rates: [1], steps: 3, start: 0.5 });
    const json = JSON.parse(JSON.stringify(result)) as Comparison & { runs: { losses: unknown[] }[] };
    expect(json.runs[0].losses).toEqual([0.5, 'NaN']);
    expect(json.hash).toBe(result.hash);
    expect(json.best).toBeNull();
  });

  it('tries every knob of a list at every rate, lists in every combination, where an optimizer has them', async () => {
    const result = await compare('rosenbrock', {
      optimizers: ['sgd', 'rmsprop', 'adam'],
      rates: [1e-3, 1e-2],
      momentum: [0, 0.9],
      nesterov: false,
      beta1: [0.5, 0.9, 0.99],
      steps: 50,
    });
    expect(result.runs.map(({ label }) => label)).toEqual([
      ...['sgd 0.001 momentum 0', 'sgd 0.001 momentum 0.9', 'sgd 0.01 momentum 0', 'sgd 0.01 momentum 0.9'],
      ...['rmsprop 0.001 momentum 0', 'rmsprop 0.001 momentum 0.9'],
      ...['rmsprop 0.01 momentum 0', 'rmsprop 0.01 momentum 0.9'],
      ...['adam 0.001 beta1 0.5', 'adam 0.001 beta1 0.9', 'adam 0.001 beta1 0.99'],
      ...['adam 0.01 beta1 0.5', 'adam 0.01 beta1 0.9', 'adam 0.01 beta1 0.99'],
    ]);
    const alone = await minimize('rosenbrock', { optimizer: 'sgd', rate: 1e-3, momentum: 0.9, steps: 50 });
    expect(result.runs[1].losses).toEqual(alone.losses);
    expect(result.table().split('\n')[0]).toMatch(/^optimizer +rate +momentum +beta1 +outcome/);
    const grid = await compare('bowl', {
      optimizers: ['sgd'],
      rates: [1e-2],
      momentum: [0, 0.9],
      nesterov: [false, true],
      steps: 1,
    });
    expect(grid.runs.map(({ knobs }) => [knobs.momentum, knobs.nesterov])).toEqual([
      [0, false],
      [0, true],
      [0.9, false],
      [0.9, true],
    ]);
  });

  it('takes a rate that changes on the way for all, and rates by optimizer beside it, but not rates for all', async () => {
    const falling = [
      [0, 1e-3],
      [5, 1e-4],
    ] as const;
    const labels = async (options: object) =>
      (await compare('rosenbrock', { optimizers: ['sgd', 'adam'], steps: 10, ...options })).runs.map(
        ({ label }) => label,
      );
    expect(await labels({ rate: falling, momentum: [0, 0.9] })).toEqual([
      'sgd 0.001 → 0.0001 momentum 0',
      'sgd 0.001 → 0.0001 momentum 0.9',
      'adam 0.001 → 0.0001',
    ]);
    expect(await labels({ rate: 1e-3, rates: { sgd: [1e-2] } })).toEqual(['sgd 0.01', 'adam 0.001']);
    await expect(labels({ rate: 1e-3, rates: [1e-2] })).rejects.toThrow(
      'compare: the call needs either rate or rates, got both',
    );
  });

  it('refuses a list that is empty or holds what a knob cannot be, and lists in runs', async () => {
    const asked = { optimizers: ['sgd'] as const, rates: [0.1], steps: 5 };
    for (const [knobs, message] of [
      [{ momentum: [] }, 'compare: momentum needs at least one, got 0'],
      [{ momentum: [0, 2] }, 'compare: momentum needs a number from 0 to below 1, got 2'],
      [{ momentum: [0, '0.9'] }, 'compare: momentum needs a number from 0 to below 1, got "0.9"'],
      [{ momentum: new Array(2) }, 'compare: momentum needs a number from 0 to below 1, got null'],
    ] as const)
      await expect(compare('bowl', { ...asked, ...(knobs as object) })).rejects.toThrow(message);
    await expect(
      // @ts-expect-error: a run has one momentum
      compare('bowl', { runs: [{ optimizer: 'sgd', rate: 0.1, momentum: [0, 0.9] }], steps: 5 }),
    ).rejects.toThrow('compare: momentum needs a number from 0 to below 1');
  });

  it('looks for the edge and the range of good rates among runs that share the other knobs of the best', async () => {
    const result = await compare('bowl', {
      optimizers: ['sgd'],
      rates: [1e-4, 1e-3, 1e-2],
      momentum: [0, 0.9],
      steps: 20,
    });
    const plain = await compare('bowl', {
      optimizers: ['sgd'],
      rates: [1e-4, 1e-3, 1e-2],
      momentum: result.best!.knobs.momentum as number,
      steps: 20,
    });
    expect(result.edge).toEqual(plain.edge);
    expect(result.sensitivity).toEqual(plain.sensitivity);
  });

  it('prints as a table', async () => {
    const lines = (await make()).table().split('\n');
    expect(lines[0]).toMatch(/^optimizer +rate +outcome +steps +final loss +rises +loss$/);
    expect(lines.length).toBe(8);
    expect(lines[3]).toMatch(/^sgd +0\.01 +diverged +3 +2\.53e12 +3 +▁▁▃█$/);
    const model = softmaxRegression(standardize(iris()));
    const classified = await compare(model, { optimizers: ['sgd'], rates: [1], steps: 10 });
    expect(classified.table()).toMatch(/accuracy[\s\S]*\d+\.\d %/);
  });
});

describe('optimizers of one’s own', () => {
  const steady = (share: number) => ({
    init: () => null,
    step: (_: null, x: Float64Array, g: Float64Array) => x.map((xi, i) => xi - share * g[i]),
  });

  it('keep a name each', async () => {
    const slow = { ...steady(0.01), name: 'slow' };
    const result = await compare('bowl', {
      optimizers: [slow, { ...steady(0.1), name: 'brisk' }, steady(0.2), steady(0.3), slow],
      steps: 3,
    });
    expect(result.runs.map((run) => run.optimizer)).toEqual(['slow', 'brisk', 'custom', 'custom 2', 'slow']);
    expect(Object.keys(result.bestOf)).toEqual(['slow', 'brisk', 'custom', 'custom 2']);
    const beside = await compare('bowl', {
      runs: [{ optimizer: 'sgd' }, { optimizer: { ...steady(0.1), name: 'sgd' } }],
      steps: 3,
    });
    expect(beside.runs.map((run) => run.label)).toEqual(['sgd 0.001', 'sgd 2 0.001']);
  });
});
