// MathML of single tokens, which needs no layout: presentation MathML Core, escaped.
import { splitSubscript } from './names.js';

/** `<math>` element around what is written. */
export const mathElement = (out: string): string =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML">${out}</math>`;

const htmlEscapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

export const tokenElement = (tag: 'mi' | 'mn' | 'mo', text: string): string =>
  `<${tag}>${text.replace(/[&<>"]/g, (sign) => htmlEscapes.get(sign)!)}</${tag}>`;

/** A variable, with its subscript where its name has one. */
export function variableElement(name: string): string {
  const { base, below } = splitSubscript(name);
  if (!below) return tokenElement('mi', base);
  return `<msub>${tokenElement('mi', base)}${tokenElement(/^[0-9]+$/.test(below) ? 'mn' : 'mi', below)}</msub>`;
}
