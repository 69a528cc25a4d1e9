import { guard } from 'lit/directives/guard.js';

/** MathML of the library as a node, parsed as XML, which runs no scripts. */
export const mathNode = (written: string) =>
  guard([written], () =>
    document.importNode(new DOMParser().parseFromString(written, 'application/xml').documentElement, true),
  );

/** MathML of the equation f′(x) = …, with the given number of primes. */
export function equationMathml(primes: number, variable: string, is = ''): string {
  const prime = '<mo>′</mo>'.repeat(primes);
  const of = `<mo stretchy="false">(</mo>${innerMathml(variable)}<mo stretchy="false">)</mo>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>f</mi>${prime}${of}<mo>=</mo>${innerMathml(is)}</math>`;
}

const innerMathml = (written: string) => written.replace(/^<math[^>]*>/, '').replace(/<\/math>$/, '');
