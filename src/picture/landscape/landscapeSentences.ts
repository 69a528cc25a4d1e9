// Words on a landscape and sentences under it.

import type { Formula } from '../../formula/formula.js';
import type { Comparison, Run } from '../../runs/run.js';
import { countedNoun, type NumberFormats } from '../numberFormat.js';
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
): LandscapeWords {
  const runOfPath = (path: RunPath) => comparison?.runs[paths.indexOf(path)];
  return {
    tick: numbers.tick,
    value: numbers.rate,
    coordinate: numbers.coordinate,
    title: (path) => pathTitle(path, paths),
    outcome: (path, head) => pathOutcome(path, runOfPath(path), head, numbers),
    end: (path, head) =>
      hasPathDiverged(path, head)
        ? `${path.label} diverged at step ${numbers.count(path.diverged!)}`
        : path.label,
    start: 'start',
  };
}

/** Title of a run: `rate 0.1` where there is one optimizer, `sgd 0.1` where there are more. */
function pathTitle({ label, optimizer, rate }: RunPath, paths: readonly RunPath[]): string {
  const alone = paths.every((path) => path.optimizer === optimizer);
  return alone && rate !== null ? `rate${label.slice(optimizer.length)}` : label;
}

/** Outcome of a run of one variable, in a few words. */
function pathOutcome(path: RunPath, run: Run | undefined, head: number, numbers: NumberFormats): string {
  if (!run) return '';
  if (path.hidden) return 'hidden';
  if (hasPathDiverged(path, head)) return `× diverged at step ${numbers.count(path.diverged!)}`;
  if (head === 0) return `starts at ${numbers.rate(path.points[0])}`;
  if (head < path.end) return `at ${numbers.rate(path.points[head])}`;
  if (run.outcome === 'settled') return run.steps === 1 ? 'there in one step' : settledText(run, numbers);
  const swing = findOscillation(path);
  if (swing) return `oscillates, ${swing.map((place) => numbers.rate(place)).join(' to ')}`;
  return `reaches ${numbers.rate(run.point[0])}`;
}

const settledText = ({ point, steps }: Run, numbers: NumberFormats) =>
  steps === 0 ? `starts settled, at ${numbers.rate(point[0])}` : `settled at step ${numbers.count(steps)}`;

/** Ends of an oscillation that does not shrink; null for a run without one. */
function findOscillation({ points, end }: RunPath): [number, number] | null {
  if (end < 3) return null;
  const [a, b, c, d] = [points[end - 3], points[end - 2], points[end - 1], points[end]];
  const moves = [b - a, c - b, d - c];
  const turns = moves[0] * moves[1] < 0 && moves[1] * moves[2] < 0;
  return turns && Math.abs(moves[2]) >= 0.95 * Math.abs(moves[0]) ? [Math.min(c, d), Math.max(c, d)] : null;
}

export interface LandscapeCaptionInput {
  comparison: Comparison | null;
  paths: readonly RunPath[];
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
  const { comparison, paths, step, total, playing, ended, still, bare, point, numbers } = input;
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
      : pathSentences(comparison, paths, numbers);
  const end = [...results, slope].join(' ');
  if (ended) return { text: end, quiet: still ? 'Motion is off: step or drag to watch.' : '', finally: end };
  const runs = `${countedNoun(comparison.runs.length, 'run', numbers)} of ${countedNoun(total, 'step', numbers)}.`;
  if (playing || step === 0) return { text: `${runs} ${slope}`, quiet: '', finally: end };
  const paused = `Paused at step ${numbers.count(step)}. The rest of each run is drawn faint.`;
  return { text: slope, quiet: paused, finally: end };
}

function pathSentences({ runs }: Comparison, paths: readonly RunPath[], numbers: NumberFormats): string[] {
  return runs.map((run, i) => {
    const path = paths[i];
    const title = pathTitle(path, paths);
    const name = title === path.label ? title : `At ${title} it`;
    const place = pointText([...run.point].map(zeroIfTiny), numbers.rate);
    const steps = countedNoun(run.steps, 'step', numbers);
    if (run.outcome === 'diverged') return `${name} diverges at step ${numbers.count(path.diverged!)}.`;
    if (run.outcome === 'settled') return `${name} settles at ${place} after ${steps}.`;
    const swing = run.point.length === 1 ? findOscillation(path) : null;
    if (swing) return `${name} goes to and fro between ${swing.map(numbers.rate).join(' and ')}.`;
    return `${name} reaches ${place} after ${steps}.`;
  });
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
