import { describe, expect, it } from 'vitest';
import { compare, minimize, schedules } from '../../../src/index.js';
import { knobSchedulesFrom, type ScheduleOption, scheduleText } from '../../../src/spec/knobSchedule.js';

const factors = (given: ScheduleOption, steps: number) => {
  const factor = knobSchedulesFrom('compare', given, steps)[0].start();
  return Array.from({ length: steps }, (_, k) => factor(k + 1));
};
const chain = [
  { schedule: 'warmup', steps: 100 },
  { schedule: 'cosine', etaMin: 0.1 },
] as const;

describe('schedules one after the other', () => {
  it("rise and then fall, as PyTorch's SequentialLR of LinearLR and CosineAnnealingLR", () => {
    const found = factors(chain, 300);
    for (let t = 0; t < 100; t++) expect(found[t]).toBeCloseTo(1 / 3 + ((2 / 3) * t) / 100, 14);
    for (let t = 0; t < 200; t++)
      expect(found[100 + t]).toBeCloseTo(0.1 + 0.45 * (1 + Math.cos((Math.PI * t) / 200)), 14);
  });

  it('each counts its own updates', () => {
    const three = [
      { schedule: 'warmup', steps: 4, startFactor: 0 },
      { schedule: 'constant', steps: 3, factor: 0.5 },
      { schedule: 'exponential', gamma: 0.5 },
    ] as const;
    const constant = schedules.constant.start({ steps: 3, factor: 0.5, totalIters: 3 });
    expect(factors(three, 10)).toEqual([
      ...[0, 0.25, 0.5, 0.75],
      ...[1, 2, 3].map((update) => constant(update)),
      ...[1, 0.5, 0.25],
    ]);
  });

  it.each([
    ['warmup:100+cosine:etaMin=0.1', chain],
    ['warmup:4,startFactor=0+multistep:milestones=2,4,gamma=0.5', null],
    ['warmup: 100 + cosine:etaMin=1e-1', chain],
  ])('%s is read, and written again', (text, meant) => {
    const [{ serializable }] = knobSchedulesFrom('compare', text as ScheduleOption, 300);
    if (meant) expect(serializable).toEqual(meant);
    expect(factors(text as ScheduleOption, 300)).toEqual(factors(serializable as ScheduleOption, 300));
    expect(
      knobSchedulesFrom('compare', scheduleText(serializable!) as ScheduleOption, 300)[0].serializable,
    ).toEqual(serializable);
  });

  it('are the same in lockstep, alone, and run by run', async () => {
    const options = {
      optimizers: ['adam'],
      rates: [0.01, 0.1],
      steps: 2000,
      schedule: 'warmup:50+cosine',
    } as const;
    const { runs, hash } = await compare('rosenbrock', options);
    for (const run of runs) {
      const rate = run.knobs.rate as number;
      const alone = minimize('rosenbrock', {
        ...{ optimizer: 'adam', rate, steps: 2000, onStep() {} },
        schedule: [{ schedule: 'warmup', steps: 50 }, { schedule: 'cosine' }],
      });
      expect(run.losses).toEqual(alone.losses);
      expect(run.schedule).toEqual({ rate: [{ schedule: 'warmup', steps: 50 }, { schedule: 'cosine' }] });
    }
    const one = { optimizer: 'adam', schedule: 'warmup:50+cosine' } as const;
    const byRuns = await compare('rosenbrock', {
      runs: [0.01, 0.1].map((rate) => ({ ...one, rate })),
      steps: 2000,
    });
    expect(byRuns.hash).toBe(hash);
  });

  it.each([
    ['warmup:100', /schedule needs a name like cosine, or with knobs cosine:etaMin=0.1, got "warmup:100"/],
    ['warmup+cosine', /steps of schedule 1 needs a whole number from 1 up, .*, got undefined/],
    [
      'warmup:300+cosine',
      /steps of schedule 1 needs a whole number .* fewer than the 300 of the run, got 300/,
    ],
    ['warmup:100+cosine:5', /steps of schedule 2 needs none, since the last goes on to the end, got 5/],
    ['warmup:100+cosin', /no schedule "cosin"/],
    ['warmup:100,startfactor=1+cosine', /no knob of warmup: "startfactor"/],
  ])('%s is refused', (text, said) => {
    expect(() => knobSchedulesFrom('compare', text, 300)).toThrow(said);
  });
});
