import { diagnoseFn } from '../calculus/diagnose.js';
import type { Fn, Local, Vec } from '../fn.js';
import { largest } from '../kernels/index.js';
import { countNoun, shortenText } from '../need.js';
import type { Budget } from '../spec/budget.js';
import { noMinimumReason } from './noMinimum.js';
import type { Outcome } from './run.js';
import type { SettledBy, Standing } from './settled.js';

// Outcomes of runs and their reasons. Sentences state only what was measured on the run.

export interface Ending {
  outcome: Outcome;
  at?: number;
  /** Sentence with the reason, computed when it is called. */
  because: () => string;
}

/** State of a run so far, by which it is judged. */
export interface Progress extends Standing {
  readonly budget: Budget;
  readonly objective: { readonly fn: Fn };
  readonly steps: number;
  readonly losses: { readonly length: number; at(index: number): number | undefined };
  /** Loss at the start. */
  readonly start: number;
  /** Copy of the current point. */
  currentPoint(): Vec;
  /** Lowest loss, and the lowest before the last window of the budget. */
  readonly lowestLoss: number;
  readonly lowestBeforeWindow: number;
  /** Reason to stop here, where the caller's rules say so. */
  readonly stopReason: string | null;
  /** The lowest of the losses that are watched, and the entries with such a loss since then. */
  readonly lowest: { readonly watched: number; readonly entry: number } | null;
  readonly sinceLowest: number;
  readonly validationLosses: object | null;
  /** Whether the last update changed any coordinate. */
  readonly moved: boolean;
  /** Sign by which it has settled here, null where it has not. */
  settled(): SettledBy | null;
  /** Reason for the first rise of the loss, where it can be measured. */
  overshootReason(): string | null;
}

const HIGHEST = 1e100;
const EXPLOSION = 1e6;
const LEAST_GAIN = 1e-12;
const LEAST_WINDOW = 100;
const LONGEST_NAME = 40;
/** Share of the steepest gradient above which a run that fell far is still falling. */
const STILL_FALLING = 0.1;

/** Largest loss of a run with this loss at its start; above it the run has exploded. */
export const divergenceBound = (start: number) =>
  Math.min(HIGHEST, start + EXPLOSION * Math.max(1, Math.abs(start)));
export const FLOOR = -HIGHEST;

/** Whether a loss is so far below its start that the run may have fallen without end. */
export const hasFallenFar = (value: number, start: number) =>
  value < start - EXPLOSION * Math.max(1, Math.abs(start));

/** Length of the last window of a budget, in updates: a run that gains next to nothing in it has stalled. */
export const stallWindow = (steps: number) => Math.max(LEAST_WINDOW, Math.floor(steps / 10));

/** Divergence of a run at a point, where that or the value of f is not finite or too large; else null. */
export function checkDivergence(run: Progress, f: Fn, value: number, point: Vec): Ending | null {
  const at = run.losses.length - 1;
  const { start } = run;
  const whole = largest(point) < Infinity;
  if (value <= divergenceBound(start) && value >= FLOOR && whole) return null;
  if (whole && Number.isFinite(value) && isStillFalling(run)) return fallEnding(run);
  const lost = whole ? -1 : point.findIndex((x) => !Number.isFinite(x));
  const there = point.slice();
  const when = at === 0 ? 'at the start' : `at step ${run.steps}`;
  return makeEnding(run, 'diverged', at, () => {
    if (!Number.isFinite(value))
      return `${nonFiniteExpression(f, there) ?? `loss was ${formatAmount(value)}`} ${when}`;
    if (lost >= 0) return `x[${lost}] was ${formatAmount(there[lost])} ${when}`;
    if (Math.abs(value) > HIGHEST) return `loss was ${formatAmount(value)} ${when}`;
    return `loss rose from ${formatAmount(start)} to ${formatAmount(value)} ${when}`;
  });
}

/** Whether a run has fallen far, and its gradient is about the steepest it has met. */
const isStillFalling = (run: Progress) =>
  hasFallenFar(run.value, run.start) && run.gradientNorm > STILL_FALLING * run.steepest;

function fallEnding({ losses, value }: Progress): Ending {
  const because = () =>
    `the loss fell to ${formatAmount(value)} and was still falling: it may have no minimum`;
  return { outcome: 'diverged', at: losses.length - 1, because };
}

/** Ending of a run whose patience ran out. */
function stoppedEnding({ budget, lowest, sinceLowest, validationLosses }: Progress): Ending {
  const { every, validateEvery } = budget;
  const what = validationLosses ? 'validation loss' : 'loss';
  const unit = validationLosses && validateEvery > 1 ? 'look' : budget.batch ? 'epoch' : 'step';
  const least = lowest
    ? `the lowest ${what} was ${formatAmount(lowest.watched)} at step ${Math.min(lowest.entry * every, budget.steps)}`
    : `no ${what} was finite`;
  const because = () => `${least}, and none of the ${countNoun(sinceLowest, unit)} since was lower`;
  return { outcome: 'stopped', because };
}

/** First expression of a formula that is not finite, with its inputs: `log(x) got -0.3`. */
function nonFiniteExpression(f: Fn, point: Vec): string | null {
  const found = diagnoseFn(f, point);
  if (!found || found.inputs.length === 0) return null;
  const { expression, inputs } = found;
  const name = shortenText(expression, LONGEST_NAME);
  return `${name} got ${inputs.map(formatAmount).join(', ')}`;
}

