import { describe, expect, it } from 'vitest';
import {
  callback,
  iris,
  leastSquares,
  minimize,
  optimizers,
  problems,
  softmaxRegression,
  standardize,
} from '../../../src/index.js';

const seed = { value: (w: Float64Array) => (w[0] - 3) ** 2, gradient: (w: Float64Array) => [2 * (w[0] - 3)] };
const plain = { optimizer: 'sgd', rate: 0.1, steps: 20, start: [0], tolerance: 0 } as const;

describe('minimize', () => {
  it('takes the points of the course text’s example, bit for bit', () => {
    const run = minimize(seed, plain);
    expect(run.point[0]).toBe(2.9654123548617948);
    expect(run).toMatchObject({
      label: 'sgd 0.1',
      optimizer: 'sgd',
      outcome: 'out of steps',
      steps: 20,
      rises: 0,
    });
    expect(run.because).toBe('loss fell on every step');
    expect(run.losses.length).toBe(21);
    expect([run.losses[0], run.value]).toEqual([9, run.losses[20]]);
    expect(run.best).toEqual({ step: 20, value: run.value, point: run.point });
    expect(run.knobs).toEqual({ rate: 0.1, momentum: 0, dampening: 0, nesterov: false, weightDecay: 0 });
  });

  it('takes an entry, its name, an entry for the optimizer, and a number for a start', () => {
    const named = minimize('bowl', { optimizer: 'adam', rate: 0.1, steps: 5 });
    expect(minimize(problems.bowl, { optimizer: optimizers.adam, rate: 0.1, steps: 5 })).toEqual(named);
    const run = minimize((x: number) => (x - 2) ** 2, { optimizer: 'sgd', rate: 0.5, steps: 3, start: 5 });
    expect(run.point[0]).toBeCloseTo(2, 6);
  });

  it('takes a problem’s own start, and the caller’s instead', () => {
    expect(minimize('bowl', { optimizer: 'sgd', steps: 1 }).losses[0]).toBe(25);
    expect(minimize('bowl', { optimizer: 'sgd', steps: 1, start: [1, 1] }).losses[0]).toBe(2);
    expect(minimize({ ...seed, start: [1] }, { optimizer: 'sgd', steps: 1 }).losses[0]).toBe(4);
  });

  it('takes any object with init and step', () => {
    const half = { init: () => ({}), step: (_: unknown, x: Float64Array) => x.map((xi) => xi / 2) };
    const run = minimize('bowl', { optimizer: half, steps: 2 });
    expect(run).toMatchObject({ label: 'custom 0.001', optimizer: 'custom', value: 25 / 16 });
  });

  it('tells each step, the start too, and keeps the points when asked', () => {
    const seen: [number, number, number][] = [];
    const run = minimize(seed, {
      ...plain,
      steps: 2,
      record: true,
      onStep: ({ step, value, point }) => seen.push([step, value, point[0]]),
    });
    expect(seen).toEqual([
      [0, 9, 0],
      [1, run.losses[1], 0.6000000000000001],
      [2, run.value, run.point[0]],
    ]);
    expect(run.points).toEqual({
      rows: 3,
      columns: 1,
      data: Float64Array.of(0, 0.6000000000000001, run.point[0]),
    });
  });

  it('shortens a gradient to the norm that clip allows', () => {
    const run = minimize('bowl', { optimizer: 'sgd', rate: 1, steps: 1, clip: 1, start: [3, 4] });
    expect([...run.point]).toEqual([3 - 6 * 0.1, 4 - 8 * 0.1]);
  });

  it('follows momentum, dampening, Nesterov and weight decay as PyTorch defines them', () => {
    const two = (knobs: object) => minimize(seed, { ...plain, steps: 2, ...knobs }).point[0];
    // By hand: x₁ = 0.6 with g₀ = −6; g₁ = −4.8.
    expect(two({ momentum: 0.9 })).toBeCloseTo(0.6 + 0.1 * (0.9 * 6 + 4.8), 12);
    expect(two({ momentum: 0.9, dampening: 0.5 })).toBeCloseTo(0.6 + 0.1 * (0.9 * 6 + 0.5 * 4.8), 12);
    expect(two({ momentum: 0.9, nesterov: true, steps: 1 })).toBeCloseTo(0.1 * (6 + 0.9 * 6), 12);
    expect(two({ weightDecay: 0.5 })).toBeCloseTo(0.6 + 0.1 * (4.8 - 0.5 * 0.6), 12);
  });

  it('takes the first step of Adam as long as its rate', () => {
    const run = minimize(seed, { ...plain, optimizer: 'adam', steps: 1 });
    expect(run.point[0]).toBeCloseTo(0.1, 8);
  });
});

