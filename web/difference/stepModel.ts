// The attributes of a step curve, read: a formula, a point, and the difference schemes at every step.

import { nameIn, oneVariable, spanOf } from '../../src/calculus/derivativeModel.js';
import { derivative, stepCurve } from '../../src/index.js';
import { splitWords } from '../../src/numbers.js';
import type { Scheme, Stepping } from '../../src/picture/difference/stepChart.js';

const who = 'nabla-difference';
/** The difference schemes, from the least to the most accurate. */
const schemes = ['forward', 'backward', 'central', 'five-point', 'complex-step'] as const;
type Method = (typeof schemes)[number];
/** Colour and dash of each scheme. */
const looks = [
  { colour: 0, dash: 0 },
  { colour: 0, dash: 1 },
  { colour: 1, dash: 0 },
  { colour: 4, dash: 2 },
  { colour: 5, dash: 4 },
];

export interface Asked {
  f: string;
  x: number;
  methods: string;
  domain: string;
}

/** The step curves that the attributes specify; null without a formula. Throws an error that names the attribute. */
export function steppingOf({ f: text, x, methods, domain }: Asked): Stepping | null {
  if (text.trim() === '') return null;
  const f = oneVariable(who, text);
  const span = spanOf(domain, x, who);
  if (!(x >= span.from && x <= span.to))
    throw new RangeError(`${who}: x needs a number from ${span.from} to ${span.to}, got ${x}`);
  // Unknown names are refused by stepCurve.
  const named = splitWords(methods) as Method[];
  const curves = stepCurve(f, x, { methods: named });
  const found = named.map((name): Scheme => {
    const curve = curves[name]!;
    return { name, ...looks[schemes.indexOf(name)], ...curve, best: curve.step.indexOf(curve.best) };
  });
  const step = found[0]?.step ?? [];
  return { f, variable: nameIn(f.variables[0]), x, span, slope: derivative(f, x), step, schemes: found };
}
