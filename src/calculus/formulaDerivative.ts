import type { Vec } from '../fn.js';
import { pushForward } from '../formula/differentiate.js';
import type { Formula } from '../formula/formula.js';
import type { Node } from '../formula/graph.js';
import { Program } from '../formula/interpret.js';
import { seriesOf } from '../formula/series.js';

/** Derivative by the rules of a formula of one variable and one output, at a point; NaN where f is. */
export function formulaDerivative(f: Formula, point: Vec, order: number): number {
  const { value, pull } = f.at(point);
  if (order === 1) return pull(Float64Array.of(1))[0];
  return Number.isNaN(value[0]) ? NaN : higherDerivative(f, point, order);
}

/**
 * Higher derivative of a formula by Taylor series; where that is NaN, as at the edge of a domain, by the rules, which
 * know ±∞.
 */
function higherDerivative(f: Formula, point: Vec, order: number): number {
  const value = derivativeByTaylor(f, point, order);
  return Number.isNaN(value) && order <= FEW ? derivativeByRules(f, point, order) : value;
}

/** Highest order by repeated differentiation, whose expressions grow too fast for more. */
const FEW = 4;

/** Programs of derivatives by the rules, by their order. */
const programs = new WeakMap<Formula, Map<number, Program>>();

function derivativeByRules(f: Formula, point: Vec, order: number): number {
  const known = programs.get(f) ?? new Map<number, Program>();
  const program = known.get(order) ?? programByRules(f, order);
  programs.set(f, known.set(order, program));
  return program.run(point)[0];
}

function programByRules({ graph, computed, variables }: Formula, order: number): Program {
  const zero = graph.constant(0);
  const one = new Map([[variables[0], graph.constant(1)]]);
  let slopes: readonly Node[] = computed;
  for (let k = 0; k < order; k++)
    slopes = pushForward(graph, slopes, one, 'compute').map((slope) => slope ?? zero);
  return new Program(slopes, variables);
}

/** Derivative of order k as k! times the k-th Taylor coefficient. */
function derivativeByTaylor(f: Formula, point: Vec, order: number): number {
  let value = seriesAlong(f, point, Float64Array.of(1), order)[order];
  for (let k = 2; k <= order; k++) value *= k;
  return value;
}

/** Coefficients, up to an order, of the power series of t ↦ f(x + t·d), f being a formula of one output. */
export function seriesAlong(f: Formula, x: Vec, d: Vec, order: number): Vec {
  const lines = f.variables.map((name, i): [string, Vec] => {
    const line = new Float64Array(order + 1);
    line[0] = x[i];
    if (order > 0) line[1] = d[i];
    return [name, line];
  });
  return seriesOf(f.computed, new Map(lines), order)[0];
}
