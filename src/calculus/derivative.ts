import type { Fn } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needKeys, needWhole, outOfRange } from '../need.js';
import { lineOfFn } from './difference.js';
import { extrapolate } from './extrapolate.js';
import { formulaDerivative } from './formulaDerivative.js';
import { chooseMethod, fnByMethod, type MethodOptions, needOneOutput } from './method.js';
import { type DifferenceMethod, differenceByScheme } from './scheme.js';
import { type Point, type Source, sourceAt } from './source.js';

export interface DerivativeOptions extends MethodOptions {
  /** Order of the derivative, 1 to 20; above 2 for formulas only. */
  order?: number;
}

const HIGHEST = 20;

/**
 * Derivative of f, of one input and one output, at x: a number. Formulas are differentiated by the rules, to any order
 * up to 20; where f is NaN, so are its derivatives. A callback without a derivative is extrapolated, as by
 * `difference`, which also estimates the error.
 * Throws RangeError unless f has one input and one output, or for an order out of range.
 */
export function derivative<P extends Point>(f: Source<P>, x: P, options: DerivativeOptions = {}): number {
  needKeys('derivative', 'option', options, ['order', 'method']);
  const { order = 1, method } = options;
  needWhole('derivative', 'order', order, 1, HIGHEST);
  const { fn, point } = sourceAt('derivative', f, x);
  if (point.length !== 1) throw new RangeError(`derivative: f needs one input, got ${point.length}`);
  const one = Float64Array.of(1);
  const way = chooseMethod('derivative', fn, method);
  if (way === 'exact' && fn instanceof Formula) {
    needOneOutput('derivative', fn.computed);
    return formulaDerivative(fn, point, order);
  }
  const near = fnByMethod('derivative', fn, way).at(point);
  needOneOutput('derivative', near.value);
  if (order === 1) return near.pull(one)[0];
  if (way !== 'exact') return derivativeByValues(fn, point[0], order, way);
  if (order > 2) throw outOfRange('derivative', 'order', 'to be 1 or 2 for what is no formula', order);
  return near.bend(one, one)[0];
}

/** Second derivative by differences of values; the complex step has none. */
function derivativeByValues(fn: Fn, x: number, order: number, method: DifferenceMethod): number {
  if (order > 2) throw outOfRange('derivative', 'order', 'to be 1 or 2 for what is no formula', order);
  if (method === 'complex-step') throw outOfRange('derivative', 'order', 'to be 1 for complex-step', order);
  const line = lineOfFn('derivative', fn, x);
  return (
    method === 'extrapolated'
      ? extrapolate(line, order)
      : differenceByScheme('derivative', line, method, order)
  ).value;
}