/** Ending of a run that has not exploded; null where it goes on. */
export function judgeOutcome(run: Progress): Ending | null {
  const { budget, steps, value, start } = run;
  const isOver = steps === budget.steps;
  if (isOver && value > start) {
    return makeEnding(
      run,
      'diverged',
      run.losses.length - 1,
      () => `loss ended at ${formatAmount(value)}, above its start at ${formatAmount(start)}`,
    );
  }
  if (isOver && isStillFalling(run)) return fallEnding(run);
  const { stopReason } = run;
  if (stopReason !== null) return { outcome: 'stopped', because: () => stopReason };
  if (run.sinceLowest >= budget.patience) return stoppedEnding(run);
  const by = run.settled();
  if (by) return { outcome: 'settled', because: settledReason(run, by) };
  if (!isOver) return null;
  const still = stallReason(run);
  if (still) return { outcome: 'stalled', because: () => still };
  return makeEnding(run, 'out of steps', undefined, () => describeRises(run));
}

function makeEnding(run: Progress, outcome: Outcome, at: number | undefined, because: () => string): Ending {
  const whole = () => [because(), run.overshootReason()].filter((part) => part !== null).join('; ');
  return { outcome, because: whole, ...(at !== undefined && { at }) };
}

/** Sentence on why a run has settled, and on what tells that it has not done so at a minimum. */
function settledReason(run: Progress, by: SettledBy): () => string {
  const { objective, steps, value, change, gradientNorm, steepest } = run;
  const [point, step] = [run.currentPoint(), by === 'gradient' ? null : run.expectedStep()];
  const size = `the largest entry of the gradient was ${formatAmount(gradientNorm)} at step ${steps}`;
  const share = `${formatAmount(gradientNorm / steepest)} of the largest met`;
  const signs: Record<SettledBy, () => string> = {
    gradient: () => size,
    fall: () =>
      `${size}, ${share}; to second order no step along it lowers the loss by more than ${formatAmount(step!.gain)}`,
    rounding: () =>
      `${size}, ${share}; to second order the loss is lowest within ${formatAmount(step!.move)} along it`,
    change: () => `${size}, ${share}; the last update changed the loss by ${formatAmount(Math.abs(change))}`,
    search: () => `${size}; no point was found that is lower by more than rounding`,
  };
  return () => {
    const doubt = noMinimumReason(objective.fn, point, value);
    return doubt ? `${signs[by]()}; ${doubt}` : signs[by]();
  };
}

function stallReason(run: Progress): string | null {
  if (!run.moved) return 'the last update changed no coordinate';
  if (run.steps < LEAST_WINDOW) return null;
  const gain = run.lowestBeforeWindow - run.lowestLoss;
  if (!(gain < LEAST_GAIN * Math.max(1, Math.abs(run.value)))) return null;
  return `the best loss improved by ${formatAmount(gain)} in the last ${stallWindow(run.steps)} steps`;
}

function describeRises({ losses, budget }: Progress): string {
  const { rises, falls } = countRises(losses);
  const entries = losses.length - 1;
  const unit = budget.batch ? 'epoch' : 'step';
  if (falls === entries) return `loss fell on every ${unit}`;
  return rises === 0 ? 'loss never rose' : `loss rose on ${rises} of ${entries} ${unit}s`;
}

/** Numbers of losses above and below the one before. */
export function countRises(losses: Progress['losses']): { rises: number; falls: number } {
  let [rises, falls] = [0, 0];
  for (let k = 1; k < losses.length; k++) {
    if (losses.at(k)! > losses.at(k - 1)!) rises++;
    if (losses.at(k)! < losses.at(k - 1)!) falls++;
  }
  return { rises, falls };
}

/**
 * Reason why a step d raised the loss, from slope and curvature where it began: uphill, or too long. Along d the loss
 * is L + gᵀd + dᵀHd/2 to second order, which is above L where q = dᵀHd/(−2gᵀd) > 1.
 */
export function describeOvershoot(
  step: number,
  from: Vec,
  to: Vec,
  gradient: Vec,
  near: Local,
): string | null {
  const d = to.map((x, i) => x - from[i]);
  const along = dotProduct(gradient, d);
  if (along >= 0) return `step ${step} went uphill`;
  const q = dotProduct(d, near.bend(d, Float64Array.of(1))) / (-2 * along);
  if (!(q > 1 && Number.isFinite(q))) return null;
  return `step ${step} was ${roundAboveOne(q)} times too long for the curvature along it`;
}

/** Factor above 1 to two digits, or as many as it takes to differ from 1. */
function roundAboveOne(q: number): number {
  let digits = 2;
  while (digits < 17 && Number(q.toPrecision(digits)) === 1) digits++;
  return Number(q.toPrecision(digits));
}

/** Dot product added from first to last: `dot` of the kernels adds in another order, to other bits. */
const dotProduct = (a: Vec, b: Vec) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/**
 * Number as text, to three significant digits, with a power of ten below 0.001 and from a million: 24.2, 2.53e12,
 * 1.24e-5.
 */
export function formatAmount(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || x === 0 || (size >= 1e-3 && size < 1e6)) return String(Number(x.toPrecision(3)));
  const [digits, power] = x.toExponential(2).split('e');
  return `${Number(digits)}e${Number(power)}`;
}
