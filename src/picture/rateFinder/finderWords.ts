// What a figure of learning-rate finders says.
import { rateFinderPhrases } from '../../phrases/en.js';
import { nearCount } from '../../results/rateVerdict.js';
import { countedNoun, type Language } from '../language.js';
import type { FinderRow, FinderView } from './finderView.js';

export interface FinderWords {
  title: string;
  rule: string;
  against: string;
  curvature: string;
  within: string;
  /** Name of the losses themselves, and of their average; null where they are the same. */
  raw: string;
  smoothed: string | null;
  skipped: { first: string | null; last: string | null };
  stopped: string | null;
  products: string;
  realRuns: string;
  tick(value: number): string;
  rate(label: string): string;
  rateText(rate: number): string;
  name(row: FinderRow): string;
  /** Why a rule has its rate; why it has none is told in English. */
  reason(row: FinderRow): string;
  verdict(row: FinderRow): string;
  divergedFrom(rate: number): string;
  best(rate: number): string;
}

/** Names of rates from curvature, as mathematics writes them. */
const written: Readonly<Record<string, string>> = {
  '1/lambdaMax': '1/λmax',
  '2/lambdaMax': '2/λmax',
  cauchy: 'Cauchy',
  lightning: 'Lightning',
};

const nameOf = (name: string) => written[name] ?? name;

export function finderWords({ found, isBatched }: FinderView, language: Language): FinderWords {
  const { numbers, phrases } = language;
  const said = phrases(rateFinderPhrases);
  const { kept, rates, stopped, smoothing, curvature, truth, suggestions } = found;
  const [first, last] = [kept.from, rates.length - kept.to];
  const repeats = Object.values(suggestions)[0]?.repeats?.length ?? 1;
  return {
    title: isBatched ? said.batchLoss : said.wholeLoss,
    rule: said.rule,
    against: said.against,
    curvature: said.curvature,
    within: said.within,
    raw: isBatched ? said.oneBatch : said.oneStep,
    smoothed: smoothing > 0 ? said.smoothed(numbers.rate(smoothing)) : null,
    skipped: {
      first: first > 0 ? said.skippedFirst(numbers.count(first)) : null,
      last: last > 0 ? said.skippedLast(numbers.count(last)) : null,
    },
    stopped: stopped.why === 'end' ? null : said.stopped[stopped.why](numbers.rate(stopped.rate)),
    products: curvature ? said.products(numbers.count(curvature.products)) : '',
    realRuns: truth
      ? said.realRuns(countedNoun(truth.steps, 'step', language), repeats > 1 ? numbers.count(repeats) : null)
      : '',
    tick: numbers.tick,
    rate: said.rate,
    rateText: numbers.rate,
    name: ({ name }) => nameOf(name),
    reason: ({ name, suggestion }) =>
      suggestion.rate === null ? suggestion.because : said.reasons[name as keyof typeof said.reasons],
    verdict: ({ verdict: { word, times } }) => {
      if (word === 'none') return '';
      if (word === 'inside') return said.inside;
      if (word === 'edge') return said.atEdge;
      return word === 'small'
        ? said.tooSmall(numbers.measured(times))
        : said.tooLarge(numbers.measured(times));
    },
    divergedFrom: (rate) => said.divergedFrom(numbers.rate(rate)),
    best: (rate) => said.best(numbers.rate(rate)),
  };
}

/** Caption: where real runs end well, and which rules are near; empty without real runs. */
export function finderCaption(
  { found: { truth, suggestions } }: FinderView,
  { numbers, phrases }: Language,
): string {
  if (!truth) return '';
  const said = phrases(rateFinderPhrases);
  const { within, best, rates } = truth;
  if (!within || !best) return said.allDiverged;
  const { lowest, highest } = within;
  const end = best.rate === rates[0] ? 'lowest' : best.rate === rates.at(-1) ? 'highest' : null;
  const range = said.range(numbers.rate(lowest), lowest < highest ? numbers.rate(highest) : null);
  const all = Object.entries(suggestions);
  const near = all.filter(([, advice]) => {
    const { near: some, of } = nearCount(advice, truth);
    return some === of;
  });
  const repeated = all.some(([, { repeats }]) => repeats !== undefined);
  const names = near.map(([name, { rate }]) => `${nameOf(name)} (${numbers.rate(rate!)})`);
  return `${range}${end ? said.bestAtEnd(end) : ''} ${said.near(numbers.count(all.length), names, repeated)}`;
}
