import type { Fn, Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needKeys, needNumber, unknownName, wrongKind } from '../need.js';
import { complexStepAlong, needFormula } from './complexStep.js';
import { lineOfFn } from './difference.js';
import { extrapolate } from './extrapolate.js';
import { type Line, stepScale } from './line.js';
import { needOneOutput } from './method.js';
import { noiseAt } from './noise.js';
import { roundingError, type Stencil, schemes, stencilDifference, stencilOf } from './scheme.js';
import { type Point, type Source, sourceAt } from './source.js';

const curves = [...schemes, 'complex-step'] as const;
export type CurveMethod = (typeof curves)[number];

/** Error of one method by step, a number of each array per step, the widest first. */
export interface StepCurve {
  step: Vec;
  /** Derivative by this step. */
  value: Vec;
  /** Distance of that from the derivative. */
  error: Vec;
  /** Step with the least error. */
  best: number;
  /** Truncation error |c|·hᵖ by the first term of Taylor's series: a line of slope p, log-log. */
  truncation: Vec;
  /** Bound on the rounding error: a line of slope −1; 0 for the complex step, which subtracts nothing. */
  roundoff: Vec;
}

export interface StepCurveOptions {
  /**
   * Methods; unless given, all that f allows: `forward`, `backward`, `central`, `five-point`, and for formulas
   * `complex-step`.
   */
  methods?: readonly CurveMethod[];
}

/** Number of steps, halved from a wide one to the last place of x. */
const STEPS = 54;

/**
 * Error of each difference scheme by its step: f′ at x by steps from max(1, |x|), rounded up to a power of two, down to
 * 2⁻⁵³ of that, against the derivative, exact or for callbacks extrapolated.
 * Throws TypeError for an unknown method or option, RangeError unless f has one input and one output.
 */
export function stepCurve<P extends Point>(
  f: Source<P>,
  x: P,
  options: StepCurveOptions = {},
): Partial<Record<CurveMethod, StepCurve>> {
  const who = 'stepCurve';
  needKeys(who, 'option', options, ['methods']);
  const { fn, point } = sourceAt(who, f, x);
  if (point.length !== 1) throw new RangeError(`${who}: f needs one input, got ${point.length}`);
  needNumber(who, 'x', point[0]);
  const { methods = fn instanceof Formula ? curves : schemes } = options;
  if (!Array.isArray(methods)) throw wrongKind(who, 'methods', 'an array of names', methods);
  for (const method of methods)
    if (!curves.includes(method)) throw unknownName(who, 'method', method, curves);
  if (methods.includes('complex-step')) needFormula(who, fn);
  const line = lineOfFn(who, fn, point[0]);
  const truth = referenceSlope(who, fn, line, point);
  return Object.fromEntries(methods.map((method) => [method, methodCurve(method, fn, line, truth)]));
}

/** Derivative f′(x), exact or, where f is `approximate`, extrapolated. */
function referenceSlope(who: string, fn: Fn, line: Line, point: Vec): number {
  const near = fn.at(point);
  needOneOutput(who, near.value);
  return fn.approximate ? extrapolate(line, 1).value : near.pull(Float64Array.of(1))[0];
}

function methodCurve(method: CurveMethod, fn: Fn, line: Line, truth: number): StepCurve {
  const step = new Float64Array(STEPS);
  let h = stepScale(line.x);
  for (let k = 0; k < STEPS; k++, h /= 2) step[k] = h;
  const { value, truncation, roundoff } =
    method === 'complex-step'
      ? complexStepCurve(fn as Formula, line, step)
      : stencilCurve(stencilOf('stepCurve', method, 1), line, step);
  const error = value.map((each) => Math.abs(each - truth));
  let best = 0;
  error.forEach((each, k) => {
    if (each < error[best] || Number.isNaN(error[best])) best = k;
  });
  return { step, value, error, best: step[best], truncation, roundoff };
}

function stencilCurve(stencil: Stencil, line: Line, step: Vec) {
  const noise = noiseAt(line.f, line, line.f(line.x));
  const value = step.map((h) => stencilDifference(line.f, line.x, h, stencil, 1));
  const roundoff = step.map((h) => roundingError(line, line.f, stencil, { h, n: 1, noise }));
  // Σ weight·place^(p+1)/over, times f⁽ᵖ⁺¹⁾/(p+1)!.
  const { places, weights, over, order } = stencil;
  let c = places.reduce((sum, place, i) => sum + weights[i] * naturalPower(place, order + 1), 0) / over;
  for (let k = 2; k <= order + 1; k++) c /= k;
  c *= extrapolate(line, order + 1).value;
  return { value, truncation: step.map((h) => Math.abs(c) * naturalPower(h, order)), roundoff };
}

function complexStepCurve(f: Formula, line: Line, step: Vec) {
  const [x, one] = [Float64Array.of(line.x), Float64Array.of(1)];
  const c = Math.abs(extrapolate(line, 3).value) / 6;
  return {
    value: step.map((h) => complexStepAlong(f, x, one, h)[0]),
    truncation: step.map((h) => c * h * h),
    roundoff: step.map(() => 0),
  };
}

const naturalPower = (x: number, n: number): number => (n === 0 ? 1 : x * naturalPower(x, n - 1));
