import { guard } from 'lit/directives/guard.js';

/** The library's own MathML, read as XML, in which nothing runs. */
export const math = (written: string) =>
  guard([written], () =>
    document.importNode(new DOMParser().parseFromString(written, 'application/xml').documentElement, true),
  );

/** f′(x) with as many primes, and what it is; all in MathML. */
export function equation(primes: number, variable: string, is = ''): string {
  const prime = '<mo>′</mo>'.repeat(primes);
  const of = `<mo stretchy="false">(</mo>${inner(variable)}<mo stretchy="false">)</mo>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>f</mi>${prime}${of}<mo>=</mo>${inner(is)}</math>`;
}

const inner = (written: string) => written.replace(/^<math[^>]*>/, '').replace(/<\/math>$/, '');
