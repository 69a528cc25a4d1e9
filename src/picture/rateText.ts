import type { PlannedRun } from '../spec/plannedRuns.js';
import type { RateList } from '../spec/rate.js';
import { rateScheduleText } from '../spec/runsText.js';
import type { NumberFormats } from './numberFormat.js';

/** Text of a rate: `0.1`, or `0.1 → 0.3` where it changes. */
export const rateLabel = (rate: number | RateList, numbers: NumberFormats): string =>
  rateValues(rate).map(numbers.rate).join(' → ');

/** Last rate of a run; NaN for an optimizer that has none. */
export const lastRate = (rate: unknown): number => rateValues(rate as number | RateList).at(-1) ?? Number.NaN;

const rateValues = (rate: number | RateList | undefined): number[] =>
  typeof rate === 'object' ? rate.map(([, each]) => each) : rate === undefined ? [] : [rate];

/** Rate with a new number from a step on; from step 0 on just that number. */
export function changedRate(rate: number | RateList, step: number, to: number): number | RateList {
  if (step <= 0) return to;
  const before = (typeof rate === 'object' ? rate : [[0, rate] as const]).filter(([from]) => from < step);
  return before.at(-1)![1] === to ? before : [...before, [step, to]];
}

/** Text of a run's knobs and schedule beside its rate: ` momentum 0.9`, ` momentum 0.9 cosine`. */
export function variedText({
  optimizer: _,
  rate: __,
  label: ___,
  replicate: ____,
  schedule,
  ...knobs
}: PlannedRun): string {
  const told = Object.entries(knobs).map(([name, value]) => ` ${name} ${value}`);
  return [...told, ...(schedule ? [` ${rateScheduleText(schedule)}`] : [])].join('');
}

/** Label of a run: `sgd 0.1 momentum 0.9 #2`. */
export function runLabel(run: PlannedRun, numbers: NumberFormats): string {
  const { optimizer, rate, replicate } = run;
  const own = rate === null ? optimizer : `${optimizer} ${rateLabel(rate, numbers)}`;
  return own + variedText(run) + (replicate === undefined ? '' : ` #${replicate + 1}`);
}
