// Losses that were made elsewhere, by another library or from a log, as runs to be drawn and compared.
import { needKeys, needWhole, outOfRange, showValue, wrongKind } from '../need.js';
import type { Run } from '../runs/run.js';
import { plannedFromLabel } from '../spec/plannedRuns.js';
import { comparisonOf } from './comparison.js';
import { LossHistory } from './lossHistory.js';

/** Losses of a run made elsewhere: the first of step 0, the next after `every` steps. Null is a loss not recorded. */
export interface RecordedRun {
  readonly label: string;
  readonly losses: ArrayLike<number | string | null>;
  /** Steps from one loss to the next; 1 unless said. */
  readonly every?: number;
  /** Validation losses of the same steps. */
  readonly validation?: ArrayLike<number | string | null>;
}

/** Losses with the steps that they were recorded at. */
interface Curve {
  readonly steps: readonly number[];
  readonly losses: readonly number[];
}

/** A run made elsewhere, and its validation, where that was recorded. */
export interface RecordedCurves {
  readonly label: string;
  readonly training: Curve;
  readonly validation: Curve | null;
}

/** Whether a value is a list of runs that have losses, and not one of runs to be made. */
export const areRecorded = (runs: unknown): boolean =>
  Array.isArray(runs) && runs.some((run) => typeof run === 'object' && run !== null && 'losses' in run);

/** What a text that begins with `[` is as JSON; anything else as it is. */
export function fromRecordText(who: string, given: unknown): unknown {
  if (typeof given !== 'string' || !given.trimStart().startsWith('[')) return given;
  try {
    return JSON.parse(given);
  } catch {
    throw wrongKind(who, 'runs', 'JSON where it begins with [', given);
  }
}

/** Runs as plain data, numbers that JSON lacks as texts. Throws TypeError and RangeError for what they cannot be. */
export function plainRecord(who: string, runs: readonly unknown[]): RecordedRun[] {
  const plain = runs.map((run, i) => plainRun(who, `runs[${i}]`, run));
  const labels = plain.map(({ label }) => label);
  const twice = labels.findIndex((label, i) => labels.indexOf(label) < i);
  if (twice >= 0)
    throw outOfRange(who, `runs[${twice}].label`, 'a label that is not there twice', labels[twice]);
  return plain;
}

function plainRun(who: string, what: string, run: unknown): RecordedRun {
  if (typeof run !== 'object' || run === null) throw wrongKind(who, what, 'a label and losses', run);
  needKeys(who, 'part of a recorded run', run, ['label', 'losses', 'every', 'validation']);
  const { label, losses, every, validation } = run as Partial<RecordedRun>;
  if (typeof label !== 'string') throw wrongKind(who, `${what}.label`, 'a text', label);
  return {
    label,
    losses: plainLosses(who, `${what}.losses`, losses),
    ...(every !== undefined && { every: needWhole(who, `${what}.every`, every, 1, 2 ** 31) }),
    ...(validation !== undefined && { validation: plainLosses(who, `${what}.validation`, validation) }),
  };
}

const WORDS = ['NaN', 'Infinity', '-Infinity'];

function plainLosses(who: string, what: string, given: unknown): (number | string | null)[] {
  if (!Array.isArray(given) && !ArrayBuffer.isView(given))
    throw wrongKind(who, what, 'an array of losses', given);
  const losses = Array.from(given as ArrayLike<unknown>, (loss, i) => {
    if (loss === null || loss === undefined) return null;
    if (typeof loss === 'number') return Number.isFinite(loss) ? loss : String(loss);
    if (WORDS.includes(loss as string)) return loss as string;
    throw wrongKind(who, `${what}[${i}]`, 'a number', loss);
  });
  if (losses.every((loss) => loss === null)) throw outOfRange(who, what, 'a loss', given);
  return losses;
}

