import { guard } from 'lit/directives/guard.js';

const namespace = 'http://www.w3.org/1998/Math/MathML';

/** MathML of the library as nodes; made one by one, since pages may forbid what parses text. */
export const mathNode = (written: string) => guard([written], () => mathElement(written));

/** A tag with its attributes, or text between tags. */
const parts = /<(?<close>\/?)(?<tag>\w+)(?<attributes>[^<>]*)>|(?<text>[^<>]+)/g;

/** The element of well-formed MathML, as `src/formula/teach/mathml.ts` writes it. */
function mathElement(written: string): Element {
  const top = document.createElementNS(namespace, 'math');
  let place: Element = top;
  for (const { groups } of innerMathml(written).matchAll(parts)) {
    const { close, tag, attributes, text } = groups!;
    if (text !== undefined) place.append(unescaped(text));
    else if (close) place = place.parentElement!;
    else {
      const child = document.createElementNS(namespace, tag);
      for (const [, name, value] of attributes.matchAll(/([\w-]+)="([^"]*)"/g))
        child.setAttribute(name, unescaped(value));
      place.append(child);
      if (!attributes.endsWith('/')) place = child;
    }
  }
  return top;
}

const escaped: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const unescaped = (text: string) => text.replace(/&(\w+);/g, (_, name) => escaped[name]);

/** MathML of the equation f′(x) = …, with the given number of primes. */
export function equationMathml(primes: number, variable: string, is = ''): string {
  const prime = '<mo>′</mo>'.repeat(primes);
  const of = `<mo stretchy="false">(</mo>${innerMathml(variable)}<mo stretchy="false">)</mo>`;
  return `<math xmlns="${namespace}"><mi>f</mi>${prime}${of}<mo>=</mo>${innerMathml(is)}</math>`;
}

/** MathML of the equation L(w) = …, of MathML of variables. */
export function functionMathml(name: string, variables: readonly string[]): string {
  const of = variables.map(innerMathml).join('<mo>,</mo>');
  const inBrackets = of && `<mo stretchy="false">(</mo>${of}<mo stretchy="false">)</mo>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>${name}</mi>${inBrackets}<mo>=</mo></math>`;
}

const innerMathml = (written: string) => written.replace(/^<math[^>]*>/, '').replace(/<\/math>$/, '');
