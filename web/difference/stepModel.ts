// What the attributes of a step curve ask for: a formula, a point, and the difference schemes at every step.

import { nameIn, oneVariable, spanOf } from '../../src/calculus/derivativeModel.js';
import { derivative, stepCurve } from '../../src/index.js';
import { splitWords } from '../../src/numbers.js';
import type { Scheme, Stepping } from '../../src/picture/difference/stepChart.js';

const who = 'nabla-difference';
/** From the crudest scheme to the one that no rounding reaches. */
const schemes = ['forward', 'backward', 'central', 'five-point', 'complex-step'] as const;
type Method = (typeof schemes)[number];
/** Green is for slopes, purple for what the reader turns. */
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

/** Throws what is wrong with what is asked for; null without a formula. */
export function steppingOf({ f: text, x, methods, domain }: Asked): Stepping | null {
  if (text.trim() === '') return null;
  const f = oneVariable(who, text);
  const span = spanOf(domain, x, who);
  if (!(x >= span.from && x <= span.to))
    throw new RangeError(`${who}: x needs a number from ${span.from} to ${span.to}, got ${x}`);
  // Names come from an attribute: stepCurve refuses those it does not know.
  const named = splitWords(methods) as Method[];
  const curves = stepCurve(f, x, { methods: named });
  const found = named.map((name): Scheme => {
    const curve = curves[name]!;
    return { name, ...looks[schemes.indexOf(name)], ...curve, best: curve.step.indexOf(curve.best) };
  });
  const step = found[0]?.step ?? [];
  return { f, variable: nameIn(f.variables[0]), x, span, slope: derivative(f, x), step, schemes: found };
}
