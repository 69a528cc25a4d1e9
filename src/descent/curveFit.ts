import { formulaFromText } from '../calculus/source.js';
import { type Fn, makeLocal, type Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needNumber, needOptions, outOfRange, showValue, unknownName, wrongKind } from '../need.js';
import { finiteNumbers } from '../numbers.js';
import { curveResiduals } from './curveResiduals.js';
import { type Fit, type FitOptimizer, type FitOptions, startFit } from './leastSquares.js';
import { type Uncertainty, uncertaintyOf } from './uncertainty.js';

export interface CurveFit extends Fit, Uncertainty {
  /** Fitted value of each parameter. */
  parameters: Record<string, number>;
  /** Standard error of each parameter, √ of the covariance's diagonal: ∞ for one that the data do not determine. */
  standardErrors: Record<string, number>;
}

/** Options of a fit, and the weight of each observation. */
export type CurveFitOptions<O extends FitOptimizer = 'levenbergMarquardt'> = FitOptions<O> & {
  /**
   * Weight of each observation in the sum of squares, from 0 up: 1/σ² of one whose deviation is σ, up to a factor that
   * all have. The residuals told are √w·(f − y).
   */
  weights?: ArrayLike<number>;
};

/**
 * Least-squares fit of a curve: `curveFit('b1*(b2+x)^(-1/b3)', { x }, y, { b1: -2000, b2: 50, b3: 0.8 })`. Columns of
 * equal length go by name; every other variable of the formula is a parameter and needs a start. Observations may have
 * `weights`.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for lengths and for what is not finite,
 * SyntaxError for a text that cannot be read.
 */
export function curveFit<O extends FitOptimizer = 'levenbergMarquardt'>(
  text: string | Formula,
  columns: Readonly<Record<string, ArrayLike<number>>>,
  y: ArrayLike<number>,
  start: Readonly<Record<string, number>>,
  options: CurveFitOptions<O> = {} as CurveFitOptions<O>,
): CurveFit {
  const f = needCurve(text);
  const observed = finiteNumbers('curveFit', 'y', y);
  if (observed.length === 0) throw new RangeError('curveFit: y needs at least one number, got 0');
  const given = entriesByName('columns', columns, (name) => f.variables.includes(name) || f.variables);
  const data = new Map(
    given.map(([name, each]) => [name, finiteNumbers('curveFit', `columns.${name}`, each, observed.length)]),
  );
  const names = f.variables.filter((name) => !data.has(name));
  if (names.length === 0) throw wrongKind('curveFit', 'text', 'a parameter beside its columns', text);
  entriesByName('start', start, (name) => names.includes(name) || names);
  const from = Float64Array.from(names, (name) => needNumber('curveFit', `start.${name}`, start[name]));
  const { weights, ...rest } = needOptions('curveFit', options);
  if ('bounds' in rest) throw boundsRefused(rest.bounds);
  const roots = rootsFrom(weights, observed.length);
  const residuals = curveResiduals(f, data, names, observed);
  const fitRun = startFit('curveFit', roots ? weighed(residuals, roots) : residuals, from, rest, ['weights']);
  const fit = fitRun.fit();
  const counted = roots ? roots.filter((each) => each > 0).length : observed.length;
  const { deviations, ...uncertainty } = uncertaintyOf(fitRun.linearized, fit.residuals, counted);
  const byName = (values: Vec) => Object.fromEntries(names.map((name, k) => [name, values[k]]));
  return Object.assign(fit, {
    parameters: byName(fit.point),
    standardErrors: byName(deviations),
    ...uncertainty,
  });
}

/** Square roots of the weights, checked; null where there are none. */
function rootsFrom(weights: unknown, length: number): Vec | null {
  if (weights === undefined) return null;
  const all = finiteNumbers('curveFit', 'weights', weights, length);
  const bad = all.findIndex((each) => each < 0);
  if (bad >= 0) throw outOfRange('curveFit', `weights[${bad}]`, 'a number from 0 up', all[bad]);
  return all.map(Math.sqrt);
}

/** Residuals, each times a factor. */
function weighed(residuals: Fn, factors: Vec): Fn {
  const times = (values: Vec) => values.map((each, i) => each * factors[i]);
  return {
    ...residuals,
    at(x) {
      const near = residuals.at(x);
      return makeLocal(times(near.value), {
        push: (v) => times(near.push(v)),
        pull: (u) => near.pull(times(u)),
        bend: (v, u) => near.bend(v, times(u)),
        matrix() {
          const all = near.matrix!();
          return all.map((each, at) => each * factors[Math.floor(at / x.length)]);
        },
      });
    },
  };
}

const boundsRefused = (given: unknown) =>
  new TypeError(
    `curveFit: bounds needs to be left out, as no parameter is bounded here (exp(k) in the formula for a parameter above 0, low + (high - low) sigmoid(k) for one between two numbers), got ${showValue(given)}`,
  );

function needCurve(text: unknown): Formula {
  const f = formulaFromText(text);
  if (!(f instanceof Formula) || f.outputs !== 1)
    throw wrongKind('curveFit', 'text', 'a formula of one output', text);
  return f;
}

/** Entries of an object; `fits` returns true for a name, or the names that are allowed. */
function entriesByName(
  what: string,
  given: unknown,
  fits: (name: string) => true | readonly string[],
): [string, unknown][] {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || ArrayBuffer.isView(given))
    throw wrongKind('curveFit', what, 'an object by name', given);
  for (const name of Object.keys(given)) {
    const known = fits(name);
    if (known !== true) throw unknownName('curveFit', `variable in ${what}:`, name, known);
  }
  return Object.entries(given);
}
