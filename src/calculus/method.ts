import type { Fn } from '../fn.js';
import { unknownName } from '../need.js';
import { knowsNoDerivative } from './callback.js';
import { needFormula } from './complexStep.js';
import { byCentral, byDifferences } from './differenced.js';
import { type DifferenceMethod, differenceMethods } from './scheme.js';

export interface MethodOptions {
  /**
   * Differentiation method: `exact` by f itself, the default but for a callback without a derivative, which is
   * `extrapolated`. The others use values of f alone; `complex-step` is for formulas.
   */
  method?: 'exact' | DifferenceMethod;
}

const methods = ['exact', ...differenceMethods];

/** Method that was given, or the default for f. */
export function chooseMethod(who: string, f: Fn, given?: unknown): 'exact' | DifferenceMethod {
  const method = given ?? (knowsNoDerivative(f) ? 'extrapolated' : 'exact');
  if (!methods.includes(method as string)) throw unknownName(who, 'method', method, methods);
  if (method === 'complex-step') needFormula(who, f);
  return method as 'exact' | DifferenceMethod;
}

/** f as it is, or with first derivatives by differences. */
export function fnByMethod(who: string, f: Fn, given?: unknown): Fn {
  const method = chooseMethod(who, f, given);
  if (method === 'exact') return f;
  if (method !== 'central') return byDifferences(who, f, method);
  // A callback without a derivative takes central differences by itself.
  return knowsNoDerivative(f) ? f : byCentral(who, f);
}

export function needOneOutput(who: string, value: ArrayLike<unknown>): void {
  if (value.length !== 1) throw new RangeError(`${who}: f needs one output, got ${value.length}`);
}
