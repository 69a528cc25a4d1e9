// A Taylor polynomial as MathML, a piece for each term, so that lines break between them.

import type { NumberFormats } from '../numberFormat.js';
import { variableMathml } from '../variableMathml.js';
import type { ExpandedCurve } from './taylorModel.js';

const open = '<math xmlns="http://www.w3.org/1998/Math/MathML">';
/** Terms that are written out; of more, these but one, and the last. */
const mostTerms = 5;
/** Largest denominator that is written as a number, and largest numerator of a fraction. */
const [mostBelow, mostAbove] = [1000, 9999];
/** How far from a whole number a derivative may be, as rounding. */
const rounding = 1e-12;

/** The pieces: `P₅(x) =`, `x`, `− x³/6`, … */
export function polynomialMathml(
  { coefficients, center, variable }: ExpandedCurve,
  order: number,
  numbers: NumberFormats,
): string[] {
  const name = bare(variableMathml(variable));
  const head = `<msub><mi>P</mi><mn>${order}</mn></msub><mo stretchy="false">(</mo>${name}<mo stretchy="false">)</mo><mo>=</mo>`;
  const all = coefficients.slice(0, order + 1).flatMap((c, k) => (c === 0 ? [] : [{ c, k }]));
  const long = all.length > mostTerms;
  const shown = long ? [...all.slice(0, mostTerms - 1), all[all.length - 1]] : all;
  const base =
    center === 0
      ? name
      : `<mo stretchy="false">(</mo>${name}<mo>${center < 0 ? '+' : '−'}</mo><mn>${numbers.coordinate(Math.abs(center))}</mn><mo stretchy="false">)</mo>`;
  const terms = shown.flatMap(({ c, k }, i) => {
    const sign = c < 0 ? '<mo form="infix">−</mo>' : i > 0 ? '<mo form="infix">+</mo>' : '';
    const term = `${sign}${termMathml(Math.abs(c), k, base, numbers)}`;
    return long && i === shown.length - 1 ? ['<mo form="infix">+</mo><mo>…</mo>', term] : [term];
  });
  return [head, ...(terms.length > 0 ? terms : ['<mn>0</mn>'])].map((piece) => `${open}${piece}</math>`);
}

/** A term without its sign. */
function termMathml(c: number, k: number, base: string, numbers: NumberFormats): string {
  const power =
    k === 0
      ? ''
      : k === 1
        ? base
        : `<msup>${base.startsWith('<mo') ? `<mrow>${base}</mrow>` : base}<mn>${k}</mn></msup>`;
  const fraction = fractionOf(c, k);
  if (!fraction) return `<mn>${numbers.measured(c)}</mn>${power}`;
  const { above, below, factorial } = fraction;
  const top = above === 1 && power ? power : `<mn>${above}</mn>${power}`;
  if (below === 1) return top;
  return `${top}<mo lspace="0" rspace="0">/</mo><mn>${factorial ? k : below}</mn>${factorial ? '<mo>!</mo>' : ''}`;
}

/** The coefficient as a fraction, where the derivative is a whole number; null where it is none, or long. */
function fractionOf(c: number, k: number) {
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  const derivative = Math.round(c * factorial);
  if (!(derivative > 0 && Math.abs(c * factorial - derivative) <= rounding * derivative)) return null;
  const divisor = greatestDivisor(derivative, factorial);
  const [above, below] = [derivative / divisor, factorial / divisor];
  if (above > mostAbove) return null;
  if (below <= mostBelow) return { above, below, factorial: false };
  return below === factorial ? { above, below, factorial: true } : null;
}

function greatestDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

const bare = (mathml: string) => mathml.replace(/^<math[^>]*>/, '').replace(/<\/math>$/, '');
