import type { Vec } from '../fn.js';
import { checkedNumbers } from '../numbers.js';
import { needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * Hessian-vector product ∇²f·v at x, one number per input. One bend, exact but for callbacks; f has one output.
 * Throws RangeError for a wrong length, TypeError for what is not a function or numbers.
 */
export function hvp<P extends Point>(f: Source<P>, x: P, v: ArrayLike<number>): Vec {
  const { fn, point } = sourceAt('hvp', f, x);
  const local = fn.at(point);
  needOneOutput('hvp', local.value);
  return local.bend(checkedNumbers('hvp', 'v', v, point.length), Float64Array.of(1));
}
