import { describe, expect, it } from 'vitest';
import {
  compare,
  formula,
  minimize,
  mlp,
  moons,
  optimizers,
  problems,
  type ScheduleOption,
  schedules,
} from '../../../src/index.js';

const steps = 40;
const planned = Object.entries(schedules).flatMap(([name, entry]) =>
  'at' in entry ? [{ name, entry }] : [],
);

describe.each(planned)('schedule $name in a run', ({ name, entry }) => {
  it('multiplies the rate of every update by its factor', () => {
    const run = minimize('rosenbrock', {
      optimizer: 'sgd',
      rate: 1e-3,
      steps,
      schedule: name as 'cosine',
      record: true,
    });
    let x = problems.rosenbrock.start.slice();
    const points = [[...x]];
    for (let step = 1; step <= steps; step++) {
      const rate = 1e-3 * entry.at(step, { steps });
      const slope = problems.rosenbrock.at(x).pull(Float64Array.of(1));
      x = x.map((xi, i) => xi - rate * slope[i]);
      points.push([...x]);
    }
    expect([...run.points!.data]).toEqual(points.flat());
    expect(run.schedule).toEqual({ rate: { schedule: name } });
    expect(run.knobs.rate).toBe(1e-3);
  });
});

describe('a schedule in a run', () => {
  it('by its entry, by its name and with knobs is the same', () => {
    const of = (schedule: unknown) =>
      minimize('beale', { optimizer: 'adam', rate: 0.1, steps, schedule: schedule as 'cosine' }).losses;
    expect(of(schedules.cosine)).toEqual(of('cosine'));
    expect(of({ schedule: 'cosine' })).toEqual(of('cosine'));
    expect(of({ rate: 'cosine' })).toEqual(of('cosine'));
    expect(of({ schedule: 'cosine', etaMin: 0.5 })).not.toEqual(of('cosine'));
    expect(of({ start: () => (update: number) => schedules.cosine.at(update, { steps }) })).toEqual(
      of('cosine'),
    );
  });

  it('of momentum changes the momentum', () => {
    const run = minimize('bowl', {
      optimizer: 'sgd',
      rate: 0.01,
      momentum: 0.8,
      steps,
      schedule: { momentum: { schedule: 'linear', startFactor: 1, endFactor: 0.5 } },
      record: true,
    });
    let x = problems.bowl.start.slice();
    let v = x.map(() => 0);
    for (let step = 1; step <= steps; step++) {
      const momentum = 0.8 * schedules.linear.at(step, { steps, startFactor: 1, endFactor: 0.5 });
      const slope = problems.bowl.at(x).pull(Float64Array.of(1));
      v = v.map((vi, i) => momentum * vi + slope[i]);
      x = x.map((xi, i) => xi - 0.01 * v[i]);
    }
    expect([...run.point]).toEqual([...x]);
  });

  it('that watches the loss is told it once an entry', () => {
    const told: number[] = [];
    const watching = {
      start: () => (_: number, loss?: number) => {
        told.push(loss!);
        return 1;
      },
    };
    const run = minimize('bowl', { optimizer: 'sgd', rate: 0.1, steps: 5, schedule: watching });
    expect(told.slice(-5)).toEqual([...run.losses].slice(0, 5));
    const far = minimize(formula('x^2'), {
      optimizer: 'sgd',
      rate: 1,
      start: [1],
      steps: 60,
      schedule: { schedule: 'plateau', patience: 3, factor: 0.5 },
    });
    // At rate 1 x jumps from side to side; the fifth loss that is no better makes it settle.
    expect(far.losses[4]).toBe(1);
    expect(far.value).toBe(0);
    const model = mlp(moons({ n: 40, noise: 0.1, seed: 1 }), { layers: [3] });
    const batched = minimize(model, {
      optimizer: 'sgd',
      rate: 1e-9,
      batch: 10,
      steps: 40,
      schedule: { schedule: 'plateau', patience: 2, threshold: 0.5 },
    });
    expect(batched.losses.length).toBe(11);
  });

  it('goes to the optimizers that have the knob', async () => {
    const result = await compare('bowl', {
      optimizers: ['sgd', 'bfgs'],
      rates: [0.1],
      steps: 20,
      schedule: 'cosine',
    });
    expect(result.runs.map(({ schedule }) => schedule)).toEqual([
      { rate: { schedule: 'cosine' } },
      undefined,
    ]);
  });

  it('of one run leaves its neighbours alone, and stands before that of all', async () => {
    const common = { optimizer: 'sgd', rate: 0.1, momentum: 0.5 } as const;
    const { runs } = await compare('booth', {
      runs: [
        { ...common, rate: 0.01, schedule: 'linear' },
        { ...common, rate: 0.02 },
        { ...common, rate: 0.03, schedule: { momentum: 'cosine' } },
      ],
      schedule: 'cosine',
      steps: 40,
    });
    const alone = (rate: number, schedule: ScheduleOption) =>
      minimize('booth', { ...common, rate, schedule, steps: 40 }).losses;
    expect(runs[0].losses).toEqual(alone(0.01, 'linear'));
    expect(runs[1].losses).toEqual(alone(0.02, 'cosine'));
    expect(runs[2].losses).toEqual(alone(0.03, { rate: 'cosine', momentum: 'cosine' }));
    expect(runs.map(({ schedule }) => Object.keys(schedule!))).toEqual([
      ['rate'],
      ['rate'],
      ['rate', 'momentum'],
    ]);
    const wrong = compare('booth', {
      runs: [{ optimizer: 'adagrad', schedule: { momentum: 'cosine' } }],
      steps: 4,
    });
    await expect(wrong).rejects.toThrow('compare: no knob in schedule: "momentum"; there is');
  });

  it.each<[unknown, string]>([
    ['cosin', 'minimize: no schedule "cosin"; did you mean "cosine"?'],
    [7, 'minimize: schedule needs one of'],
    [{ schedule: 'cosine', steps: 3 }, 'minimize: no option "steps"'],
    [{ schedule: 'cosine', tmax: 3 }, 'minimize: no option "tmax"; did you mean "tMax"?'],
    [{ momentun: 'cosine' }, 'minimize: no knob in schedule: "momentun"; did you mean "momentum"?'],
    [{ nesterov: 'cosine' }, 'minimize: schedule of nesterov needs a knob that is a number, got false'],
    [{ start: 3 }, 'minimize: schedule needs a name, or an object with start'],
  ])('is refused: %j', (schedule, message) => {
    expect(() => minimize('bowl', { optimizer: 'sgd', steps: 3, schedule: schedule as 'cosine' })).toThrow(
      message,
    );
  });

  it('that leads a knob out of its range is told where', () => {
    const call = () =>
      minimize('bowl', {
        optimizer: 'sgd',
        momentum: 0.9,
        steps: 5,
        schedule: { momentum: { start: () => (update: number) => update } },
      });
    expect(call).toThrow('minimize: momentum at step 2 needs a number from 0 to below 1, got 1.8');
    expect(optimizers.sgd.knobs.momentum.default).toBe(0);
  });
});
