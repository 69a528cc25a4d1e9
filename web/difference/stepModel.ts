// The attributes of a step curve, read: a formula, a point, and the difference schemes at every step.

import { oneVariable } from '../../src/calculus/oneVariable.js';
import { variableMathml } from '../../src/calculus/workedDerivative.js';
import { derivative, stepCurve } from '../../src/index.js';
import { splitWords } from '../../src/numbers.js';
import type { SchemeCurve, Stepping } from '../../src/picture/difference/stepChart.js';
import { parseDomain } from '../../src/picture/domain.js';
import { parametrize } from '../figure/parameters.js';

const who = 'nabla-difference';
/** The difference schemes, from the least to the most accurate. */
const schemeNames = ['forward', 'backward', 'central', 'five-point', 'complex-step'] as const;
type SchemeName = (typeof schemeNames)[number];
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

/** The step curves that the attributes specify; null without a formula. Throws an error that names the attribute. */
export function differenceModel({
  f: written,
  at,
  x,
  methods,
  domain,
}: DifferenceAttributes): DifferenceModel | null {
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
