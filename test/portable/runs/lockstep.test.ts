import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, formula, optimizer, optimizers, problems } from '../../../src/index.js';
import { GradientRun } from '../../../src/runs/gradientRun.js';
import { LockstepGroup } from '../../../src/runs/lockstep/group.js';
import type { Run } from '../../../src/runs/run.js';
import { budgetFrom } from '../../../src/spec/budget.js';
import { makeConfiguration, withSchedules } from '../../../src/spec/configuration.js';
import { knobSchedulesFrom } from '../../../src/spec/knobSchedule.js';
import { objectiveFrom } from '../../../src/spec/objective.js';
import { pairwise } from '../../laws/pairwise.js';
import { kinked, partial, smooth, texts } from '../../laws/texts.js';

// Runs in lockstep and runs one by one are the same runs, to the last bit and the last word.

/** Everything a run says, what it works out when asked for too. */
const all = (run: Run) => ({ ...run });

function expectSame(
  problem: unknown,
  optimizer_: unknown,
  knobs: Record<string, unknown>[],
  options: object,
) {
  const limits = budgetFrom('compare', options);
  const { start, schedule } = options as { start?: unknown; schedule?: unknown };
  const task = objectiveFrom('compare', problem, start);
  const contenders = withSchedules(
    'compare',
    knobs.map((each) => makeConfiguration('compare', optimizer_, each)),
    knobSchedulesFrom('compare', schedule, limits.steps),
  );
  // As many slices as there can be, and as few.
  const fleets = [0, Infinity].map((milliseconds) => {
    const fleet = LockstepGroup.of('compare', task, contenders, limits)!;
    while (!fleet.over) fleet.advance(milliseconds);
    return fleet;
  });
  const alone = contenders.map((each) => {
    const descent = new GradientRun('compare', task, each, limits);
    while (!descent.over) descent.advance();
    return descent.toRun();
  });
  for (const { runs: lanes } of fleets)
    expect(lanes.map((lane) => all(lane.toRun()))).toEqual(alone.map(all));
  return alone;
}

const rates = [1e-6, 1e-5, 1e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 10, 1e3, 1e30];

/** Those whose updates are lines. */
const lined = Object.entries(optimizers).flatMap(([name, entry]) => ('update' in entry ? [name] : []));

/** A problem is to an optimizer what it gets from it, a gradient, so that not each has to meet each. */
const grid = pairwise(
  {
    optimizer: lined,
    problem: Object.keys(problems) as (keyof typeof problems)[],
    // Around the ends of slices.
    steps: [1001, 512, 513, 1400],
    tolerance: [0, 1e-8, 1e-2],
  },
  ['optimizer', 'problem'],
);

describe('runs in lockstep are the runs one by one', () => {
  it.each(grid)(
    '$optimizer on $problem, $steps steps, tolerance $tolerance',
    ({ optimizer: name, problem, ...budget }) => {
      expectSame(
        problems[problem],
        name,
        rates.map((rate) => ({ rate })),
        budget,
      );
    },
  );

  it.each(lined)('%s with points kept, knobs on, and rates that change', (name) => {
    const knobs = optimizers[name as 'sgd'].knobs;
    const on = Object.fromEntries(
      Object.entries(knobs)
        .filter(([, knob]) => !knob.default)
        .map(([key, knob]) => [key, typeof knob.default === 'boolean' ? true : 0.2]),
    );
    const rate = [
      [0, 1e-3],
      [1, 2e-3],
      [137, 1e-4],
      [600, 1],
    ] as const;
    const runs = expectSame(
      'rosenbrock',
      name,
      [
        { rate, ...on },
        { rate: 1e-3, ...on },
        { rate: [[0, 0.1]], ...on },
      ],
      {
        steps: 1500,
        record: true,
        tolerance: 0,
      },
    );
    expect(runs[0].points!.rows).toBe(runs[0].losses.length);
  });
});

