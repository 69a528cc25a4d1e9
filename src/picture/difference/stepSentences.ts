// Sentences on a step curve.

import { italic } from '../derivative/tangentSentences.js';
import type { Numbers } from '../numberFormat.js';
import type { Scheme, Stepping } from './stepChart.js';

export const stepWords = (numbers: Numbers) => ({
  tick: numbers.tick,
  size: numbers.rate,
  rate: (label: string) => `h ${label}`,
  best: ({ name, step, best }: Scheme) => `${name} ${numbers.rate(step[best])}`,
  slope: (power: number) => `slope ${numbers.coordinate(power)}`,
});

/** Caption: the slope, and the chosen scheme's error at the step pointed at and at its best step. */
export function stepCaption(
  { f, x, slope, schemes }: Stepping,
  at: number,
  chosen: number,
  numbers: Numbers,
): string {
  const variable = `${italic}${f.variables[0]}${italic}`;
  if (!Number.isFinite(slope))
    return `At ${variable} = ${numbers.coordinate(x)} there is no slope to compare with.`;
  const usable = schemes.filter(({ error, best }) => Number.isFinite(error[best]));
  if (usable.length === 0)
    return `At ${variable} = ${numbers.coordinate(x)} the slope is ${numbers.measured(slope)}.`;
  const first = `At ${variable} = ${numbers.coordinate(x)} the slope is ${numbers.measured(slope)}.`;
  const scheme = schemes[chosen];
  const [h, best, least] = [scheme.step[at], scheme.step[scheme.best], scheme.error[scheme.best]];
  const here = Number.isFinite(scheme.error[at])
    ? `${sentenceCase(scheme.name)} differences with ${italic}h${italic} = ${numbers.measured(h)} miss it by ${numbers.measured(scheme.error[at])}`
    : `${sentenceCase(scheme.name)} differences with ${italic}h${italic} = ${numbers.measured(h)} are no number`;
  const better =
    at === scheme.best
      ? ', and no other step does better.'
      : `; with their best, ${numbers.measured(best)}, by ${least === 0 ? 'nothing' : numbers.measured(least)}.`;
  return `${first} ${here}${better}`;
}

const sentenceCase = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
