// Words on a landscape and sentences under it.

import type { Formula } from '../../formula/formula.js';
import { landscapePhrases, playerPhrases } from '../../phrases/en.js';
import type { Comparison, Run } from '../../runs/run.js';
import { countedNoun, type Language } from '../language.js';
import type { NumberFormats } from '../numberFormat.js';
import { hasClimbed } from './climb.js';
import { hasPathDiverged, type LandscapeWords, type RunPath } from './landscapeView.js';

/** Subject of a landscape: its title, its function, where runs start on it, and how far they go. */
interface LandSubject {
  title: string;
  f: Formula;
  start: readonly number[] | null;
  job: { spec: { options: { steps?: number } } } | null;
}

export function landscapeWords(
  language: Language,
  comparison: Comparison | null,
  paths: readonly RunPath[],
  minimum: readonly number[] | null = null,
): LandscapeWords {
  const { numbers } = language;
  const said = language.phrases(landscapePhrases);
  const runOfPath = (path: RunPath) => comparison?.runs[paths.indexOf(path)];
  return {
    tick: numbers.tick,
    value: numbers.rate,
    coordinate: numbers.coordinate,
    title: (path) => pathTitle(path, paths, language),
    outcome: (path, head) => {
      const told = pathOutcome(path, runOfPath(path), head, language, minimum);
      return typeof told === 'string' ? [told] : told;
    },
    end: (path, head) =>
      hasPathDiverged(path, head) ? said.divergedAt(path.label, numbers.count(path.diverged!)) : path.label,
    slope: (rate, degrees) => said.slope(numbers.rate(rate), numbers.coordinate(degrees)),
    start: said.start,
    others: said.others,
  };
}

/** Title of a run: `rate 0.1` where there is one optimizer, `sgd 0.1` where there are more. */
function pathTitle(
  { label, optimizer, rate }: RunPath,
  paths: readonly RunPath[],
  { phrases }: Language,
): string {
  const alone = paths.every((path) => path.optimizer === optimizer);
  return alone && rate !== null ? phrases(landscapePhrases).rate(label.slice(optimizer.length)) : label;
}

/** Outcome of a run of one variable, in a few words, or fewer. */
function pathOutcome(
  path: RunPath,
  run: Run | undefined,
  head: number,
  language: Language,
  minimum: readonly number[] | null,
): string | string[] {
  const { numbers } = language;
  const said = language.phrases(landscapePhrases);
  if (!run) return '';
  if (path.hidden) return said.hidden;
  if (hasPathDiverged(path, head))
    return hasClimbed(path) ? climbTexts(path, language) : said.lostAt(numbers.count(path.diverged!));
  if (head === 0) return said.startsAt(numbers.rate(path.points[0]));
  if (head < path.end) return said.at(numbers.rate(path.points[head]));
  if (run.outcome === 'settled' && run.steps === 1) return said.inOneStep;
  const swing = findOscillation(path);
  if (swing?.shrinks) return said.alternates;
  if (run.outcome === 'settled') return settledText(run, language);
  if (swing) return said.oscillates(numbers.rate(swing.ends[0]), numbers.rate(swing.ends[1]));
  const [x, place = x] = [run.point[0], minimum?.[0]];
  if (x === place) return said.reaches(numbers.rate(x));
  const beside = x < place ? said.leftOf : said.rightOf;
  return beside(numbers.loss(Math.abs(x - place)), numbers.rate(zeroIfTiny(place)));
}

/** How far a run climbed: `climbs: 18 × its start after 8 steps`. */
function climbTexts({ values, end }: RunPath, language: Language): string[] {
  const { loss } = language.numbers;
  const said = language.phrases(landscapePhrases);
  const [first, last] = [values[0], values[end]];
  if (!(first > 0)) return [said.climbsFrom(loss(first), loss(last))];
  const times = loss(last / first);
  return [said.climbsTimes(times, countedNoun(end, 'step', language)), said.climbsTimes(times, '')];
}

