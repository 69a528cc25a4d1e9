// Sentences on a step curve.

import { italicMark } from '../derivative/tangentSentences.js';
import type { NumberFormats } from '../numberFormat.js';
import type { SchemeCurve, Stepping } from './stepChart.js';

export const stepCurveWords = (numbers: NumberFormats) => ({
  tick: numbers.tick,
  size: numbers.rate,
  rate: (label: string) => `h ${label}`,
  best: ({ name, step, best }: SchemeCurve) => `${name} ${numbers.rate(step[best])}`,
  slope: (power: number) => `slope ${numbers.coordinate(power)}`,
});

/** Caption: the slope, and the chosen scheme's error at the step pointed at and at its best step. */
export function stepCurveCaption(
  { f, x, slope, schemes }: Stepping,
  at: number,
  chosen: number,
  numbers: NumberFormats,
): string {
  const variable = `${italicMark}${f.variables[0]}${italicMark}`;
  if (!Number.isFinite(slope))
    return `At ${variable} = ${numbers.coordinate(x)} there is no slope to compare with.`;
  const usable = schemes.filter(({ error, best }) => Number.isFinite(error[best]));
  if (usable.length === 0)
    return `At ${variable} = ${numbers.coordinate(x)} the slope is ${numbers.measured(slope)}.`;
  const first = `At ${variable} = ${numbers.coordinate(x)} the slope is ${numbers.measured(slope)}.`;
  const scheme = schemes[chosen];
  const [h, best, least] = [scheme.step[at], scheme.step[scheme.best], scheme.error[scheme.best]];
  const here = Number.isFinite(scheme.error[at])
    ? `${capitalizeFirst(scheme.name)} differences with ${italicMark}h${italicMark} = ${numbers.measured(h)} miss it by ${numbers.measured(scheme.error[at])}`
    : `${capitalizeFirst(scheme.name)} differences with ${italicMark}h${italicMark} = ${numbers.measured(h)} are no number`;
  const better =
    at === scheme.best
      ? ', and no other step does better.'
      : `; with their best, ${numbers.measured(best)}, by ${least === 0 ? 'nothing' : numbers.measured(least)}.`;
  return `${first} ${here}${better}`;
}

const capitalizeFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
