import type { Vec } from '../fn.js';
import { needKeys } from '../need.js';
import { fnByMethod, type MethodOptions, needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * Gradient ∇f at x, one number per input, by one pull of 1: the cost of two or three values of f, whatever the number
 * of inputs. A callback without a derivative costs some 50 values an input, extrapolated to nearly all the digits it
 * has; `method: 'central'` costs 2, and has two thirds of them.
 * Throws RangeError unless f has one output, TypeError for an unknown method.
 */
export function gradient<P extends Point>(f: Source<P>, x: P, options: MethodOptions = {}): Vec {
  needKeys('gradient', 'option', options, ['method']);
  const { fn, point } = sourceAt('gradient', f, x);
  const local = fnByMethod('gradient', fn, options.method).at(point);
  needOneOutput('gradient', local.value);
  return local.pull(Float64Array.of(1));
}
