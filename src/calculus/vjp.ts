import type { Vec } from '../fn.js';
import { checkedNumbers } from '../numbers.js';
import { fnByMethod } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * Vector-Jacobian product uᵀ·J at x, the gradient of Σ uᵢfᵢ: one number per input. One pull.
 * Throws RangeError for a wrong length, TypeError for what is not a function or numbers.
 */
export function vjp<P extends Point>(f: Source<P>, x: P, u: ArrayLike<number>): Vec {
  const { fn, point } = sourceAt('vjp', f, x);
  const local = fnByMethod('vjp', fn).at(point);

  return local.pull(checkedNumbers('vjp', 'u', u, local.value.length));
}
