import type { Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needKeys, needWhole, outOfRange } from '../need.js';
import { byMethod, type MethodOptions, needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';
import { taylor } from './taylor.js';

export interface DerivativeOptions extends MethodOptions {
  /** 1 for f′, 2 for f″, and so on; above 2 for formulas only. */
  order?: number;
}

const HIGHEST = 20;

/**
 * The derivative of f, of one input and one output, at x: a number. Formulas are differentiated by the
 * rules, to any order up to 20; where f is not a number its derivatives are not.
 * Throws RangeError unless f has one input and one output, or for an order it does not know.
 */
export function derivative<P extends Point>(f: Source<P>, x: P, options: DerivativeOptions = {}): number {
  needKeys('derivative', 'option', options, ['order', 'method']);
  const { order = 1, method } = options;
  needWhole('derivative', 'order', order, 1, HIGHEST);
  const { fn, point } = sourceAt('derivative', f, x);
  if (point.length !== 1) throw new RangeError(`derivative: f needs one input, got ${point.length}`);
  const one = Float64Array.of(1);
  const near = byMethod('derivative', fn, method).at(point);
  needOneOutput('derivative', near.value);
  if (order === 1) return near.pull(one)[0];
  if (fn instanceof Formula) return Number.isNaN(near.value[0]) ? NaN : byTaylor(fn, point, order);
  if (order > 2) throw outOfRange('derivative', 'order', 'to be 1 or 2 for what is no formula', order);
  return near.bend(one, one)[0];
}

/** k! times the k-th Taylor coefficient. */
function byTaylor(f: Formula, point: Vec, order: number): number {
  let value = taylor(f, point, order)[order];
  for (let k = 2; k <= order; k++) value *= k;
  return value;
}
