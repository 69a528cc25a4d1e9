import type { ScalarFn, Vec } from '../fn.js';
import { type Point, type Received, type Source, sourceAt } from './source.js';

/**
 * Value f(x): a number for one output, else a Float64Array. x is a number or an array of numbers.
 * Throws TypeError for what is not a function or a point, RangeError for a point of the wrong length.
 */
export function value<P extends Point>(
  f: string | ScalarFn | ((x: Received<P>) => number) | { value: (x: Received<P>) => number },
  x: P,
): number;
export function value<P extends Point>(f: readonly [string, string, ...string[]], x: P): Vec;
export function value<P extends Point>(f: Source<P>, x: P): number | Vec;
export function value<P extends Point>(f: Source<P>, x: P): number | Vec {
  const { fn, point } = sourceAt('value', f, x);
  const y = fn.at(point).value;
  return y.length === 1 ? y[0] : y;
}
