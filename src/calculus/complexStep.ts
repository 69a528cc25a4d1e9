import type { Vec } from '../fn.js';
import { complexValues } from '../formula/complex.js';
import { Formula } from '../formula/formula.js';
import { outOfRange, showValue } from '../need.js';
import { type Difference, EPSILON } from './line.js';

/** Complex step, relative to |x| where that is below 1: its square is nothing beside 1. */
const STEP = 2 ** -66;

/** The formula that a complex step needs. Throws TypeError for anything else. */
export function needFormula(who: string, f: unknown): Formula {
  if (f instanceof Formula) return f;
  throw new TypeError(
    `${who}: method complex-step needs a formula, got ${typeof f === 'object' ? 'a function' : showValue(f)}`,
  );
}

export const defaultComplexStep = (x: number): number => STEP * (x === 0 ? 1 : Math.min(1, Math.abs(x)));

/** Complex-step derivative Im f(x + i·h·v)/h of every output: nothing is subtracted, so that no h is too small. */
export function complexStepAlong({ computed, variables }: Formula, x: Vec, v: Vec, h: number): Vec {
  const values = complexValues(
    computed,
    variables,
    variables.map((_, i) => [x[i], h * v[i]] as const),
  );
  return Float64Array.from(values, ([re, im]) => (Number.isNaN(re) ? NaN : im / h));
}

/**
 * Derivative by the complex step. W. Squire and G. Trapp, "Using complex variables to estimate derivatives of real
 * functions", SIAM Review 40, 1998.
 */
export function complexStepDifference(
  who: string,
  f: Formula,
  x: number,
  n: number,
  step?: number,
): Difference {
  if (n !== 1) throw outOfRange(who, 'derivative', 'to be 1 for complex-step', n);
  const h = step ?? defaultComplexStep(x);
  const at = (h: number) => complexStepAlong(f, Float64Array.of(x), Float64Array.of(1), h)[0];
  const value = at(h);
  if (!Number.isFinite(value))
    return { value: NaN, error: Infinity, step: h, evaluations: 1, status: 'not finite' };
  const error = Math.abs(value - at(h / 2)) * 2 + 16 * EPSILON * Math.abs(value);
  const status = error <= 1e-3 * Math.abs(value) || value === 0 ? 'ok' : 'not converged';
  return { value, error, step: h, evaluations: 2, status };
}