function settledText({ point, steps }: Run, { numbers, phrases }: Language): string {
  const said = phrases(landscapePhrases);
  return steps === 0 ? said.startsSettled(numbers.rate(point[0])) : said.settledAt(numbers.count(steps));
}

/** Last two places of a run that goes to and fro, and whether it does so ever less; null for another. */
function findOscillation({ points, end }: RunPath): { ends: [number, number]; shrinks: boolean } | null {
  if (end < 3) return null;
  const [a, b, c, d] = [points[end - 3], points[end - 2], points[end - 1], points[end]];
  const moves = [b - a, c - b, d - c];
  const turns = moves[0] * moves[1] < 0 && moves[1] * moves[2] < 0;
  const shrinks = Math.abs(moves[2]) < 0.95 * Math.abs(moves[0]);
  return turns ? { ends: [Math.min(c, d), Math.max(c, d)], shrinks } : null;
}

/** Rates of plain gradient descent that settle at a minimum. */
export interface SettlingRates {
  minimum: readonly number[];
  /** Two over the largest curvature: rates below it settle. */
  below: number;
  /** Whether they do from everywhere, on a quadratic, and not only from near by. */
  everywhere: boolean;
}

export interface LandscapeCaptionInput {
  comparison: Comparison | null;
  paths: readonly RunPath[];
  /** Rates that settle, where a run that is known to depend on them diverged. */
  settling: SettlingRates | null;
  step: number;
  total: number;
  playing: boolean;
  ended: boolean;
  still: boolean;
  /** Whether there is a curve and nothing runs on it. */
  bare: boolean;
  /** Point of a map, with the gradient norm and the directional derivative along d. */
  point: { at: readonly number[]; steep: number; along: number } | null;
  language: Language;
}

/** Caption of a landscape: its text, a quiet part after it, and the text at the end. */
export function landscapeCaption(input: LandscapeCaptionInput): {
  text: string;
  quiet: string;
  finally: string;
} {
  const { comparison, paths, settling, step, total, playing, ended, still, bare, point, language } = input;
  const said = language.phrases(landscapePhrases);
  const shared = language.phrases(playerPhrases);
  const slope = point ? gradientSentence(point.at, point.steep, language) : '';
  if (!comparison) {
    const text = point ? `${slope} ${directionSentence(point.along, language)}`.trim() : '';
    return { text, quiet: bare ? said.setsRuns : '', finally: text };
  }
  const results =
    comparison.runs.length > 4
      ? [outcomeCounts(comparison, language)]
      : pathSentences(comparison, paths, settling, language);
  const rates = settling ? settlingSentence(settling, language) : '';
  const end = [...results, rates, slope].filter((each) => each !== '').join(' ');
  if (ended) return { text: end, quiet: still ? shared.motionOff : '', finally: end };
  if (playing || step === 0) {
    const [runs, steps] = [comparison.runs.length, total];
    const told = shared.runsOf(
      countedNoun(runs, 'run', language),
      countedNoun(steps, 'step', language),
      null,
    );
    return { text: `${told} ${slope}`, quiet: '', finally: end };
  }
  return { text: slope, quiet: shared.paused(language.numbers.count(step)), finally: end };
}

function pathSentences(
  { runs }: Comparison,
  paths: readonly RunPath[],
  settling: SettlingRates | null,
  language: Language,
): string[] {
  const { numbers } = language;
  const { rate, count } = numbers;
  const said = language.phrases(landscapePhrases);
  return runs.map((run, i) => {
    const path = paths[i];
    const title = pathTitle(path, paths, language);
    const name = title === path.label ? title : said.atRate(title);
    const place = pointText([...run.point].map(zeroIfTiny), numbers, rate);
    const steps = countedNoun(run.steps, 'step', language);
    if (run.outcome === 'diverged') {
      const climb = climbSentence(name, path, settling, language);
      return climb ?? said.divergesAt(name, count(path.diverged!));
    }
    if (run.outcome === 'settled') return said.settles(name, place, steps);
    const swing = run.point.length === 1 ? findOscillation(path) : null;
    if (swing && !swing.shrinks) return said.goesBetween(name, rate(swing.ends[0]), rate(swing.ends[1]));
    return said.reachesAfter(name, place, steps);
  });
}

