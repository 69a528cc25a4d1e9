// What a figure of learning-rate finders shows: a result of `findRate`, its rules as rows in the order of their rates.
import { log10 } from '../../math/log10.js';
import type { FoundRates, RateSuggestion } from '../../results/foundRates.js';
import { rateVerdict } from '../../results/rateVerdict.js';

export interface FinderView {
  found: FoundRates;
  /** Whether losses are of batches. */
  isBatched: boolean;
  /** Index of the colour of the optimizer's real runs. */
  colour: number;
  /** Rate that the reader is trying; null where nobody does. */
  chosen: number | null;
}

/** A rule as a row: its suggestion, and what real runs say of it. */
export interface FinderRow {
  readonly name: string;
  readonly suggestion: RateSuggestion;
  readonly verdict: ReturnType<typeof rateVerdict>;
  /** Whether it is read off the curve that is drawn. */
  readonly isOnCurve: boolean;
}

/** Names of the rates from curvature, of which no point of the curve is a source. */
const byCurvature = ['1/lambdaMax', '2/lambdaMax', 'cauchy'];

/** Rows of the rules and of curvature, each by rising rate, those without one last. */
export function finderRows({ suggestions, truth, presets = {} }: FoundRates): {
  rules: FinderRow[];
  curvature: FinderRow[];
} {
  const rows = Object.entries(suggestions).map(
    ([name, suggestion]): FinderRow => ({
      name,
      suggestion,
      verdict: rateVerdict(suggestion.rate, truth ?? { within: null, edge: null, divergedFrom: null }),
      isOnCurve: suggestion.at !== undefined && Object.keys(presets).length === 0,
    }),
  );
  const sorted = (chosen: FinderRow[]) =>
    chosen.sort((a, b) => (a.suggestion.rate ?? Infinity) - (b.suggestion.rate ?? Infinity));
  return {
    rules: sorted(rows.filter(({ name }) => !byCurvature.includes(name))),
    curvature: sorted(rows.filter(({ name }) => byCurvature.includes(name))),
  };
}

/** Decades to which the axis reaches beyond the range asked for, so that suggestions are on it. */
const BEYOND = 2;

/** Range of the rates' axis, in decades: that asked for, and suggestions not far beyond it. */
export function rateSpan({ from, to, suggestions }: FoundRates): { from: number; to: number } {
  const [low, high] = [log10(from), log10(to)];
  const rates = Object.values(suggestions).flatMap(({ rate, repeats = [] }) => [rate, ...repeats]);
  const beside = rates.flatMap((rate) => (rate === null ? [] : [log10(rate)]));
  return {
    from: Math.max(low - BEYOND, Math.min(low, ...beside)),
    to: Math.min(high + BEYOND, Math.max(high, ...beside)),
  };
}

/** Loss of the curve at a rate, between its points; NaN outside. */
export function lossAtRate({ rates, smoothed }: FoundRates, rate: number): number {
  const next = rates.findIndex((each) => each >= rate);
  if (next < 0) return NaN;
  if (rates[next] === rate || next === 0) return rates[next] === rate ? smoothed[next] : NaN;
  const [left, right] = [log10(rates[next - 1]), log10(rates[next])];
  const share = (log10(rate) - left) / (right - left);
  return smoothed[next - 1] + share * (smoothed[next] - smoothed[next - 1]);
}
