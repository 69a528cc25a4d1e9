import { expect, it } from 'vitest';
import { nearCount, rateVerdict, rateVerdictText } from '../../../src/results/rateVerdict.js';

const truth = { within: { lowest: 0.04, highest: 0.4 }, edge: 0.4, divergedFrom: 0.5 };

it.each([
  [0.04, 'inside'],
  [0.379, 'inside'],
  [0.0382, 'inside'],
  [0.381, 'at the edge'],
  [0.49, 'at the edge'],
  [0.5, '1.3 times too large'],
  [0.0267, '1.5 times too small'],
  [0.04 / 99, '99 times too small'],
  [0.04 / 99.7, '100 times too small'],
  [9.5e-6, '4000 times too small'],
  [null, 'no rate'],
])('of %s is %s', (rate, said) => {
  expect(rateVerdictText(rateVerdict(rate, truth))).toBe(said);
});

it('knows no edge where no run diverged', () => {
  expect(rateVerdict(0.4, { ...truth, divergedFrom: null }).word).toBe('inside');
  expect(rateVerdict(0.8, { ...truth, divergedFrom: null })).toEqual({ word: 'large', times: 2 });
});

it('has nothing to say where all diverged', () => {
  expect(rateVerdict(0.4, { within: null, edge: null, divergedFrom: 0.1 }).word).toBe('none');
});

it('counts what is within a factor 2, in every repeat', () => {
  const suggestion = { rate: 0.02, because: '', repeats: [0.02, 0.0199, 0.8, 0.81, null] };
  expect(nearCount(suggestion, truth)).toEqual({ near: 2, of: 5 });
  expect(nearCount({ rate: 0.1, because: '' }, truth)).toEqual({ near: 1, of: 1 });
});