/** Curves of plain runs. */
export const curvesOf = (runs: readonly RecordedRun[]): RecordedCurves[] =>
  runs.map(({ label, losses, every = 1, validation }) => ({
    label,
    training: curveOf(Array.from(losses), every),
    validation: validation ? curveOf(Array.from(validation), every) : null,
  }));

function curveOf(losses: readonly (number | string | null)[], every: number): Curve {
  const there = losses.flatMap((loss, i) => (loss === null ? [] : [{ step: i * every, loss: Number(loss) }]));
  return { steps: there.map(({ step }) => step), losses: there.map(({ loss }) => loss) };
}

/**
 * History of recorded runs, with their comparison. Where a run has no loss at a step that others have, it keeps its
 * last, and `held` says so.
 */
export function recordedHistory(all: readonly RecordedCurves[]): LossHistory {
  const hasValidation = all.every(({ validation }) => validation);
  const curves = all.map(({ training, validation }) => ({
    training: untilDivergence(training),
    validation: hasValidation ? untilDivergence(validation!) : null,
  }));
  const each = curves.flatMap(({ training, validation }) =>
    validation ? [training, validation] : [training],
  );
  const steps = Float64Array.from(new Set(each.flatMap((curve) => curve.steps))).sort();
  const history = new LossHistory();
  const spread = (curve: Curve) => spreadOver(curve, steps, history);
  history.steps = steps;
  history.length = steps.length;
  history.values = curves.map(({ training }) => spread(training));
  if (hasValidation) history.validation = curves.map(({ validation }) => spread(validation!));
  const runs = curves.map(({ training, validation }, i) =>
    recordedRun(all[i].label, training, validation, steps, history, i),
  );
  history.comparison = comparisonOf(runs);
  return history;
}

/** Losses up to the first that is no finite number: there the run has diverged. */
function untilDivergence({ steps, losses }: Curve): Curve {
  const end = losses.findIndex((loss) => !Number.isFinite(loss));
  return end < 0 ? { steps, losses } : { steps: steps.slice(0, end + 1), losses: losses.slice(0, end + 1) };
}

/** A loss for each of the steps: the last recorded, before the first the first. */
function spreadOver(curve: Curve, steps: Float64Array, history: LossHistory): Float64Array {
  const [values, held] = [new Float64Array(steps.length), new Uint8Array(steps.length)];
  let next = 0;
  for (let i = 0; i < steps.length; i++) {
    held[i] = curve.steps[next] === steps[i] ? 0 : 1;
    if (held[i] === 0) next++;
    values[i] = curve.losses[Math.max(0, next - 1)];
  }
  if (held.includes(1)) history.held.set(values, held);
  return values;
}

function recordedRun(
  label: string,
  { steps: own, losses }: Curve,
  validation: Curve | null,
  steps: Float64Array,
  { values, validation: apart }: LossHistory,
  i: number,
): Run {
  const { optimizer, rate } = plannedFromLabel(label);
  const end = steps.indexOf(own[own.length - 1]);
  const last = losses[losses.length - 1];
  const diverged = !Number.isFinite(last);
  const finite = diverged ? losses.slice(0, -1) : losses;
  const least = finite.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY);
  const at = own[losses.indexOf(least)] ?? own[0];
  return {
    ...{ label, optimizer, knobs: rate === null ? {} : { rate: rate as number } },
    ...(diverged
      ? { outcome: 'diverged', at: end, because: `loss is ${showValue(last)} at step ${steps[end]}` }
      : { outcome: 'recorded', because: `to step ${steps[end]}` }),
    ...{ steps: steps[end], point: new Float64Array(0), value: finite.at(-1) ?? Number.NaN },
    best: { step: at, value: finite.length > 0 ? least : Number.NaN },
    rises: finite.filter((loss, k) => k > 0 && loss > finite[k - 1]).length,
    ...{ losses: values[i].slice(0, end + 1), every: 1 },
    ...(validation && {
      validation: { loss: validation.losses.at(-1)!, losses: apart[i].slice(0, end + 1) },
    }),
  };
}
