import { type Knob, knobValue } from '../entry.js';
import { showValue } from '../need.js';

/**
 * Rate that changes during a run: [[0, 0.1], [137, 0.3]] is 0.1 for the first 137 updates and 0.3 from then on. The
 * steps rise from 0.
 */
export type RateList = readonly (readonly [step: number, rate: number])[];

/** Rate, or a list of them, checked. */
export function rateFrom(who: string, knob: Knob, given: unknown): number | RateList {
  if (!Array.isArray(given)) return knobValue(who, 'rate', knob, given) as number;
  let last = -1;
  const list = Array.from(given, (entry): [number, number] => {
    const [step, rate] = Array.isArray(entry) && entry.length === 2 ? entry : [];
    const fits = Number.isInteger(step) && (last < 0 ? step === 0 : step > last);
    if (!fits) throw rateListError(who, given);
    last = step;
    return [step, knobValue(who, 'rate', knob, rate ?? null) as number];
  });
  if (list.length === 0) throw rateListError(who, given);
  return list;
}

const rateListError = (who: string, given: unknown) =>
  new RangeError(
    `${who}: rate needs a number, or steps that rise from 0 with a rate each, like [[0, 0.1], [137, 0.3]], got ${showValue(given)}`,
  );

/** Rate of one update, counted from 1. */
export function rateAt(rate: number | RateList, update: number): number {
  return typeof rate === 'number' ? rate : rate.findLast(([step]) => step < update)![1];
}

/** Rates of a run in order: a single one if constant, 0 where there is none. */
export const ratesInOrder = (rate: number | boolean | RateList | undefined): number[] =>
  typeof rate === 'object' ? rate.map(([, each]) => each) : [Number(rate ?? 0)];