/**
 * What a run did that climbed: on a quadratic of one variable every bounce is as many times as long as the one before.
 * Null for another.
 */
function climbSentence(
  name: string,
  path: RunPath,
  settling: SettlingRates | null,
  language: Language,
): string | null {
  const { points, end } = path;
  const said = language.phrases(landscapePhrases);
  if (settling?.minimum.length !== 1 || !hasClimbed(path)) return null;
  if (!settling.everywhere || end < 2) return said.whoClimbs(name, climbTexts(path, language)[0]);
  const times = Math.abs((points[end] - points[end - 1]) / (points[end - 1] - points[end - 2]));
  return said.bounces(name, language.numbers.rate(times));
}

/** Rates that would settle: `Below 1, which is 2/curvature, every rate settles.` */
function settlingSentence(
  { minimum, below, everywhere }: SettlingRates,
  { numbers, phrases }: Language,
): string {
  const said = phrases(landscapePhrases);
  const limit = numbers.rate(below);
  return everywhere
    ? said.settlesBelow(limit, minimum.length > 1)
    : said.settlesNear(numbers.rate(zeroIfTiny(minimum[0])), limit);
}

function outcomeCounts({ runs, best }: Comparison, { numbers, phrases }: Language): string {
  const said = phrases(landscapePhrases);
  const counted = (outcome: Run['outcome']) => {
    const count = runs.filter((run) => run.outcome === outcome).length;
    return count > 0 ? numbers.count(count) : null;
  };
  const place = best && pointText([...best.point].map(zeroIfTiny), numbers, numbers.rate);
  const lowest = best && place ? said.isLowest(best.label, place) : '';
  return said.counts(numbers.count(runs.length), counted('settled'), counted('diverged'), lowest);
}

function gradientSentence(at: readonly number[], steep: number, { numbers, phrases }: Language): string {
  const said = phrases(landscapePhrases);
  const place = pointText(at, numbers);
  if (!Number.isFinite(steep)) return said.noGradient(place);
  return steep === 0 ? said.level(place) : said.gradient(place, numbers.rate(steep));
}

function directionSentence(along: number, { numbers, phrases }: Language): string {
  const said = phrases(landscapePhrases);
  if (!Number.isFinite(along)) return '';
  if (along === 0) return said.alongLevel;
  return (along > 0 ? said.alongRises : said.alongFalls)(numbers.rate(Math.abs(along)));
}

/** Text of a point: `(−1.6, 1.6)`, or `3` where there is one coordinate. */
function pointText(at: readonly number[], numbers: NumberFormats, write = numbers.coordinate): string {
  const written = at.map(write);
  return written.length === 1 ? written[0] : `(${numbers.list(written)})`;
}

/** Subtitle of a landscape: `L(w) = (w-3)^2 from w = 0, 20 steps`. */
export function landscapeSubtitle({ title, f, start, job }: LandSubject, language: Language): string {
  const [first] = f.variables;
  const from = start ? `${f.inputs === 1 ? `${first} = ` : ''}${pointText(start, language.numbers)}` : '';
  const steps = job ? countedNoun(job.spec.options.steps ?? 0, 'step', language) : '';
  return language.phrases(playerPhrases).subtitle(title, from, steps, null, '');
}

/** Accessible name of a landscape, with what its keys do. */
export function landscapeAriaLabel(
  { title, start, f }: LandSubject,
  at: readonly number[] | null,
  chosen: 'point' | 'start',
  { numbers, phrases }: Language,
): string {
  const said = phrases(landscapePhrases);
  const begins = start ? pointText(start, numbers) : '';
  if (!at) return said.curveOf(title, f.variables[0], begins);
  return said.mapOf(title, pointText(at, numbers), begins, chosen);
}

/** A value, as 0 where it is 0 but for rounding. */
const zeroIfTiny = (value: number) => (Math.abs(value) < 1e-6 ? 0 : value);
