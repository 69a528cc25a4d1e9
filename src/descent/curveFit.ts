import { formulaFromText } from '../calculus/source.js';
import type { Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { dot } from '../kernels/index.js';
import { needNumber, needOptions, unknownName, wrongKind } from '../need.js';
import { finiteNumbers } from '../numbers.js';
import { curveResiduals } from './curveResiduals.js';
import { type Fit, type FitOptions, startFit } from './leastSquares.js';

export interface CurveFit extends Fit {
  /** Fitted value of each parameter. */
  parameters: Record<string, number>;
  /**
   * Standard error of each parameter, √ of the diagonal of s²(JᵀJ)⁻¹, s² = Σrᵢ²/(m − p): ∞ for a parameter that the
   * data do not determine, NaN where there are no more observations than parameters.
   */
  standardErrors: Record<string, number>;
  /** Degrees of freedom, m − p. */
  freedom: number;
  /** Standard deviation s of the residuals. */
  deviation: number;
}

/**
 * Least-squares fit of a curve: `curveFit('b1*(b2+x)^(-1/b3)', { x }, y, { b1: -2000, b2: 50, b3: 0.8 })`. Columns of
 * equal length go by name; every other variable of the formula is a parameter and needs a start.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for lengths and for what is not finite,
 * SyntaxError for a text that cannot be read.
 */
export function curveFit(
  text: string | Formula,
  columns: Readonly<Record<string, ArrayLike<number>>>,
  y: ArrayLike<number>,
  start: Readonly<Record<string, number>>,
  options: FitOptions = {},
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
  const fitRun = startFit(
    'curveFit',
    curveResiduals(f, data, names, observed),
    from,
    needOptions('curveFit', options),
  );
  const fit = fitRun.fit();
  const freedom = observed.length - names.length;
  const deviation = freedom > 0 ? Math.sqrt(dot(fit.residuals, fit.residuals) / freedom) : NaN;
  const errors = fitRun.linearized
    .parameterDeviations()
    .map((each) => (each === Infinity ? each : deviation * each));
  const byName = (values: Vec) => Object.fromEntries(names.map((name, k) => [name, values[k]]));
  return Object.assign(fit, {
    parameters: byName(fit.point),
    standardErrors: byName(errors),
    freedom,
    deviation,
  });
}

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
