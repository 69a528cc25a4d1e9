import type { AnyMatrix } from '../algebra/resident.js';
import { type Point, type Source, sourceAt } from '../calculus/source.js';
import type { Fn, Vec } from '../fn.js';
import { needCallback, needKeys, needOptions, needSignal, wrongKind } from '../need.js';
import { onStepUntil } from '../runs/finishedRun.js';
import { type Ending, formatAmount } from '../runs/outcome.js';
import type { Run } from '../runs/run.js';
import { isSearcher, SearchRun } from '../runs/searchRun.js';
import type { OnStep } from '../runs/trajectory.js';
import { linearizedAt } from '../search/linearizedResiduals.js';
import { budgetFrom } from '../spec/budget.js';
import { makeConfiguration, optimizerFrom, optimizerKnobs } from '../spec/configuration.js';
import type { KnobOptions } from '../spec/optimizerOptions.js';
import { halfSquares } from './halfSquares.js';
import { type LinearFit, linearFit } from './linearFit.js';

export type FitOptimizer = 'levenbergMarquardt' | 'gaussNewton';

interface FitSettings<O> {
  /** Optimizer for sums of squares: `levenbergMarquardt` unless said, or `gaussNewton`. */
  optimizer?: O;
  /** Largest number of steps; 3 000 unless said. */
  steps?: number;
  /**
   * Relative tolerance on the parameters: a fit has settled where a full Gauss–Newton step would change none by more
   * than this share of itself. 1e-10 unless said; 0 goes on for as long as the sum falls.
   */
  tolerance?: number;
  /** Whether to keep the point of every entry of `losses`. */
  record?: boolean;
  /** Callback at the start and after every step; false stops the fit; what it throws passes through. */
  onStep?: OnStep;
  /** Signal whose reason is thrown once it has aborted. */
  signal?: AbortSignal;
}

/** Options of a fit, with the knobs of its optimizer. */
export type FitOptions<O extends FitOptimizer = 'levenbergMarquardt'> = FitSettings<O> & KnobOptions<O>;

export type LeastSquaresOptions<
  P extends Point = Point,
  O extends FitOptimizer = 'levenbergMarquardt',
> = FitOptions<O> & { start: P };

/** Run of a least-squares fit; its losses are Σrᵢ²/2. */
export interface Fit extends Run {
  /** Residuals r at `point`. */
  residuals: Float64Array;
  /** Number of evaluations of the residuals. */
  evaluations: number;
}

const KEYS = ['optimizer', 'steps', 'tolerance', 'record', 'onStep', 'signal'];

/**
 * Least-squares fit: of a matrix and a right side, x of the least ‖a·x − b‖, by QR; else from a start, to where Σrᵢ²/2 is least: r is texts, a Fn, or a callback of m numbers; exact
 * derivatives are used where there are any. By Levenberg and Marquardt, with QR in place of JᵀJ. A run whose residuals
 * do not determine all parameters ends as `stalled`, and says so.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for sizes and values, before any work.
 */
export function leastSquares(a: AnyMatrix, b: ArrayLike<number>): LinearFit;
export function leastSquares<P extends Point, O extends FitOptimizer = 'levenbergMarquardt'>(
  source: Source<P>,
  options: LeastSquaresOptions<P, O>,
): Fit;
export function leastSquares(source: unknown, options: unknown): Fit | LinearFit {
  if (isMatrixLike(source)) return linearFit(source, options as ArrayLike<number>);
  const { start, ...rest } = needOptions('leastSquares', options);
  if (start === undefined) throw wrongKind('leastSquares', 'start', 'a point', start);
  const { fn, point } = sourceAt('leastSquares', source, start, 'start');
  return startFit('leastSquares', fn, point, rest, ['start']).fit();
}

/** Whether a source is numbers in rows and columns: no function is, and no list of texts. */
const isMatrixLike = (given: unknown): given is AnyMatrix =>
  (Array.isArray(given) && typeof given[0] === 'object' && given[0] !== null) ||
  (typeof given === 'object' && given !== null && 'rows' in given && 'columns' in given);

/** Least-squares run that has ended. */
export function startFit(
  who: string,
  residuals: Fn,
  start: Vec,
  options: Record<string, unknown>,
  others: readonly string[] = [],
): FitRun {
  const { optimizer = 'levenbergMarquardt', steps = 3000, tolerance = 1e-10, record = false } = options;
  const onStep = needCallback<OnStep>(who, 'onStep', options.onStep);
  const signal = needSignal(who, options.signal);
  const found = optimizerFrom(who, optimizer).optimizer;
  if (!isSearcher(found) || !found.residuals)
    throw wrongKind(who, 'optimizer', 'one for sums of squares, like levenbergMarquardt', optimizer);
  needKeys(who, 'option', options, [...Object.keys(optimizerKnobs(found)), ...KEYS], others);
  const knobs = Object.fromEntries(Object.entries(options).filter(([key]) => !KEYS.includes(key)));
  if (signal?.aborted) throw signal.reason;
  const budget = budgetFrom(who, { steps, tolerance, record });
  const objective = { fn: halfSquares(residuals), start, problem: {} };
  const fitRun = new FitRun(
    who,
    objective,
    makeConfiguration(who, optimizer, knobs),
    budget,
    onStepUntil(signal, onStep),
  );
  while (!fitRun.over) fitRun.advance();
  return fitRun;
}

/**
 * Least-squares run, which ends where the parameters are known, not where the gradient is small: the gradient has their
 * units.
 */
class FitRun extends SearchRun {
  get linearized() {
    return linearizedAt(this.here);
  }

  fit(): Fit {
    const { evaluations, here } = this;
    return Object.assign(this.toRun(), { residuals: here.near.residuals!.value.slice(), evaluations });
  }

  protected override judge(): Ending | null {
    const { linearized, budget, steps } = this;
    const { rank } = linearized;
    const n = this.point.length;
    const share = linearized.relativeChange(linearized.gaussNewtonStep(), this.point);
    const stepText = `a Gauss–Newton step would ${share <= budget.tolerance ? '' : 'still '}change a parameter by ${formatAmount(share)} of itself`;
    const indistinguishable =
      rank < n ? `; the residuals tell ${rank} of ${n} directions of the parameters apart` : '';
    const end = (outcome: Ending['outcome'], because: string) => ({
      outcome,
      because: () => because + indistinguishable,
    });
    if (this.stopReason !== null) return end('stopped', this.stopReason);
    if (share <= budget.tolerance && (budget.tolerance > 0 || share === 0))
      return end(rank < n ? 'stalled' : 'settled', `${stepText} at step ${steps}`);
    if (this.exhausted) return end('stalled', `no step lowered the sum of squares; ${stepText}`);
    return steps === budget.steps ? end('out of steps', stepText) : null;
  }
}
