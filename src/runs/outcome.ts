import { diagnosed } from '../calculus/diagnose.js';
import type { Fn, Local, Vec } from '../fn.js';
import { largest } from '../kernels/index.js';
import { shortened } from '../need.js';
import type { Limits } from '../spec/budget.js';
import type { Outcome } from './run.js';

// Outcomes of runs and their reasons. Sentences state only what was measured on the run.

export interface Ending {
  outcome: Outcome;
  at?: number;
  /** Sentence with the reason, computed when it is called. */
  because: () => string;
}

/** State of a run so far, by which it is judged. */
export interface Progress {
  readonly limits: Limits;
  readonly steps: number;
  readonly losses: { readonly length: number; at(index: number): number | undefined };
  /** Losses at the start and now. */
  readonly start: number;
  readonly value: number;
  /** Lowest loss, and the lowest before the last window of the budget. */
  readonly least: number;
  readonly before: number;
  /** Largest entry of the gradient in absolute value, NaN if any is. */
  readonly steepness: number;
  /** Whether the last update changed any coordinate. */
  readonly moved: boolean;
  /** Reason for the first rise of the loss, where it can be measured. */
  overshot(): string | null;
}

const HIGHEST = 1e100;
const EXPLOSION = 1e6;
const LEAST_GAIN = 1e-12;
const LEAST_WINDOW = 100;
const LONGEST_NAME = 40;

/** Largest loss of a run with this loss at its start; above it the run has exploded. */
export const ceiling = (start: number) => Math.min(HIGHEST, start + EXPLOSION * Math.max(1, Math.abs(start)));
export const FLOOR = -HIGHEST;

/** Length of the last window of a budget, in updates: a run that gains next to nothing in it has stalled. */
export const windowOf = (steps: number) => Math.max(LEAST_WINDOW, Math.floor(steps / 10));

/** Divergence of a run at a point, where that or the value of f is not finite or too large; else null. */
export function exploded(run: Progress, f: Fn, value: number, point: Vec): Ending | null {
  const at = run.losses.length - 1;
  const { start } = run;
  const whole = largest(point) < Infinity;
  if (value <= ceiling(start) && value >= FLOOR && whole) return null;
  const lost = whole ? -1 : point.findIndex((x) => !Number.isFinite(x));
  const there = point.slice();
  const when = at === 0 ? 'at the start' : `at step ${run.steps}`;
  return ending(run, 'diverged', at, () => {
    if (!Number.isFinite(value)) return `${culprit(f, there) ?? `loss was ${amount(value)}`} ${when}`;
    if (lost >= 0) return `x[${lost}] was ${amount(there[lost])} ${when}`;
    if (Math.abs(value) > HIGHEST) return `loss was ${amount(value)} ${when}`;
    return `loss rose from ${amount(start)} to ${amount(value)} ${when}`;
  });
}

/** First expression of a formula that is not finite, with its inputs: `log(x) got -0.3`. */
function culprit(f: Fn, point: Vec): string | null {
  const found = diagnosed(f, point);
  if (!found || found.inputs.length === 0) return null;
  const { expression, inputs } = found;
  const name = shortened(expression, LONGEST_NAME);
  return `${name} got ${inputs.map(amount).join(', ')}`;
}

/** Ending of a run that has not exploded; null where it goes on. */
export function judged(run: Progress): Ending | null {
  const { limits, steps, value, start, steepness } = run;
  const spent = steps === limits.steps;
  if (spent && value > start) {
    return ending(
      run,
      'diverged',
      run.losses.length - 1,
      () => `loss ended at ${amount(value)}, above its start at ${amount(start)}`,
    );
  }
  if (limits.tolerance > 0 && steepness <= limits.tolerance * Math.max(1, Math.abs(value))) {
    const because = () => `the largest entry of the gradient was ${amount(steepness)} at step ${steps}`;
    return { outcome: 'settled', because };
  }
  if (!spent) return null;
  const still = stillness(run);
  if (still) return { outcome: 'stalled', because: () => still };
  return ending(run, 'out of steps', undefined, () => rising(run));
}

function ending(run: Progress, outcome: Outcome, at: number | undefined, because: () => string): Ending {
  const whole = () => [because(), run.overshot()].filter((part) => part !== null).join('; ');
  return { outcome, because: whole, ...(at !== undefined && { at }) };
}

function stillness(run: Progress): string | null {
  if (!run.moved) return 'the last update changed no coordinate';
  if (run.steps < LEAST_WINDOW) return null;
  const gain = run.before - run.least;
  if (!(gain < LEAST_GAIN * Math.max(1, Math.abs(run.value)))) return null;
  return `the best loss improved by ${amount(gain)} in the last ${windowOf(run.steps)} steps`;
}

function rising({ losses, limits }: Progress): string {
  const { rises, falls } = counts(losses);
  const entries = losses.length - 1;
  const unit = limits.batch ? 'epoch' : 'step';
  if (falls === entries) return `loss fell on every ${unit}`;
  return rises === 0 ? 'loss never rose' : `loss rose on ${rises} of ${entries} ${unit}s`;
}

/** Numbers of losses above and below the one before. */
export function counts(losses: Progress['losses']): { rises: number; falls: number } {
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
export function overshoot(step: number, from: Vec, to: Vec, gradient: Vec, near: Local): string | null {
  const d = to.map((x, i) => x - from[i]);
  const along = inner(gradient, d);
  if (along >= 0) return `step ${step} went uphill`;
  const q = inner(d, near.bend(d, Float64Array.of(1))) / (-2 * along);
  if (!(q > 1 && Number.isFinite(q))) return null;
  return `step ${step} was ${factor(q)} times too long for the curvature along it`;
}

/** Factor above 1 to two digits, or as many as it takes to differ from 1. */
function factor(q: number): number {
  let digits = 2;
  while (digits < 17 && Number(q.toPrecision(digits)) === 1) digits++;
  return Number(q.toPrecision(digits));
}

/** Dot product added from first to last: `dot` of the kernels adds in another order, to other bits. */
const inner = (a: Vec, b: Vec) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/**
 * Number as text, to three significant digits, with a power of ten below 0.001 and from a million: 24.2, 2.53e12,
 * 1.24e-5.
 */
export function amount(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || x === 0 || (size >= 1e-3 && size < 1e6)) return String(Number(x.toPrecision(3)));
  const [digits, power] = x.toExponential(2).split('e');
  return `${Number(digits)}e${Number(power)}`;
}
