// Words on a landscape and sentences under it.

import type { Formula } from '../../formula/formula.js';
import type { Comparison, Run } from '../../runs/run.js';
import { countedNoun, type NumberFormats } from '../numberFormat.js';
import { hasClimbed } from './climb.js';
import { hasPathDiverged, type LandscapeWords, type RunPath } from './landscapeView.js';

/** Subject of a landscape: its title, its function, where runs start on it, and how far they go. */
interface LandSubject {
  title: string;
  f: Formula;
  start: readonly number[] | null;
  job: { spec: { options: { steps: number } } } | null;
}

export function landscapeWords(
  numbers: NumberFormats,
  comparison: Comparison | null,
  paths: readonly RunPath[],
  minimum: readonly number[] | null = null,
): LandscapeWords {
  const runOfPath = (path: RunPath) => comparison?.runs[paths.indexOf(path)];
  return {
    tick: numbers.tick,
    value: numbers.rate,
    coordinate: numbers.coordinate,
    title: (path) => pathTitle(path, paths),
    outcome: (path, head) => {
      const told = pathOutcome(path, runOfPath(path), head, numbers, minimum);
      return typeof told === 'string' ? [told] : told;
    },
    end: (path, head) =>
      hasPathDiverged(path, head)
        ? `${path.label} diverged at step ${numbers.count(path.diverged!)}`
        : path.label,
    start: 'start',
    others: 'the others',
  };
}

/** Title of a run: `rate 0.1` where there is one optimizer, `sgd 0.1` where there are more. */
function pathTitle({ label, optimizer, rate }: RunPath, paths: readonly RunPath[]): string {
  const alone = paths.every((path) => path.optimizer === optimizer);
  return alone && rate !== null ? `rate${label.slice(optimizer.length)}` : label;
}

/** Outcome of a run of one variable, in a few words, or fewer. */
function pathOutcome(
  path: RunPath,
  run: Run | undefined,
  head: number,
  numbers: NumberFormats,
  minimum: readonly number[] | null,
): string | string[] {
  if (!run) return '';
  if (path.hidden) return 'hidden';
  if (hasPathDiverged(path, head))
    return hasClimbed(path)
      ? climbText(path, numbers)
      : `× diverged at step ${numbers.count(path.diverged!)}`;
  if (head === 0) return `starts at ${numbers.rate(path.points[0])}`;
  if (head < path.end) return `at ${numbers.rate(path.points[head])}`;
  if (run.outcome === 'settled' && run.steps === 1) return 'there in one step';
  const swing = findOscillation(path);
  if (swing?.shrinks) return 'alternates, settles';
  if (run.outcome === 'settled') return settledText(run, numbers);
  if (swing) return `oscillates, ${swing.ends.map((place) => numbers.rate(place)).join(' to ')}`;
  const [x, place = x] = [run.point[0], minimum?.[0]];
  if (x === place) return `reaches ${numbers.rate(x)}`;
  const far = numbers.loss(Math.abs(x - place));
  return `${far} ${x < place ? 'left' : 'right'} of ${numbers.rate(zeroIfTiny(place))}`;
}

/** How far a run climbed: `climbs: 18 × its start after 8 steps`. */
function climbText({ values, end }: RunPath, numbers: NumberFormats): string[] {
  const [first, last] = [values[0], values[end]];
  const by = countedNoun(end, 'step', numbers);
  if (!(first > 0)) return [`climbs from ${numbers.loss(first)} to ${numbers.loss(last)}`];
  const times = `climbs: ${numbers.loss(last / first)} × its start`;
  return [`${times} after ${by}`, times];
}

const settledText = ({ point, steps }: Run, numbers: NumberFormats) =>
  steps === 0 ? `starts settled, at ${numbers.rate(point[0])}` : `settled at step ${numbers.count(steps)}`;

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
  numbers: NumberFormats;
}

/** Caption of a landscape: its text, a quiet part after it, and the text at the end. */
export function landscapeCaption(input: LandscapeCaptionInput): {
  text: string;
  quiet: string;
  finally: string;
} {
  const { comparison, paths, settling, step, total, playing, ended, still, bare, point, numbers } = input;
  const slope = point ? gradientSentence(point.at, point.steep, numbers) : '';
  if (!comparison) {
    const text = point ? `${slope} ${directionSentence(point.along, numbers)}`.trim() : '';
    return {
      text,
      quiet: bare ? 'Optimizers, rates and a start set runs walking on it.' : '',
      finally: text,
    };
  }
  const results =
    comparison.runs.length > 4
      ? [outcomeCounts(comparison, numbers)]
      : pathSentences(comparison, paths, settling, numbers);
  const rates = settling ? settlingSentence(settling, numbers) : '';
  const end = [...results, rates, slope].filter((each) => each !== '').join(' ');
  if (ended) return { text: end, quiet: still ? 'Motion is off: step or drag to watch.' : '', finally: end };
  const runs = `${countedNoun(comparison.runs.length, 'run', numbers)} of ${countedNoun(total, 'step', numbers)}.`;
  if (playing || step === 0) return { text: `${runs} ${slope}`, quiet: '', finally: end };
  const paused = `Paused at step ${numbers.count(step)}. The rest of each run is drawn faint.`;
  return { text: slope, quiet: paused, finally: end };
}

