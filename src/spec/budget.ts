import { EPSILON } from '../calculus/line.js';
import type { Point } from '../calculus/source.js';
import type { Precision } from '../engine/kernel.js';
import { needNumber, needWhole, outOfRange, showValue, unknownName, wrongKind } from '../need.js';
import type { ScheduleOption } from './knobSchedule.js';

/** How long a run is at most: one of both. */
export type RunLength =
  | {
      /** Largest number of updates: a whole number from 1 to 1e9. */
      steps: number;
      epochs?: undefined;
    }
  | {
      /** Largest number of passes over the rows of a model on data; without `batch` an update each. */
      epochs: number;
      steps?: undefined;
    };

/** Options of both `minimize` and `compare`, beside how long a run is. */
export interface DescentOptions<P extends Point = Point> {
  /** Starting point; needed where the problem has none of its own. */
  start?: P;
  /**
   * Tolerance on the gradient g of the whole objective, beside the largest met so far, G: a run settles where ‖g‖∞ is
   * at most tolerance·min(1, G), or at most tolerance·G where no step along −g would lower the loss by more than its
   * rounding, as docs/design/runs.md has it in full. 1e-8 unless said, in single precision 1e-5; 0 switches the test
   * off.
   */
  tolerance?: number;
  /** Whether to keep the point of every entry of `losses`. */
  record?: boolean;
  /** Largest 2-norm of a gradient; a longer one is scaled down to it. */
  clip?: number;
  /** Rows per update, for a model on data, shuffled anew every epoch; all rows unless said. */
  batch?: number;
  /**
   * Schedule of the rate: the name of an entry of `schedules`, `{ schedule: name, …its knobs }`, or any object with
   * `start`; or schedules of several knobs, by their names. A knob's value is multiplied by its factor.
   */
  schedule?: ScheduleOption;
  /** Seed of the order of the rows: a whole number from 0 to 2⁵³ − 1. */
  seed?: number;
  /** Precision of the products of a model's layers: `'f64'` unless said, or `'f32'`, which is about twice as fast. */
  precision?: Precision;
  /**
   * Whether parameters and what the optimizer remembers keep double precision where the products are in single; else
   * both are rounded to single after every update. True unless said.
   */
  masterWeights?: boolean;
  /** Entries of `losses` from one validation loss to the next; those between repeat it. 1 unless said. */
  validateEvery?: number;
  /**
   * Entries in a row without a new lowest loss after which a run is stopped: the validation loss, at the entries that
   * have one, where there is one. Goes on to the end of the budget unless said.
   */
  patience?: number;
  /** Point that a run returns: its `'last'`, unless said, or the `'best'`, of the lowest such loss. */
  keep?: 'last' | 'best';
}

export const DESCENT_KEYS = [
  ...['steps', 'epochs', 'start', 'tolerance', 'record', 'clip', 'batch', 'seed', 'schedule'],
  ...['precision', 'masterWeights', 'validateEvery', 'patience', 'keep'],
];
const MOST_STEPS = 1e9;

/** Options that say how long a run is. */
interface LengthOfRun {
  readonly steps?: number;
  readonly epochs?: number;
  readonly batch?: number;
}

export interface Budget {
  steps: number;
  tolerance: number;
  record: boolean;
  clip: number;
  /** Minibatches; null for the whole objective at every update. */
  batch: { rows: number; of: number; seed: number } | null;
  /** Updates from one entry of `losses` to the next. */
  every: number;
  /** Precision of a model's products. */
  precision: Precision;
  /** Whether points and the optimizer's memory are rounded to single precision. */
  roundsPoints: boolean;
  /** Entries of `losses` from one validation loss to the next. */
  validateEvery: number;
  /** Entries without a new lowest after which a run is stopped. */
  patience: number;
  keep: 'last' | 'best';
}

/** Rounding unit of a precision: the distance from 1 to the next number up. */
export const EPSILONS: Readonly<Record<Precision, number>> = { f64: EPSILON, f32: 2 ** -23 };
const TOLERANCES: Readonly<Record<Precision, number>> = { f64: 1e-8, f32: 1e-5 };

/** Number of updates, checked. */
export const needSteps = (who: string, steps: unknown) => needWhole(who, 'steps', steps, 1, MOST_STEPS);

/** Length of a run as it was asked for, checked as far as it can be without rows. */
function needLengthOfRun(
  who: string,
  { steps, epochs }: Readonly<Record<string, unknown>>,
): { steps: number } | { epochs: number } {
  if (epochs === undefined) return { steps: needSteps(who, steps) };
  if (steps !== undefined) throw new TypeError(`${who}: the call needs either steps or epochs, got both`);
  return { epochs: needWhole(who, 'epochs', epochs, 1, MOST_STEPS) };
}