describe('the outcome of minimize', () => {
  it('settled: before the first step where the start is flat, else when the gradient is', () => {
    const still = minimize('bowl', { optimizer: 'sgd', steps: 10, start: [0, 0] });
    expect(still).toMatchObject({
      outcome: 'settled',
      steps: 0,
      because: 'the largest entry of the gradient was 0 at step 0',
    });
    const run = minimize('bowl', { optimizer: 'sgd', rate: 0.5, steps: 10 });
    expect(run).toMatchObject({ outcome: 'settled', steps: 1, value: 0 });
    expect(run.losses.length).toBe(2);
    const last = minimize('bowl', { optimizer: 'sgd', rate: 0.5, steps: 1 });
    expect(last.outcome).toBe('settled');
    expect(minimize('bowl', { optimizer: 'sgd', rate: 0.5, steps: 5, tolerance: 0 }).steps).toBe(5);
  });

  it.each([
    [
      '(x - 3)^2 + 1e9',
      0,
      /^the .* was \S+ at step 8\d, \S+ of the largest met; to second order no step along it/,
    ],
    ['(x - 1e15)^2', 0, /of the largest met; to second order the loss is lowest within \S+ along it$/],
    ['2^-40 (x - 3)^2', 0, /^the largest entry of the gradient was \S+e-20 at step \d+$/],
    ['x^3/3 - x', -0.5, /^the largest entry of the gradient was \S+e-9 at step \d+$/],
  ])('settled: where %s is least, not where it is large', (f, start, because) => {
    const rate = f.startsWith('2') ? 0.1 * 2 ** 40 : 0.1;
    const run = minimize(f, { optimizer: 'sgd', rate, steps: 1000, start });
    expect(run).toMatchObject({ outcome: 'settled', because: expect.stringMatching(because) });
  });

  it('settled: of a function without exact second derivatives by the change of its loss', () => {
    const far = { value: (w: number) => (w - 3) ** 2 + 1e9, gradient: (w: number) => 2 * (w - 3) };
    const run = minimize(far, { optimizer: 'sgd', rate: 0.1, steps: 1000, start: 0 });
    expect(run.outcome).toBe('settled');
    expect(run.because).toMatch(/of the largest met; the last update changed the loss by 0$/);
    expect(run.point[0]).toBeCloseTo(3, 6);
  });

  it('diverged: where the loss fell without end', () => {
    const run = minimize('x - y^2', { optimizer: 'sgd', rate: 0.1, steps: 200, start: [1, 1] });
    const because = 'the loss fell to -4.7e31 and was still falling: it may have no minimum';
    expect(run).toMatchObject({ outcome: 'diverged', at: 200, steps: 200, because });
    const down = (w: number) => -w * w;
    const beyond = minimize(down, { optimizer: 'sgd', rate: 0.5, steps: 1000, start: 1 });
    expect(beyond).toMatchObject({
      outcome: 'diverged',
      because: expect.stringMatching(/^the loss fell to -/),
    });
    expect(beyond.steps).toBeLessThan(1000);
    // Far down, and flat there.
    const well = minimize('1e7 (x - 1)^2 - 1e8', { optimizer: 'sgd', rate: 1e-8, steps: 500, start: 5 });
    expect(well.outcome).not.toBe('diverged');
  });

  it('diverged: after an explosion that is still finite, at the exploded point', () => {
    const run = minimize('rosenbrock', { optimizer: 'sgd', rate: 0.01, steps: 1000 });
    expect(run).toMatchObject({ outcome: 'diverged', at: 3, steps: 3 });
    expect(run.losses.length).toBe(4);
    expect(run.value).toBe(run.losses[3]);
    expect(run.value).toBeGreaterThan(24.2 + 1e6 * 24.2);
    expect(run.because).toBe(
      'loss rose from 24.2 to 2.53e12 at step 3; step 1 was 7.5 times too long for the curvature along it',
    );
  });

  it('diverged: at a value that is not finite, with the last point that was', () => {
    const cliff = { value: (w: number) => (w > 2 ? NaN : w * w), gradient: () => -1 };
    const run = minimize(cliff, { optimizer: 'sgd', rate: 1, steps: 9, start: 0.5 });
    expect(run).toMatchObject({
      outcome: 'diverged',
      at: 2,
      steps: 2,
      value: 2.25,
      because: 'loss was NaN at step 2',
    });
    expect([...run.point]).toEqual([1.5]);
    expect(run.losses[2]).toBeNaN();
    const far = { value: () => 1, gradient: () => -1e308 };
    const lost = minimize(far, { optimizer: 'sgd', rate: 10, steps: 9, start: 0 });
    expect(lost).toMatchObject({ outcome: 'diverged', at: 1, because: 'x[0] was Infinity at step 1' });
    expect([...lost.point]).toEqual([0]);
  });

  it.each([
    ['log(x)', 0.5, 1, 'log(x) got -0.3 at step 1'],
    ['log(x)', -0.3, 0, 'log(x) got -0.3 at the start'],
    ['a*b + log(b)', { a: 1, b: -2 }, 0, 'log(b) got -2 at the start'],
    ['sqrt(x + 1)/x', 0, 0, 'sqrt(x+1)/x got 1, 0 at the start'],
    ['x^2', Infinity, 0, 'loss was Infinity at the start'],
    ['x', NaN, 0, 'loss was NaN at the start'],
  ] as const)('diverged: names the expression of %s that failed', (f, start, at, because) => {
    const run = minimize(f, { optimizer: 'sgd', rate: 0.4, steps: 9, start });
    expect(run).toMatchObject({ outcome: 'diverged', at, because });
  });

  it('diverged: a long expression is cut short', () => {
    const long = `log(${Array.from({ length: 30 }, (_, i) => `x^${i + 2}`).join('+')} - 40)`;
    const { because } = minimize(long, { optimizer: 'sgd', steps: 9, start: 1 });
    expect(because).toMatch(/^log\(x\^2\+x\^3\S{29}… got -10 at the start$/);
  });

  it('diverged: where the start fails, without an update', () => {
    const run = minimize(() => NaN, { optimizer: 'sgd', steps: 9, start: [1, 2] });
    expect(run).toMatchObject({ outcome: 'diverged', at: 0, steps: 0, because: 'loss was NaN at the start' });
    expect([...run.point]).toEqual([1, 2]);
    expect(minimize(() => 1e101, { optimizer: 'sgd', steps: 9, start: 1 }).at).toBe(0);
  });

  it('diverged: where the budget ends above the start', () => {
    const run = minimize('bowl', { optimizer: 'sgd', rate: 1.01, steps: 10 });
    expect(run).toMatchObject({ outcome: 'diverged', at: 10, steps: 10, rises: 10 });
    expect(run.because).toBe(
      'loss ended at 37.1, above its start at 25; step 1 was 1.01 times too long for the curvature along it',
    );
  });

  it('stalled: where the last update changed nothing, or the best loss has long stopped falling', () => {
    const flat = { value: (w: number) => w * w, gradient: () => 0 };
    const run = minimize(flat, { optimizer: 'sgd', rate: 0.1, steps: 5, start: 1, tolerance: 0 });
    expect(run).toMatchObject({ outcome: 'stalled', because: 'the last update changed no coordinate' });
    const swing = minimize('rosenbrock', { optimizer: 'sgd', rate: 0.00316227766017, steps: 1000 });
    expect(swing).toMatchObject({ outcome: 'stalled', steps: 1000 });
    expect(swing.because).toBe('the best loss improved by 0 in the last 100 steps');
  });

  it('out of steps: says on how many the loss rose, and what the first rise was', () => {
    const model = softmaxRegression(standardize(iris()));
    const run = minimize(model, { optimizer: 'adam', rate: 1, steps: 100 });
    expect(run.outcome).toBe('out of steps');
    expect(run.because).toMatch(
      /^loss rose on \d+ of 100 steps; step \d+ was [\d.]+ times too long for the curvature along it$/,
    );
    expect(run.accuracy).toBeGreaterThan(0.95);
  });

  it('finds the accuracy of a model when it is first read, at the point where the run ended', () => {
    const model = softmaxRegression(standardize(iris()));
    let asked = 0;
    const counted = {
      ...model,
      accuracy(point: Float64Array) {
        asked++;
        return model.accuracy!(point);
      },
    };
    const run = minimize(counted, { optimizer: 'sgd', rate: 0.01, steps: 5 });
    const wanted = model.accuracy!(run.point);
    expect(asked).toBe(0);
    run.point.fill(0);
    expect([run.accuracy, run.accuracy, { ...run }.accuracy, asked]).toEqual([wanted, wanted, wanted, 1]);
  });

  it('claims nothing of curvature that it knows by differences', () => {
    const run = minimize(
      callback(([x, y]) => x * x + 30 * y * y, { inputs: 2 }),
      {
        optimizer: 'sgd',
        rate: 0.04,
        steps: 3,
        start: [1, 1],
      },
    );
    expect(run.because).not.toMatch(/curvature|uphill/);
  });

  it('names a step that went uphill', () => {
    const up = {
      init: () => ({}),
      step: (_: unknown, x: Float64Array, g: Float64Array) => x.map((xi, i) => xi + 0.1 * g[i]),
    };
    expect(minimize('bowl', { optimizer: up, steps: 2 }).because).toMatch(/; step 1 went uphill$/);
  });
});

describe('bad input of minimize', () => {
  const names = Object.keys(optimizers).join(', ');
  const options = { optimizer: 'sgd', steps: 10 } as const;
  const rate = (value: unknown) => () => minimize('bowl', { ...options, rate: value as number });
  const steps = (value: unknown) => () => minimize('bowl', { ...options, steps: value as number });
  const needsRate = 'minimize: rate needs a number above 0, got';
  const needsSteps = 'minimize: steps needs a whole number from 1 to 1000000000, got';
  it.each([
    [
      () => minimize('bowl', { ...options, optimizer: 'adma' as never }),
      TypeError,
      'minimize: no optimizer "adma"; did you mean "adam"?',
    ],
    [
      () => minimize('bowl', { ...options, optimizer: undefined as never }),
      TypeError,
      `minimize: optimizer needs one of ${names}, got undefined`,
    ],
    [
      () => minimize('bowl', { ...options, optimizer: (() => 1) as never }),
      TypeError,
      `minimize: optimizer needs one of ${names}, got a function`,
    ],
    [
      () => minimize('bowl', { ...options, optimizer: {} as never }),
      TypeError,
      'minimize: optimizer needs a name, or an object with init and step, got an object',
    ],
    [
      () => minimize('bowl', { ...options, optimizer: '__proto__' as never }),
      TypeError,
      `minimize: no optimizer "__proto__"; there is ${names}`,
    ],
    [
      () => minimize('rosenbrok' as never, options),
      TypeError,
      'minimize: no problem "rosenbrok"; did you mean "rosenbrock"?',
    ],
    [
      () => minimize(undefined as never, { ...options, start: 1 }),
      TypeError,
      'minimize: f needs a function, got undefined',
    ],
    [
      // @ts-expect-error: no such option
      () => minimize('bowl', { ...options, rte: 1 }),
      TypeError,
      'minimize: no option "rte"; did you mean "rate"?',
    ],
    [
      // @ts-expect-error: sgd has none
      () => minimize('bowl', { ...options, beta1: 0.9 }),
      TypeError,
      'minimize: beta1 needs one of adabelief, adam, adamax, adamw, adan, ademamix, adopt, lion, mars, nadam, novograd, radam, yogi, got sgd',
    ],
    [
      () => minimize('bowl', undefined as never),
      TypeError,
      'minimize: options needs an object, got undefined',
    ],
    [rate(0), RangeError, `${needsRate} 0`],
    [rate(-1), RangeError, `${needsRate} -1`],
    [rate(NaN), RangeError, `${needsRate} NaN`],
    [rate(Infinity), RangeError, `${needsRate} Infinity`],
    [rate('0.1'), TypeError, `${needsRate} "0.1"`],
    [steps(0), RangeError, `${needsSteps} 0`],
    [steps(1.5), RangeError, `${needsSteps} 1.5`],
    [steps(1e12), RangeError, `${needsSteps} 1000000000000`],
    [steps('10'), TypeError, `${needsSteps} "10"`],
    [steps(undefined), TypeError, `${needsSteps} undefined`],
    [
      () => minimize('bowl', { ...options, start: [1] }),
      RangeError,
      'minimize: start needs 2 numbers, got 1',
    ],
    [
      () => minimize(seed as never, options),
      TypeError,
      'minimize: start needs a number or an array of numbers, got undefined',
    ],
    [
      () => minimize('bowl', { ...options, tolerance: -1 }),
      RangeError,
      'minimize: tolerance needs a number from 0 up, got -1',
    ],
    [
      () => minimize('bowl', { ...options, clip: 0 }),
      RangeError,
      'minimize: clip needs a number above 0, got 0',
    ],
    [
      () => minimize('bowl', { ...options, record: 1 as never }),
      TypeError,
      'minimize: record needs true or false, got 1',
    ],
    [
      // @ts-expect-error: a switch
      () => minimize('bowl', { ...options, nesterov: 1 }),
      TypeError,
      'minimize: nesterov needs true or false, got 1',
    ],
    [
      () => minimize('bowl', { ...options, momentum: 1 }),
      RangeError,
      'minimize: momentum needs a number from 0 to below 1, got 1',
    ],
    [
      () => minimize('bowl', { ...options, onStep: 1 as never }),
      TypeError,
      'minimize: onStep needs a function, got 1',
    ],
    [
      () => minimize(() => [1, 2], { ...options, start: [1] }),
      RangeError,
      'minimize: f needs one output, got 2',
    ],
    [
      () => minimize('bowl', { ...options, optimizer: { init: () => 0, step: () => [1] } }),
      RangeError,
      'minimize: the next point needs 2 numbers, got 1',
    ],
  ])('is refused: case %#', (call, kind, message) => {
    expect(call).toThrow(new (kind as ErrorConstructor)(message));
    expect(minimize(seed, plain).point[0]).toBe(2.9654123548617948);
  });

  it('knows the names that other libraries have for an option', () => {
    for (const [given, meant] of [
      ['lr', 'rate'],
      ['learning_rate', 'rate'],
      ['step', 'steps'],
      ['maxIter', 'steps'],
      ['batchSize', 'batch'],
      ['batch_size', 'batch'],
      ['tol', 'tolerance'],
      ['x0', 'start'],
      ['recrod', 'record'],
      ['onstep', 'onStep'],
      ['singal', 'signal'],
    ])
      expect(() => minimize('bowl', { ...options, [given]: 1 } as never)).toThrow(
        new TypeError(`minimize: no option "${given}"; did you mean "${meant}"?`),
      );
  });

  it('is refused before a callback is asked anything', () => {
    let asked = 0;
    const f = () => ++asked;
    expect(() => minimize(f, { ...options, rate: -1, start: 1 })).toThrow(RangeError);
    // @ts-expect-error: no such option
    expect(() => minimize(f, { ...options, stps: 1, start: 1 })).toThrow(TypeError);
    expect(asked).toBe(0);
  });

  it('a callback that throws passes its own error on', () => {
    const mine = new Error('mine');
    const f = (x: number) => {
      if (x !== 1) throw mine;
      return x;
    };
    expect(() => minimize({ value: f, gradient: () => 1 }, { ...options, start: 1 })).toThrow(mine);
    expect(() =>
      minimize('bowl', {
        ...options,
        onStep: () => {
          throw mine;
        },
      }),
    ).toThrow(mine);
  });

  it('a callback that turns NaN makes a run that diverged', () => {
    let calls = 0;
    const run = minimize(() => (++calls > 4 ? NaN : 1 / calls), { ...options, start: [1] });
    expect(run.outcome).toBe('diverged');
  });
});

describe('a run that is told to stop', () => {
  const told = { optimizer: 'sgd', rate: 0.1, steps: 100, start: [5] } as const;
  const losses: [string, Parameters<typeof minimize>[0]][] = [
    ['a formula', 'x^2'],
    ['a callback', (x) => (x as Float64Array)[0] ** 2],
  ];

  it.each(losses)('has stopped where onStep returned false, on %s', (_, f) => {
    const run = minimize(f, { ...told, onStep: ({ step }) => step < 7 });
    expect([run.outcome, run.steps, run.losses.length]).toEqual(['stopped', 7, 8]);
    expect(run.because).toBe('onStep returned false at step 7');
    expect(run.value).toBe(minimize(f, { ...told, steps: 7 }).value);
    const atOnce = minimize(f, { ...told, onStep: () => false });
    expect([atOnce.outcome, atOnce.steps, [...atOnce.point]]).toEqual(['stopped', 0, [5]]);
    expect(minimize(f, { ...told, onStep: () => undefined }).outcome).not.toBe('stopped');
  });

  it('has diverged where the loss is none', () => {
    const run = minimize('log(x)', { ...told, start: [-1], onStep: () => false });
    expect(run.outcome).toBe('diverged');
  });

  it('stops a searcher and a fit too', () => {
    const onStep = ({ step }: { step: number }) => step < 2;
    expect(minimize('rosenbrock', { optimizer: 'bfgs', steps: 50, onStep })).toMatchObject({
      outcome: 'stopped',
      steps: 2,
    });
    const fit = leastSquares(['x^2 - 2', 'x*y - 1'], { start: { x: 9, y: 9 }, onStep });
    expect([fit.outcome, fit.steps]).toEqual(['stopped', 2]);
  });

  it('throws the reason of a signal, before the run or at the step at which it aborted', () => {
    const reason = new Error('enough');
    for (const [, f] of losses)
      expect(() => minimize(f, { ...told, signal: AbortSignal.abort(reason) })).toThrow(reason);
    const controller = new AbortController();
    let asked = 0;
    const f = (x: Float64Array) => {
      if (++asked === 5) controller.abort(reason);
      return x[0] ** 2;
    };
    expect(() => minimize(f, { ...told, signal: controller.signal })).toThrow(reason);
    expect(asked).toBeLessThan(20);
    const other = new AbortController();
    const seen: number[] = [];
    expect(() =>
      minimize('x^2', {
        ...told,
        signal: other.signal,
        onStep: ({ step }) => {
          seen.push(step);
          if (step === 3) other.abort(reason);
        },
      }),
    ).toThrow(reason);
    expect(seen).toEqual([0, 1, 2, 3]);
    const run = minimize('x^2', { ...told, signal: new AbortController().signal });
    expect(run.losses).toEqual(minimize('x^2', told).losses);
    expect(() => minimize('x^2', { ...told, signal: 1 as never })).toThrow(
      new TypeError('minimize: signal needs an AbortSignal, got 1'),
    );
  });
});
