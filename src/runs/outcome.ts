import { diagnosed } from '../calculus/diagnose.js';
import type { Fn, Local, Vec } from '../fn.js';
import { largest } from '../kernels/index.js';
import { shortened } from '../need.js';
import type { Limits } from '../spec/budget.js';
import type { Outcome } from './run.js';

// How a run can end, and what may be said of it. Sentences state only what was measured on the run.

export interface Ending {
  outcome: Outcome;
  at?: number;
  /** The sentence; what it takes to say it is found out when it is asked for. */
  because: () => string;
}

/** A run as far as it has come. */
export interface Progress {
  readonly limits: Limits;
  readonly steps: number;
  readonly losses: { readonly length: number; at(index: number): number | undefined };
  /** The loss at the start, and where it is now. */
  readonly start: number;
  readonly value: number;
  /** The lowest loss, and the lowest before the last window of the budget. */
  readonly least: number;
  readonly before: number;
  /** The largest entry of the gradient, NaN if any is. */
  readonly steepness: number;
  /** Whether the last update changed any coordinate. */
  readonly moved: boolean;
  /** How the first step after which the loss was higher went wrong, where that can be measured. */
  overshot(): string | null;
}

const HIGHEST = 1e100;
const EXPLOSION = 1e6;
const LEAST_GAIN = 1e-12;
const LEAST_WINDOW = 100;
const LONGEST_NAME = 40;

/** The loss from which on a run that started at this one has exploded. */
export const ceiling = (start: number) => Math.min(HIGHEST, start + EXPLOSION * Math.max(1, Math.abs(start)));
export const FLOOR = -HIGHEST;

/** Updates at the end of a budget in which a run that goes on at all must gain something. */
export const windowOf = (steps: number) => Math.max(LEAST_WINDOW, Math.floor(steps / 10));

/** Whether the value of f at a point, or the point, has failed, at the start or after an update. */
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

/** The first expression of a formula that is not finite, with what it got: `log(x) got -0.3`. */
function culprit(f: Fn, point: Vec): string | null {
  const found = diagnosed(f, point);
  if (!found || found.inputs.length === 0) return null;
  const { expression, inputs } = found;
  const name = shortened(expression, LONGEST_NAME);
  return `${name} got ${inputs.map(amount).join(', ')}`;
}

/** How a run that has not exploded ends here, if it does. */
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

/** How often a loss was above the one before, and below. */
export function counts(losses: Progress['losses']): { rises: number; falls: number } {
  let [rises, falls] = [0, 0];
  for (let k = 1; k < losses.length; k++) {
    if (losses.at(k)! > losses.at(k - 1)!) rises++;
    if (losses.at(k)! < losses.at(k - 1)!) falls++;
  }
  return { rises, falls };
}

/**
 * What the slope and curvature where a rising step began say of it: uphill, or too long. Along d the loss
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

/** A factor above 1 to two digits, or as many as it takes to look above 1. */
function factor(q: number): number {
  let digits = 2;
  while (digits < 17 && Number(q.toPrecision(digits)) === 1) digits++;
  return Number(q.toPrecision(digits));
}

/** From first to last: `dot` of the kernels adds in stripes, to other bits. */
const inner = (a: Vec, b: Vec) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/** Three significant digits, with a power of ten below 0.001 and from a million: 24.2, 2.53e12, 1.24e-5. */
export function amount(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || x === 0 || (size >= 1e-3 && size < 1e6)) return String(Number(x.toPrecision(3)));
  const [digits, power] = x.toExponential(2).split('e');
  return `${Number(digits)}e${Number(power)}`;
}
