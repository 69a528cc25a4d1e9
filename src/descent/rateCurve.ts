import type { Vec } from '../fn.js';
import type { CurveSpan, RateCurve, RateStop } from '../results/foundRates.js';
import { finishedRun } from '../runs/finishedRun.js';
import { formatAmount } from '../runs/outcome.js';
import type { Run } from '../runs/run.js';
import { type Budget, budgetFrom } from '../spec/budget.js';
import type { Configuration } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import type { RatePoints } from './rateRules.js';
import type { Epoch, RateRunner } from './rateTools.js';

/** What all runs of a finder have in common. */
export interface RateTrial {
  readonly who: string;
  readonly configuration: Configuration;
  /** Options of the budget: batch, seed, clip, precision. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Rows of the data, where there are batches. */
  readonly rows: number | undefined;
}

/** Range of rates, and how many. */
export interface RateRange {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Curve of a run as a finder makes it. */
export function rateCurve(
  { who, configuration, options, rows }: RateTrial,
  objective: Objective,
  runner: RateRunner,
  { from, to, count }: RateRange,
): RateCurve {
  const { used, told } = runner.plan(from, to, count);
  const budget = budgetFrom(who, { ...options, steps: count, tolerance: 0 }, rows);
  const rate = used.map((each, step) => [step, each] as const);
  const knobs = { ...configuration.knobs, rate };
  const run = finishedRun(who, objective, { ...configuration, knobs }, budget);
  return curveFrom(lossesBeforeSteps(run, count), told, runner, epochOf(budget));
}

/** Loss before each of so many steps, as far as the run came. */
function lossesBeforeSteps({ batchLosses, losses }: Run, count: number): Vec {
  if (!batchLosses) return losses.slice(0, count);
  // Of a run that ended, the loss of all rows stands for that of the batch that would have been next.
  const isWhole = batchLosses.length >= count || !Number.isFinite(batchLosses.at(-1) ?? 0);
  return isWhole ? batchLosses.slice(0, count) : Float64Array.from([...batchLosses, losses.at(-1)!]);
}

function epochOf({ batch, every }: Budget): Epoch {
  const rowsOf = (k: number) => (batch ? Math.min(batch.rows, batch.of - k * batch.rows) : 1);
  return { batches: every, rowsOf };
}

/** Points that a finder keeps of losses, one of each rate, up to where it stops. */
function curveFrom(losses: Vec, told: readonly number[], runner: RateRunner, epoch: Epoch): RateCurve {
  const { times, limit = (lowest) => times * lowest, lowestBefore, passesNaN } = runner;
  const smooth = runner.smoother(epoch);
  const smoothed: number[] = [];
  let lowest = lowestBefore ?? Infinity;
  let stop: Omit<RateStop, 'rate'> | null = null;
  for (let k = 0; k < losses.length && !stop; k++) {
    const loss = smooth(losses[k]);
    smoothed.push(loss);
    const before = lowest;
    if (loss < lowest) lowest = loss;
    const least = lowestBefore === undefined ? lowest : before;
    if (loss > limit(least) && loss < Infinity) {
      const because = `the loss kept, ${formatAmount(loss)}, was over ${times} times its lowest, ${formatAmount(least)}`;
      stop = { at: k, why: 'rise', because };
    } else if (!Number.isFinite(loss)) stop = { at: k, why: 'not finite', because: `the loss was ${loss}` };
  }
  const last = smoothed.length - 1;
  stop ??=
    smoothed.length < told.length
      ? { at: last, why: 'rise', because: `the loss rose to ${formatAmount(losses[last])}` }
      : { at: last, why: 'end', because: `all ${told.length} rates were tried` };
  const passed = passesNaN && Number.isNaN(smoothed[last]) ? told.length - smoothed.length : 0;
  const points = smoothed.length + passed;
  const kept = (numbers: ArrayLike<number>) =>
    Float64Array.from({ length: points }, (_, k) => (k <= last ? numbers[k] : NaN));
  return {
    rates: Float64Array.from(told.slice(0, points)),
    losses: kept(losses),
    smoothed: kept(smoothed),
    stopped: { ...stop, rate: told[stop.at] },
  };
}

/** Points that a rule sees, between those it leaves out and the first that is not finite. */
export function spanOf(
  { losses }: RatePoints,
  [start, end]: readonly [start: (count: number) => number, end: number],
  count: number,
): CurveSpan {
  const lost = losses.findIndex((loss) => !Number.isFinite(loss));
  const whole = lost < 0 ? losses.length : lost;
  return { from: start(count), to: Math.min(losses.length - end, whole) };
}
