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

/** MathML of the equation L(w) = …, of MathML of variables. */
export function functionMathml(name: string, variables: readonly string[]): string {
  const of = variables.map(innerMathml).join('<mo>,</mo>');
  const inBrackets = of && `<mo stretchy="false">(</mo>${of}<mo stretchy="false">)</mo>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>${name}</mi>${inBrackets}<mo>=</mo></math>`;
}

const innerMathml = (written: string) => written.replace(/^<math[^>]*>/, '').replace(/<\/math>$/, '');
