import { countNoun } from '../need.js';
import { formatAmount } from '../runs/outcome.js';
import type { RateSuggestion, RateTruth } from './foundRates.js';

/** Largest factor by which a suggestion may miss. */
const NEAR = 2;
/** Share of the largest rate that did not diverge from which a rate is at the edge. */
const EDGE = 0.95;

type Range = NonNullable<RateTruth['within']>;

/** Rate by a range: 1 inside, else its share of the nearer end. */
const factorOf = (rate: number, { lowest, highest }: Range) =>
  rate < lowest ? rate / lowest : rate > highest ? rate / highest : 1;

/** What real runs say of a rate, and how many times it is too small or too large. */
interface RateVerdict {
  /** `none` where there is no rate, or nothing to hold it against. */
  readonly word: 'inside' | 'edge' | 'small' | 'large' | 'none';
  /** To two digits, from 100 to one; 1 where it is neither. */
  readonly times: number;
}

/** Verdict of real runs on a rate: at the edge from there on to where runs diverged. */
export function rateVerdict(
  rate: number | null,
  { within, edge, divergedFrom }: Pick<RateTruth, 'within' | 'edge' | 'divergedFrom'>,
): RateVerdict {
  if (rate === null || !within) return { word: 'none', times: 1 };
  if (divergedFrom !== null && rate > EDGE * edge! && rate < divergedFrom) return { word: 'edge', times: 1 };
  const factor = factorOf(rate, within);
  const times = factor < 1 ? 1 / factor : factor;
  const rounded = Number(times.toPrecision(times < 99.5 ? 2 : 1));
  if (rounded === 1) return { word: 'inside', times: 1 };
  return { word: factor < 1 ? 'small' : 'large', times: rounded };
}

/** Number of a rule's rates, of all repeats, that are within a factor 2 of the range. */
export function nearCount(
  { rate, repeats = [rate] }: RateSuggestion,
  { within }: Pick<RateTruth, 'within'>,
): { near: number; of: number } {
  const isNear = (factor: number) => factor >= 1 / NEAR && factor <= NEAR;
  const near = repeats.filter((each) => each !== null && within && isNear(factorOf(each, within)));
  return { near: near.length, of: repeats.length };
}

/** Verdict in words: `3.9 times too small`. */
export function rateVerdictText({ word, times }: RateVerdict): string {
  if (word === 'inside') return word;
  if (word === 'edge') return 'at the edge';
  return word === 'none' ? 'no rate' : `${times} times too ${word}`;
}

/** Factors of suggestions by what real runs came to, and which are near: in every repeat. */
export function judgeAdvice(
  truth: Omit<RateTruth, 'factors' | 'verdict'>,
  suggestions: Readonly<Record<string, RateSuggestion>>,
): RateTruth {
  const { within, steps } = truth;
  const entries = Object.entries(suggestions);
  const factors = Object.fromEntries(
    entries.map(([name, { rate }]) => [name, rate === null || !within ? null : factorOf(rate, within)]),
  );
  const runs = `real runs of ${countNoun(steps, 'step')}`;
  if (!within) return { ...truth, factors, verdict: `all ${runs} diverged` };
  const all = entries.map(([name, advice]) => ({ name, advice, ...nearCount(advice, truth) }));
  const right = all.filter(({ near, of }) => near === of).map(({ name }) => name);
  const missed = all
    .filter(({ near, of }) => near < of)
    .map(({ name, advice, near, of }) => {
      const word = rateVerdictText(rateVerdict(advice.rate, truth));
      return `${name} (${of > 1 ? `${word}, near in ${near} of ${of}` : word})`;
    });
  const told = (names: readonly string[]) => names.join(', ') || 'none';
  const verdict = `${runs} end within a tenth of the best ${rangeText(within)}; within a factor ${NEAR} of that: ${told(right)}; not: ${told(missed)}${endText(truth)}`;
  return { ...truth, factors, verdict };
}

/** What to think of a best rate at an end of those tried. */
function endText({ best, rates }: Pick<RateTruth, 'best' | 'rates'>): string {
  const end = best!.rate === rates[0] ? 'lowest' : best!.rate === rates.at(-1) ? 'highest' : null;
  return end ? `; the best rate was the ${end} tried, a better one may lie beyond` : '';
}

const rangeText = ({ lowest, highest }: Range) =>
  lowest < highest
    ? `from ${formatAmount(lowest)} to ${formatAmount(highest)}`
    : `at ${formatAmount(lowest)}`;
