import { formula } from '../../formula/formula.js';
import type { NumberFormats } from '../numberFormat.js';
import type { ChainModel } from './chainModel.js';
import { listedPaths } from './chainSentences.js';

/** Most factors of a rule that is typeset. */
const mostFactors = 5;

/** The chain rule of a folded chain with one path, typeset: dy/dx = dy/du · du/dx = 32 · 3 = 96; else null. */
export function chainRule(model: ChainModel, { measured }: NumberFormats): string | null {
  const { parts, chain, signs, inputs, back, numbers } = model;
  if (parts.length < 2 || inputs.length !== 1) return null;
  const { paths, count } = listedPaths(model, 0);
  if (count !== 1 || paths[0].edges.length > mostFactors) return null;
  const way = paths[0].edges.toReversed();
  const nameOf = (item: number) => signs[item].name;
  if (way.some((k) => !nameOf(chain.edges[k].to))) return null;
  const slope = (of: string, by: string) =>
    `<mrow><mi>d</mi>${letter(of)}</mrow><mo lspace="0" rspace="0">/</mo><mrow><mi>d</mi>${letter(by)}</mrow>`;
  const dot = '<mo>·</mo>';
  const factors = way.map((k) => slope(nameOf(chain.edges[k].to), nameOf(chain.edges[k].from)));
  const sizes = way.map((k) => `<mn>${measured(numbers.locals[k])}</mn>`);
  const whole = slope(nameOf(model.root), inputs[0]);
  const sides = [whole, factors.join(dot), sizes.join(dot), `<mn>${measured(back.slopes[0])}</mn>`];
  const isWhole = factors.length === 1;
  return `<math>${sides.filter((_, i) => !isWhole || i === 0 || i === 3).join('<mo>=</mo>')}</math>`;
}

/** MathML of a name, within a formula. */
const letter = (name: string) =>
  formula(name, { variables: [name] })
    .mathml.replace(/^<math[^>]*>/, '')
    .replace('</math>', '');
