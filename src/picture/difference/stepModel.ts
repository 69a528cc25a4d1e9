// Step curve as it is asked for in text: a formula, a point, and the difference schemes at every step.

import { derivative } from '../../calculus/derivative.js';
import { oneVariable } from '../../calculus/oneVariable.js';
import { stepCurve } from '../../calculus/stepCurve.js';
import { log2 } from '../../math/log2.js';
import { splitWords } from '../../numbers.js';
import { parseDomain } from '../domain.js';
import { parametrize } from '../parameters.js';
import { variableMathml } from '../variableMathml.js';
import type { SchemeCurve, Stepping } from './stepChart.js';

/** Difference schemes, from the least to the most accurate. */
const schemeNames = ['forward', 'backward', 'central', 'five-point', 'complex-step'] as const;
export type SchemeName = (typeof schemeNames)[number];
/** Colour and dash of each scheme. */
const looks = [
  { colour: 0, dash: 0 },
  { colour: 0, dash: 1 },
  { colour: 1, dash: 0 },
  { colour: 4, dash: 2 },
  { colour: 5, dash: 4 },
];

export interface DifferenceAttributes {
  f: string;
  /** The parameters of f. */
  at: string;
  x: number;
  methods: string;
  domain: string;
}

/** The step curves of a formula with its parameters. */
export interface DifferenceModel extends Stepping {
  parameters: ReadonlyMap<string, number>;
}

/** Step curves of a formula; null without one. Throws an error that names what was asked. */
export function differenceModel(
  who: string,
  { f: written, at, x, methods, domain }: DifferenceAttributes,
): DifferenceModel | null {
  if (written.trim() === '') return null;
  const { text, parameters } = parametrize(who, written, at);
  const f = oneVariable(who, text);
  const span = parseDomain(who, domain, x);
  if (!(x >= span.from && x <= span.to))
    throw new RangeError(`${who}: x needs a number from ${span.from} to ${span.to}, got ${x}`);
  // Unknown names are refused by stepCurve.
  const named = splitWords(methods) as SchemeName[];
  const curves = stepCurve(f, x, { methods: named });
  const found = named.map((name): SchemeCurve => {
    const curve = curves[name]!;
    return { name, ...looks[schemeNames.indexOf(name)], ...curve, best: curve.step.indexOf(curve.best) };
  });
  const step = found[0]?.step ?? [];
  return {
    f,
    parameters,
    variable: variableMathml(f.variables[0]),
    x,
    span,
    slope: derivative(f, x),
    step,
    schemes: found,
  };
}

/** Index of the step nearest to h on a log scale. */
export function nearestStep(step: ArrayLike<number>, h: number): number {
  const distanceTo = (each: number) => Math.abs(log2(each / Math.abs(h)));
  let at = 0;
  for (let k = 0; k < step.length; k++) if (distanceTo(step[k]) < distanceTo(step[at])) at = k;
  return at;
}
