import { describe, expect, it } from 'vitest';
import { isHistory, recordedCsv } from '../../../src/results/recordedCsv.js';
import {
  curvesOf,
  plainRecord,
  type RecordedRun,
  recordedHistory,
} from '../../../src/results/recordedRuns.js';

const historyOf = (runs: readonly RecordedRun[]) => recordedHistory(curvesOf(plainRecord('it', runs)));
const fromCsv = (text: string) => recordedHistory(recordedCsv(text));

describe('runs made elsewhere', () => {
  it('have the losses that were given, each at its step', () => {
    const { steps, values, comparison, held } = historyOf([
      { label: 'fine', losses: [4, 3, 2, 1, 0.5] },
      { label: 'coarse', losses: Float64Array.of(8, 6, 7), every: 2 },
    ]);
    expect([...steps]).toEqual([0, 1, 2, 3, 4]);
    expect(values.map((each) => [...each])).toEqual([
      [4, 3, 2, 1, 0.5],
      [8, 8, 6, 6, 7],
    ]);
    expect(held.get(values[0])).toBeUndefined();
    expect([...held.get(values[1])!]).toEqual([0, 1, 0, 1, 0]);
    const { runs, best } = comparison!;
    expect(best!.label).toBe('fine');
    expect(runs.map(({ outcome, steps, value, rises }) => [outcome, steps, value, rises])).toEqual([
      ['recorded', 4, 0.5, 0],
      ['recorded', 4, 7, 1],
    ]);
    expect(runs[1].best).toEqual({ step: 2, value: 6 });
  });

  it('have diverged at their first loss that is no finite number', () => {
    for (const end of [Number.NaN, Number.POSITIVE_INFINITY, 'NaN', 'Infinity', '-Infinity']) {
      const { comparison, values } = historyOf([
        { label: 'gone', losses: [1, 9, end, 3, 2] },
        { label: 'there', losses: [1, 0.9] },
      ]);
      const [gone] = comparison!.runs;
      expect([gone.outcome, gone.at, gone.steps, gone.value, gone.best.value]).toEqual([
        'diverged',
        2,
        2,
        9,
        1,
      ]);
      expect(comparison!.best!.label).toBe('there');
      expect(values[1][2]).toBe(0.9);
    }
    expect(historyOf([{ label: 'never', losses: [Number.NaN] }]).comparison!.best).toBeNull();
  });

  it('are ranked by validation where each has some, and have rates by labels of the catalogue', () => {
    const { comparison } = historyOf([
      { label: 'sgd 0.1', losses: [2, 1], validation: [2, 1.9] },
      { label: 'sgd 1e−3', losses: [2, 1.5], validation: [2, null] },
      { label: 'lr 0.1', losses: [2, 1.2], validation: [3, 1.7] },
    ]);
    expect(comparison!.by).toBe('validation');
    expect(comparison!.runs.map(({ optimizer, knobs }) => [optimizer, knobs.rate])).toEqual([
      ['sgd', 0.1],
      ['sgd', 0.001],
      ['', undefined],
    ]);
    expect(comparison!.best!.label).toBe('lr 0.1');
    const some = historyOf([
      { label: 'a', losses: [1], validation: [1] },
      { label: 'b', losses: [2] },
    ]);
    expect(some.validation).toEqual([]);
  });

  it.each([
    [[{ label: 'a', losses: [] }], /^it: runs\[0\]\.losses needs a loss, got an array of 0$/],
    [[{ label: 'a', losses: 'abc' }], /^it: runs\[0\]\.losses needs an array of losses, got "abc"$/],
    [[{ label: 'a', losses: [1, '2'] }], /^it: runs\[0\]\.losses\[1\] needs a number, got "2"$/],
    [[{ losses: [1] }], /^it: runs\[0\]\.label needs a text, got undefined$/],
    [[{ label: 'a', losses: [1], every: 0 }], /^it: runs\[0\]\.every needs a whole number from 1/],
    [[{ label: 'a', loses: [1] }], /^it: no part of a recorded run "loses"; did you mean "losses"\?$/],
    [
      [
        { label: 'a', losses: [1] },
        { label: 'a', losses: [1] },
      ],
      /runs\[1\]\.label needs a label that is not/,
    ],
    [[{ label: 'a', losses: [1] }, null], /^it: runs\[1\] needs a label and losses, got null$/],
  ])('refuse %j', (runs, message) => {
    expect(() => plainRecord('it', runs)).toThrow(message);
  });
});

describe('a file of losses', () => {
  it('has a column a run, and steps of its own or none', () => {
    const { steps, comparison, values } = fromCsv('epoch,wide,deep\n1,3,4\n2,2,\n5,1,2\n');
    expect([...steps]).toEqual([1, 2, 5]);
    expect(comparison!.runs.map(({ label }) => label)).toEqual(['wide', 'deep']);
    expect([...values[1]]).toEqual([4, 4, 2]);
    expect([...fromCsv('a,b\n1,2\n3,4\n').steps]).toEqual([0, 1]);
    expect([...fromCsv(',a\n0,2\n10,4\n').steps]).toEqual([0, 10]);
    // TensorBoard's: a time beside the steps.
    expect(fromCsv('Wall time,Step,Value\n1.6e9,7,2\n').comparison!.runs).toHaveLength(1);
  });

  it('pairs validation as Keras and the figure name it, where each run has one', () => {
    const keras = recordedCsv('epoch,loss,val_loss\n0,2,3\n1,1,NA\n2,nan,2\n');
    expect(keras).toHaveLength(1);
    expect(keras[0].validation).toMatchObject({ steps: [0, 2], losses: [3, 2] });
    expect(recordedHistory(keras).comparison!.runs[0].outcome).toBe('diverged');
    expect(recordedCsv('step,sgd 0.1,sgd 0.1 validation\n0,2,3\n')[0].validation!.losses).toEqual([3]);
    expect(recordedCsv('step,a,val_a,b\n0,2,3,4\n').map(({ label }) => label)).toEqual(['a', 'val_a', 'b']);
  });

  it.each([
    ['', /^csv: text needs a row of names, got none$/],
    ['step,a\n', /^csv: text needs a row below the names, got none$/],
    ['step\n1\n', /^csv: row 1 needs a column of losses, got none$/],
    ['step,a\n1,2,3\n', /^csv: row 2 needs 2 fields, got 3$/],
    ['step,a\n1,2\n1,3\n', /^csv: row 3, column "step" needs a whole number above 1, got "1"$/],
    ['step,a\n1,big\n', /^csv: row 2, column "a" needs a loss, got "big"$/],
    ['step,a,b\n1,2,\n', /^csv: column "b" needs a loss, got ""$/],
    ['a,a\n1,2\n', /^csv: row 1, column 2 needs a name that is not there twice, got "a"$/],
  ])('refuses %j', (text, message) => {
    expect(() => recordedCsv(text)).toThrow(message);
  });
});

it.each([
  ['step,baseline,clipped\n0,1,2', 'perhaps'],
  ['epoch,loss,val_loss\n0,1,2', 'surely'],
  ['Loss,loss validation\n1,2', 'surely'],
  [',adamw 0.01,sgd 1e-3\n0,1,2', 'surely'],
  ['iteration,width,kind\n1,2,yes', 'perhaps'],
  ['width,height,kind\n1,2,yes', 'no'],
  [',width,height\n0,1,2', 'no'],
  ['', 'no'],
])('%j is a history: %s', (text, kind) => {
  expect(isHistory(text)).toBe(kind);
});
