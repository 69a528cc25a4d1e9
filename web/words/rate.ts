import type { RateList } from '../../src/index.js';
import type { Numbers } from './numbers.js';

/** `0.1`, or `0.1 → 0.3` for a rate that changes. */
export const rateText = (rate: number | RateList, numbers: Numbers): string =>
  ratesOf(rate).map(numbers.rate).join(' → ');

/** The rate a run ends with; NaN for an optimizer that has none. */
export const lastRate = (rate: unknown): number => ratesOf(rate as number | RateList).at(-1) ?? Number.NaN;

const ratesOf = (rate: number | RateList | undefined): number[] =>
  typeof rate === 'object' ? rate.map(([, each]) => each) : rate === undefined ? [] : [rate];

/** A rate with a new number from a step on: from the first step on it is just that number. */
export function changedRate(rate: number | RateList, step: number, to: number): number | RateList {
  if (step <= 0) return to;
  const before = (typeof rate === 'object' ? rate : [[0, rate] as const]).filter(([from]) => from < step);
  return before.at(-1)![1] === to ? before : [...before, [step, to]];
}

/** Runs as an attribute has them: `sgd 0.1, adam 0.01 0.03@137`. */
export const runsText = (runs: readonly { optimizer: string; rate: number | RateList | null }[]): string =>
  runs
    .map(({ optimizer, rate }) => {
      if (rate === null) return optimizer;
      const list = typeof rate === 'object' ? rate : [[0, rate] as const];
      return [optimizer, ...list.map(([step, each]) => (step === 0 ? each : `${each}@${step}`))].join(' ');
    })
    .join(', ');