/** Number of updates that is asked for; as many as there can be where only rows would tell how many epochs have. */
export function askedSteps(who: string, options: Readonly<Record<string, unknown>>): number {
  const asked = needLengthOfRun(who, options);
  return 'steps' in asked ? asked.steps : MOST_STEPS;
}

/** Number of updates of some options that were checked, on so many rows. */
export function stepsOn(rows: number, { steps, epochs = 1, batch = rows }: LengthOfRun): number {
  return steps ?? epochs * Math.ceil(rows / batch);
}

/** Number of updates of a run, of so many an epoch. */
function stepsFrom(who: string, options: Readonly<Record<string, unknown>>, every: number, rows?: number) {
  const asked = needLengthOfRun(who, options);
  if ('steps' in asked) return asked.steps;
  const { epochs } = asked;
  if (rows === undefined)
    throw new TypeError(`${who}: epochs needs a model on data, got ${showValue(epochs)}`);
  if (epochs * every > MOST_STEPS)
    throw outOfRange(who, 'epochs', `at most ${MOST_STEPS} updates in all, ${every} an epoch`, epochs);
  return epochs * every;
}

/** Budget from the options, checked; `rows` is the number of rows to draw batches from, if there are any. */
export function budgetFrom(
  who: string,
  options: Partial<Record<keyof DescentOptions | 'steps' | 'epochs', unknown>>,
  rows?: number,
): Budget {
  const { record = false, clip, seed = 0, validateEvery = 1, patience } = options;
  const precise = precisionFrom(who, options, rows);
  const { tolerance = TOLERANCES[precise.precision] } = options;
  needWhole(who, 'seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (typeof record !== 'boolean') throw wrongKind(who, 'record', 'true or false', record);
  const batches = batchFrom(who, options.batch, seed as number, rows);
  return {
    steps: stepsFrom(who, options, batches.every, rows),
    tolerance: needNumber(who, 'tolerance', tolerance, 'a number from 0 up', (x) => x >= 0),
    record,
    ...batches,
    ...precise,
    validateEvery: needWhole(who, 'validateEvery', validateEvery, 1, MOST_STEPS),
    patience: patience === undefined ? Infinity : needWhole(who, 'patience', patience, 1, MOST_STEPS),
    keep: keepFrom(who, options.keep),
    clip: clip === undefined ? Infinity : needNumber(who, 'clip', clip, 'a number above 0', (x) => x > 0),
  };
}

const KEPT = ['last', 'best'] as const;

/** Which point of a run is kept, checked: its last unless said. */
function keepFrom(who: string, given: unknown = 'last'): Budget['keep'] {
  if (typeof given !== 'string') throw wrongKind(who, 'keep', "'last' or 'best'", given);
  if (!KEPT.includes(given as never)) throw unknownName(who, 'point to keep', given, KEPT);
  return given as Budget['keep'];
}

/** Precision, and whether points are rounded to it; only a model on data has layers. */
function precisionFrom(
  who: string,
  { precision, masterWeights = true }: Readonly<Record<string, unknown>>,
  rows: number | undefined,
): Pick<Budget, 'precision' | 'roundsPoints'> {
  const known = needPrecision(who, precision);
  if (typeof masterWeights !== 'boolean')
    throw wrongKind(who, 'masterWeights', 'true or false', masterWeights);
  if (known === 'f32' && rows === undefined)
    throw new TypeError(`${who}: precision needs a model on data, got ${showValue(precision)}`);
  if (known === 'f64' && !masterWeights)
    throw new TypeError(`${who}: masterWeights needs precision: 'f32', got ${showValue(masterWeights)}`);
  return { precision: known, roundsPoints: !masterWeights };
}

/** A precision by its name, checked: double unless said. */
export function needPrecision(who: string, given: unknown = 'f64'): Precision {
  if (typeof given !== 'string') throw wrongKind(who, 'precision', "'f64' or 'f32'", given);
  if (!Object.hasOwn(EPSILONS, given)) throw unknownName(who, 'precision', given, Object.keys(EPSILONS));
  return given as Precision;
}

function batchFrom(
  who: string,
  given: unknown,
  seed: number,
  rows?: number,
): Pick<Budget, 'batch' | 'every'> {
  if (given === undefined) return { batch: null, every: 1 };
  if (rows === undefined) throw new TypeError(`${who}: batch needs a model on data, got ${showValue(given)}`);
  const batch = needWhole(who, 'batch', given, 1, rows);
  return { batch: { rows: batch, of: rows, seed }, every: Math.ceil(rows / batch) };
}