const schedules = [
  'cosine',
  'linear:endFactor=0',
  'warmup:totalIters=100',
  'step:stepSize=300',
  'oneCycle',
] as const;

describe('schedules and clipped gradients in lockstep are those of the runs one by one', () => {
  const settings = pairwise(
    {
      optimizer: lined,
      problem: ['rosenbrock', 'himmelblau', 'saddle', 'ackley'] as const,
      schedule: schedules,
      clip: [undefined, 1e-3, 1, 50],
      record: [false, true],
      steps: [1001, 700],
    },
    ['optimizer', 'schedule'],
  );

  it.each(settings)(
    '$optimizer on $problem, $schedule, clip $clip, record $record, $steps steps',
    ({ optimizer: name, problem, ...options }) => {
      expectSame(
        problems[problem],
        name,
        rates.map((rate) => ({ rate })),
        options,
      );
    },
  );

  it('of several knobs, and of a rate that is a list', () => {
    expectSame(
      'rosenbrock',
      'adam',
      [
        { rate: 0.1 },
        {
          rate: [
            [0, 0.1],
            [300, 1],
          ],
        },
        { rate: 1e-3, beta1: 0.5 },
      ],
      { steps: 900, schedule: { rate: 'cosine', beta1: 'linear:startFactor=0.5', epsilon: 'exponential' } },
    );
  });

  it.each([1, 2, 3, 4, 5, 7, 8, 9])('clip in %i dimensions', (n) => {
    for (const start of [1e-3, 1, 1e100, 1e200])
      expectSame(
        formula(Array.from({ length: n }, (_, i) => `${i + 1} x${i + 1}^2`).join(' + ')),
        'adam',
        rates.map((rate) => ({ rate })),
        { steps: 600, clip: 0.5, start: new Array(n).fill(start) },
      );
  });

  it('a schedule that takes a knob out of its range is refused at the step, where a run comes to it', async () => {
    const options = {
      optimizers: ['adam'],
      schedule: { beta1: 'linear:startFactor=1,endFactor=2' },
    } as const;
    const refused = compare('rosenbrock', { ...options, rates: [1e-3, 1e-2], beta1: 0.9, steps: 1000 });
    await expect(refused).rejects.toThrow(
      /^compare: beta1 at step \d+ needs a number from 0 to below 1, got 1/,
    );
    const { runs } = await compare('bowl', { ...options, rates: [0.1], beta1: 0.6, steps: 4000 });
    expect(runs[0].outcome).toBe('settled');
  });
});

