import { describe, expect, it } from 'vitest';
import { compare, minimize } from '../../../src/index.js';

const steps = 40;
const start = [3];
const bowl = 'x^2';

describe('a learning rate that changes during the run', () => {
  it('keeps the point: x²/2 shrinks by 1 − rate a step', () => {
    const run = minimize('x^2/2', {
      optimizer: 'sgd',
      rate: [
        [0, 0.5],
        [3, 0.25],
      ],
      steps: 5,
      start: [8],
      record: true,
    });
    expect([...run.points!.data]).toEqual([8, 4, 2, 1, 0.75, 0.5625]);
    expect(run.label).toBe('sgd 0.5 → 0.25');
    expect(run.knobs.rate).toEqual([
      [0, 0.5],
      [3, 0.25],
    ]);
  });

  it('keeps the memory of the optimizer: the first updates are those of the first rate, and no list is a list of one', () => {
    const rate = [
      [0, 0.1],
      [17, 0.3],
    ] as const;
    const changed = minimize(bowl, { optimizer: 'adam', rate, steps, start });
    const plain = minimize(bowl, { optimizer: 'adam', rate: 0.1, steps, start });
    const fresh = minimize(bowl, { optimizer: 'adam', rate: 0.3, steps, start: [plain.losses[17] ** 0.5] });
    expect([...changed.losses.slice(0, 18)]).toEqual([...plain.losses.slice(0, 18)]);
    expect(changed.losses[18]).not.toBe(plain.losses[18]);
    expect(changed.losses[18]).not.toBe(fresh.losses[1]);
    const one = minimize(bowl, { optimizer: 'adam', rate: [[0, 0.1]], steps, start });
    expect([...one.losses]).toEqual([...plain.losses]);
  });

  it('is in the comparison as the list, in its table, its hash and its JSON', async () => {
    const of = (second: number) =>
      compare(bowl, {
        runs: [
          {
            optimizer: 'sgd',
            rate: [
              [0, 0.1],
              [5, second],
            ],
          },
          { optimizer: 'sgd', rate: 0.2 },
        ],
        steps,
        start,
      });
    const [a, b] = [await of(0.3), await of(0.4)];
    expect(a.table()).toContain('0.1 → 0.3');
    expect(a.hash).not.toBe(b.hash);
    expect(JSON.parse(JSON.stringify(a)).runs[0].knobs.rate).toEqual([
      [0, 0.1],
      [5, 0.3],
    ]);
  });

  it.each([
    [[], /^minimize: rate needs a number, or steps that rise from 0/],
    [[[1, 0.1]], /^minimize: rate needs a number, or steps that rise from 0/],
    [[[0, 0.1, 2]], /^minimize: rate needs a number, or steps that rise from 0/],
    [[0.1, 0.2], /^minimize: rate needs a number, or steps that rise from 0/],
    [
      [
        [0, 0.1],
        [0, 0.2],
      ],
      /^minimize: rate needs a number, or steps that rise from 0/,
    ],
    [
      [
        [0, 0.1],
        [1.5, 0.2],
      ],
      /^minimize: rate needs a number, or steps that rise from 0/,
    ],
    [[[0, -1]], /^minimize: rate needs a number above 0, got -1$/],
    [[[0, '0.1']], /^minimize: rate needs a number above 0, got "0.1"$/],
    [[[0, undefined]], /^minimize: rate needs a number above 0, got null$/],
  ])('%j is refused', (rate, message) => {
    expect(() => minimize(bowl, { optimizer: 'sgd', rate: rate as never, steps, start })).toThrow(message);
  });
});
