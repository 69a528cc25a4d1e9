import type { Fn } from '../fn.js';
import { noSuch } from '../need.js';
import { knowsNoDerivative } from './callback.js';
import { needFormula } from './complexStep.js';
import { byCentral, byDifferences } from './differenced.js';
import { type DifferenceMethod, differenceMethods } from './scheme.js';

export interface MethodOptions {
  /**
   * `exact` asks f itself, and is what is done where f knows its derivative; a callback that brings none is
   * `extrapolated`. The others know f by its values alone; `complex-step` is for formulas.
   */
  method?: 'exact' | DifferenceMethod;
}

const methods = ['exact', ...differenceMethods];

/** The method that was asked for, or the one that suits f. */
export function methodOf(who: string, f: Fn, given?: unknown): 'exact' | DifferenceMethod {
  const method = given ?? (knowsNoDerivative(f) ? 'extrapolated' : 'exact');
  if (!methods.includes(method as string)) throw noSuch(who, 'method', method, methods);
  if (method === 'complex-step') needFormula(who, f);
  return method as 'exact' | DifferenceMethod;
}

/** f as it is, or known by its values alone. */
export function byMethod(who: string, f: Fn, given?: unknown): Fn {
  const method = methodOf(who, f, given);
  if (method === 'exact') return f;
  if (method !== 'central') return byDifferences(who, f, method);
  // Those that know no derivative know central differences of themselves.
  return knowsNoDerivative(f) ? f : byCentral(who, f);
}

export function needOneOutput(who: string, value: ArrayLike<unknown>): void {
  if (value.length !== 1) throw new RangeError(`${who}: f needs one output, got ${value.length}`);
}
