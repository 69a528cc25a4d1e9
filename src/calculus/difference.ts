import type { Fn } from '../fn.js';
import { needKeys, needLength, needNumber, needWhole, outOfRange, unknownName, wrongKind } from '../need.js';
import { checkedNumbers } from '../numbers.js';
import { complexStepDifference, needFormula } from './complexStep.js';
import { extrapolate } from './extrapolate.js';
import type { Difference, Line } from './line.js';
import { needOneOutput } from './method.js';
import { type DifferenceMethod, differenceByScheme, differenceMethods } from './scheme.js';
import { type Point, type Source, sourceAt } from './source.js';

export interface DifferenceOptions {
  /** Method; unless given `extrapolated`, which combines many steps. `complex-step` is for formulas. */
  method?: DifferenceMethod;
  /** Step h, used as it is; of `extrapolated` the widest. Unless given, one is chosen for f and x. */
  step?: number;
  /** Order of the derivative, 1 to 10; to 4 by `five-point`, 1 by `complex-step`. */
  derivative?: number;
  /** Interval that f is evaluated in; x lies in it. */
  domain?: readonly [low: number, high: number];
}

const HIGHEST = 10;

/**
 * Derivative of f, of one input and one output, at x by differences, with an estimate of its error. The complex step
 * evaluates f off the real line. Steps shrink until f is finite on them and they see what it does near x. The status is
 * `ok`; `noisy` or `not converged` where the error is large; `kink` where the slopes of the two sides differ, which are
 * then within the error; `jump`; `not finite` where f or its slope is infinite or has no value at x. Kinks, jumps and
 * infinite slopes are seen by `extrapolated` alone.
 * Sources: C. J. F. Ridders 1982 (extrapolated), B. Fornberg 1988 (stencils).
 * Throws TypeError for an unknown method or option, RangeError for a step or domain that leaves no room.
 */
export function difference<P extends Point>(f: Source<P>, x: P, options: DifferenceOptions = {}): Difference {
  const who = 'difference';
  needKeys(who, 'option', options, ['method', 'step', 'derivative', 'domain']);
  const { method = 'extrapolated', step, derivative: n = 1, domain } = options;
  if (!differenceMethods.includes(method)) throw unknownName(who, 'method', method, differenceMethods);
  needWhole(who, 'derivative', n, 1, HIGHEST);
  if (step !== undefined) needNumber(who, 'step', step, 'a number above 0', (h) => h > 0);
  const { fn, point } = sourceAt(who, f, x);
  if (point.length !== 1) throw new RangeError(`${who}: f needs one input, got ${point.length}`);
  needNumber(who, 'x', point[0]);
  const line = { ...lineOfFn(who, fn, point[0]), ...checkDomain(who, domain, point[0]) };
  if (method === 'complex-step') {
    const formula = needFormula(who, fn);
    needOneOutput(who, formula.at(point).value);
    return complexStepDifference(who, formula, point[0], n, step);
  }
  if (method !== 'extrapolated') return differenceByScheme(who, line, method, n, step);
  const { value, error, step: least, evaluations, status, left, right } = extrapolate(line, n, step);
  // At a kink the slopes of both sides are within the error.
  const apart =
    status === 'kink' ? Math.max(Math.abs(value - left!.value), Math.abs(value - right!.value)) : 0;
  return { value, error: error + apart, step: least, evaluations, status };
}

/** `Line` through x of a function of one input and one output. */
export function lineOfFn(who: string, fn: Fn, x: number): Line {
  const f = (place: number) => {
    const { value } = fn.at(Float64Array.of(place));
    needOneOutput(who, value);
    return value[0];
  };
  return { f, x, low: -Infinity, high: Infinity };
}

function checkDomain(who: string, domain: unknown, x: number): Pick<Line, 'low' | 'high'> {
  if (domain === undefined) return { low: -Infinity, high: Infinity };
  if (typeof domain !== 'object') throw wrongKind(who, 'domain', 'two numbers', domain);
  const ends = checkedNumbers(who, 'domain', domain);
  needLength(who, 'domain', ends, 2);
  const [low, high] = ends;
  if (!(low < high))
    throw new RangeError(`${who}: domain needs its first end below its second, got ${low} and ${high}`);
  if (!(low <= x && x <= high)) throw outOfRange(who, 'x', `a number from ${low} to ${high}`, x);
  return { low, high };
}
