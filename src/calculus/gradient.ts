import type { ResidentVector } from '../algebra/resident.js';
import type { Vec } from '../fn.js';
import { needKeys } from '../need.js';
import { isInPlace, needInPlace, needOwnMemory, numbersOf } from '../numbers.js';
import { fnByMethod, type MethodOptions, needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

interface Written<Out> extends MethodOptions {
  /** Array of a number per input that is written and returned; it does not share memory with x. */
  out: Out;
}

/**
 * Gradient ∇f at x, one number per input, by one pull of 1: the cost of two or three values of f, whatever the number
 * of inputs. A callback without a derivative costs some 50 values an input, extrapolated to nearly all the digits it
 * has; `method: 'central'` costs 2, and has two thirds of them.
 * Throws RangeError unless f has one output, or for an `out` of another length, TypeError for an unknown method.
 */
export function gradient<P extends Point>(f: Source<P>, x: P, options?: MethodOptions): Vec;
export function gradient<P extends Point, Out extends Vec | ResidentVector>(
  f: Source<P>,
  x: P,
  options: Written<Out>,
): Out;
export function gradient<P extends Point>(
  f: Source<P>,
  x: P,
  options: MethodOptions & Partial<Written<Vec | ResidentVector>> = {},
): Vec | ResidentVector {
  needKeys('gradient', 'option', options, ['method', 'out']);
  const { method, out } = options;
  const { fn, point } = sourceAt('gradient', f, x);
  const byMethod = fnByMethod('gradient', fn, method);
  const target = out === undefined ? undefined : needInPlace('gradient', 'out', out, point.length);
  if (target && isInPlace(x)) needOwnMemory('gradient', 'out', target, numbersOf('gradient', 'x', x), 'x');
  const local = byMethod.at(point);
  needOneOutput('gradient', local.value);
  const found = local.pull(Float64Array.of(1), target);
  if (target && found !== target) target.set(found);
  return out ?? found;
}
