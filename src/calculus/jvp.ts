import type { Vec } from '../fn.js';
import { checkedNumbers } from '../numbers.js';
import { fnByMethod } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * Jacobian-vector product J·v at x, one number per output. One push.
 * Throws RangeError for a wrong length, TypeError for what is not a function or numbers.
 */
export function jvp<P extends Point>(f: Source<P>, x: P, v: ArrayLike<number>): Vec {
  const { fn, point } = sourceAt('jvp', f, x);
  const local = fnByMethod('jvp', fn).at(point);

  return local.push(checkedNumbers('jvp', 'v', v, point.length));
}