describe('runs in lockstep', () => {
  it.each<[string, object]>([
    ['(x - 3)^2', { start: [0] }],
    ['log(x)', { start: [1] }],
    ['-exp(x)', { start: [0] }],
    ['sqrt(x^2 + y^2)', { start: [1, 1] }],
    ['sqrt(x) + sqrt(y)', { start: [0, 1] }],
    ['x', { start: [1e100] }],
    ['abs(x) + 0 y', { start: [1, 2] }],
    ['x - x', { start: [5] }],
    ['1/x^2 + log(y)', { start: [1, 1] }],
    ['x1^2 + 2 x2^2 + 3 x3^4 + x4 x5', { start: [1, 2, 3, 4, 5] }],
    // Far below the steepest gradient for long before they settle, if they do.
    ['(x - 3)^2 + 1e9', { start: [0] }],
    ['(2e9 - x)^2 + 3 (1e9 - x - y)^2', { start: [0, 0] }],
    ['1e9 ((x - 1/3)^2 + 30 (y - x)^2)', { start: [1, 2] }],
    ['x^2 - y^2', { start: [2, 1e-3] }],
    ['x^4', { start: [0.5] }],
  ])('on %s ends as its runs end alone', (text, options) => {
    for (const tolerance of [0, 1e-8])
      expectSame(
        formula(text),
        'sgd',
        rates.map((rate) => ({ rate })),
        { steps: 1100, tolerance, ...options },
      );
  });

  it('on random formulas', { tags: ['long'] }, () => {
    const any = texts([...smooth, ...partial, ...kinked], ['^', 'min', 'max']);
    const place = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(any, place, place, fc.constantFrom(...lined), (text, x, y, name) => {
        const f = formula(text, { variables: ['x', 'y'] });
        expectSame(
          f,
          name,
          [0.003, 0.1, 3].map((rate) => ({ rate })),
          { steps: 600, start: [x, y] },
        );
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("of an optimizer of one's own, that counts steps and has a clock", () => {
    const mine = optimizer({
      title: 'own',
      knobs: { rate: 0.1 },
      clock: { p: 1 },
      state: { v: 0.5 },
      next: { w: 'v', p: 'p/(1 + step/100)', v: 'v/2 + g', x: 'x - rate (w + p v)/sqrt(step)' },
    });
    expectSame(
      'rosenbrock',
      mine,
      [1e-4, 1e-3, 0.1].map((rate) => ({ rate })),
      { steps: 1200 },
    );
  });

  it.each<[string, Record<string, string>]>([
    ['of the gradient', { x: 'x - rate g/norm(g)' }],
    [
      'of a line, in a clock and in each other',
      {
        p: 'p/2 + norm(v)',
        d: 'g + v/(1 + p)',
        v: 'd norm(d - norm(x) v)/(1 + norm(d)^2)',
        x: 'x - rate v/(1 + norm(v))',
      },
    ],
    [
      'of a name that has become another',
      { g: 'min(1, 2/norm(g)) g', v: 'v/2 + g norm(g)', x: 'x - rate v' },
    ],
  ])('by norms %s', (_, next) => {
    const mine = optimizer({ title: 'own', knobs: { rate: 0.1 }, clock: { p: 1 }, state: { v: 0.5 }, next });
    for (const n of [2, 3, 4, 5, 9])
      expectSame(
        problems.rosenbrock.in(n),
        mine,
        [1e-4, 1e-3, 0.1].map((rate) => ({ rate })),
        { steps: 600 },
      );
  });

  it('is made of the contenders of one kind, among others', async () => {
    const runs = [
      { optimizer: 'sgd', rate: 1e-3 },
      { optimizer: 'adam', rate: 0.1 },
      { optimizer: 'sgd', rate: 1e-3, momentum: 0.9 },
      { optimizer: 'sgd', rate: 2e-3 },
      { optimizer: { init: () => null, step: (_: unknown, x: Float64Array) => x }, rate: 1 },
    ] as const;
    const whole = await compare('rosenbrock', { runs, steps: 2000 });
    const parts = await Promise.all(runs.map((run) => compare('rosenbrock', { runs: [run], steps: 2000 })));
    expect(whole.runs.map(all)).toEqual(parts.map(({ runs: [run] }) => all(run)));
  });

  it('streams the laps that its losses say', async () => {
    const options = { optimizers: ['sgd', 'adam'], rates: [1e-4, 1e-3, 1], steps: 1300 } as const;
    const { runs, hash } = await compare('rosenbrock', options);
    let step = 0;
    for await (const lap of compare.stream('rosenbrock', options)) {
      expect(lap.step).toBe(step);
      expect([...lap.values]).toEqual(runs.map(({ losses }) => losses[Math.min(step, losses.length - 1)]));
      expect(lap.comparison?.hash).toBe(lap.done ? hash : undefined);
      step++;
    }
    expect(step).toBe(1301);
  });

  it('that is over where it starts streams one lap', async () => {
    const laps: unknown[] = [];
    for await (const { step, done } of compare.stream('bowl', {
      optimizers: ['sgd'],
      rates: [0.1, 1],
      start: [0, 0],
      steps: 2000,
    }))
      laps.push([step, done]);
    expect(laps).toEqual([[0, true]]);
  });
});