function pathSentences(
  { runs }: Comparison,
  paths: readonly RunPath[],
  settling: SettlingRates | null,
  numbers: NumberFormats,
): string[] {
  return runs.map((run, i) => {
    const path = paths[i];
    const title = pathTitle(path, paths);
    const name = title === path.label ? title : `At ${title} it`;
    const place = pointText([...run.point].map(zeroIfTiny), numbers.rate);
    const steps = countedNoun(run.steps, 'step', numbers);
    if (run.outcome === 'diverged') return divergenceSentence(name, path, settling, numbers);
    if (run.outcome === 'settled') return `${name} settles at ${place} after ${steps}.`;
    const swing = run.point.length === 1 ? findOscillation(path) : null;
    if (swing && !swing.shrinks)
      return `${name} goes to and fro between ${swing.ends.map(numbers.rate).join(' and ')}.`;
    return `${name} reaches ${place} after ${steps}.`;
  });
}

/** What a diverged run did: on a quadratic of one variable every bounce is as many times as long as the one before. */
function divergenceSentence(
  name: string,
  path: RunPath,
  settling: SettlingRates | null,
  numbers: NumberFormats,
): string {
  const { points, end, diverged } = path;
  if (settling?.minimum.length !== 1 || !hasClimbed(path))
    return `${name} diverges at step ${numbers.count(diverged!)}.`;
  if (!settling.everywhere || end < 2) return `${name} ${climbText(path, numbers)[0]}.`;
  const times = Math.abs((points[end] - points[end - 1]) / (points[end - 1] - points[end - 2]));
  return `${name} climbs: each bounce is ${numbers.rate(times)} × as long as the one before.`;
}

/** Rates that would settle: `Below 1, which is 2/curvature, every rate settles.` */
function settlingSentence({ minimum, below, everywhere }: SettlingRates, numbers: NumberFormats): string {
  const limit = numbers.rate(below);
  if (!everywhere)
    return `Near ${numbers.rate(zeroIfTiny(minimum[0]))} rates below ${limit}, which is 2/curvature, settle.`;
  const name = minimum.length === 1 ? '2/curvature' : '2/curvature across the valley';
  return `Below ${limit}, which is ${name}, every rate settles.`;
}

function outcomeCounts({ runs, best }: Comparison, numbers: NumberFormats): string {
  const countOutcome = (outcome: Run['outcome']) => runs.filter((run) => run.outcome === outcome).length;
  const parts = (['settled', 'diverged'] as const).map(
    (outcome) => [countOutcome(outcome), outcome] as const,
  );
  const told = parts
    .filter(([count]) => count > 0)
    .map(([count, outcome]) => `${numbers.count(count)} ${outcome}`);
  const all = `Of ${numbers.count(runs.length)} runs ${told.join(' and ') || 'none settled'}`;
  if (!best) return `${all}.`;
  const place = pointText([...best.point].map(zeroIfTiny), numbers.rate);
  return `${all}; ${best.label} is lowest, at ${place}.`;
}

function gradientSentence(at: readonly number[], steep: number, numbers: NumberFormats): string {
  const place = pointText(at, numbers.coordinate);
  if (!Number.isFinite(steep)) return `At ${place} there is no gradient.`;
  if (steep === 0) return `At ${place} the gradient is 0: the ground is level.`;
  return `At ${place} the gradient is ${numbers.rate(steep)} long and stands at right angles to the level curve.`;
}

function directionSentence(along: number, numbers: NumberFormats): string {
  if (!Number.isFinite(along)) return '';
  if (along === 0) return 'Along d it is level.';
  return `Along d it ${along > 0 ? 'rises' : 'falls'} by ${numbers.rate(Math.abs(along))} for each unit.`;
}

/** Text of a point: `(−1.6, 1.6)`, or `3` where there is one coordinate. */
function pointText(at: readonly number[], write: (value: number) => string): string {
  const written = at.map(write);
  return written.length === 1 ? written[0] : `(${written.join(', ')})`;
}

/** Subtitle of a landscape: `L(w) = (w-3)^2 from w = 0, 20 steps`. */
export function landscapeSubtitle({ title, f, start, job }: LandSubject, numbers: NumberFormats): string {
  const [first] = f.variables;
  const from = start
    ? ` from ${f.inputs === 1 ? `${first} = ` : ''}${pointText(start, numbers.coordinate)}`
    : '';
  return `${title}${from}${job ? `, ${countedNoun(job.spec.options.steps, 'step', numbers)}` : ''}`;
}

/** Accessible name of a landscape, with what its keys do. */
export function landscapeAriaLabel(
  { title, start, f }: LandSubject,
  at: readonly number[] | null,
  chosen: 'point' | 'start',
  numbers: NumberFormats,
): string {
  const write = numbers.coordinate;
  const begins = start ? ` Start at ${pointText(start, write)}.` : '';
  if (!at) {
    const keys = start ? ' Left and right arrows move the start.' : '';
    return `Curve of ${title} over ${f.variables[0]}.${begins}${keys}`;
  }
  const keys = `Arrow keys move the ${chosen}${start ? '; Enter changes between point and start' : ''}; brackets turn the direction.`;
  return `Map of ${title}. Point at ${pointText(at, write)}.${begins} ${keys}`;
}

/** A value, as 0 where it is 0 but for rounding. */
const zeroIfTiny = (value: number) => (Math.abs(value) < 1e-6 ? 0 : value);
