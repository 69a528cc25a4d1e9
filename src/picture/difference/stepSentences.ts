// Sentences on a step curve.

import { differencePhrases } from '../../phrases/en.js';
import { italicMark } from '../derivative/tangentSentences.js';
import type { Language } from '../language.js';
import type { SchemeCurve, Stepping } from './stepChart.js';
import type { SchemeName } from './stepModel.js';

export function stepCurveWords({ numbers, phrases }: Language) {
  const { schemes, slope } = phrases(differencePhrases);
  const name = (scheme: string) => schemes[scheme as SchemeName];
  return {
    tick: numbers.tick,
    size: numbers.rate,
    rate: (label: string) => `h ${label}`,
    name,
    best: ({ name: scheme, step, best }: SchemeCurve) => `${name(scheme)} ${numbers.rate(step[best])}`,
    slope: (power: number) => slope(numbers.coordinate(power)),
  };
}

/** Caption: the slope, and the chosen scheme's error at the step pointed at and at its best step. */
export function stepCurveCaption(
  { f, x, slope, schemes }: Stepping,
  at: number,
  chosen: number,
  { numbers, phrases }: Language,
): string {
  const said = phrases(differencePhrases);
  const here = `${italicMark}${f.variables[0]}${italicMark} = ${numbers.coordinate(x)}`;
  if (!Number.isFinite(slope)) return said.noSlope(here);
  const first = said.slopeIs(here, numbers.measured(slope));
  if (!schemes.some(({ error, best }) => Number.isFinite(error[best]))) return first;
  const scheme = schemes[chosen];
  const [name, least] = [said.schemes[scheme.name as SchemeName], scheme.error[scheme.best]];
  const h = `${italicMark}h${italicMark} = ${numbers.measured(scheme.step[at])}`;
  const error = Number.isFinite(scheme.error[at])
    ? said.misses(name, h, numbers.measured(scheme.error[at]))
    : said.noNumber(name, h);
  const better =
    at === scheme.best
      ? said.isBest
      : said.better(numbers.measured(scheme.step[scheme.best]), least === 0 ? null : numbers.measured(least));
  return `${first} ${error}${better}`;
}
