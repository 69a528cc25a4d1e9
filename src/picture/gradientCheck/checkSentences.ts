// Sentences on a gradient check.
import type { Component, Report } from '../../calculus/verdict.js';
import type { NumberFormats } from '../numberFormat.js';
import { type CheckWords, relativeError } from './checkChart.js';

const slipTexts: Record<NonNullable<Component['slip']>, string> = {
  sign: 'its sign is the other way round',
  factor: 'it is off by a constant factor',
  'inner derivative': 'the inner derivative is forgotten',
};

export const componentName = ({ name }: Component) => `∂f/∂${name}`;

export const verdictText = ({ verdict, slip }: Component) => (slip ? `${verdict}: ${slip}` : verdict);

export const checkWords = (numbers: NumberFormats): CheckWords => ({
  name: componentName,
  verdict: ({ verdict }) => verdict,
  tick: numbers.tick,
  tolerance: (share) => `tolerance ${numbers.rate(share)}`,
});

/** Caption: the verdict in a sentence or two. */
export function checkCaption({ verdict, components }: Report, numbers: NumberFormats): string {
  const wrong = components.filter((each) => each.verdict === verdict);
  if (verdict === 'pass') {
    const most = Math.max(...components.map(relativeError));
    const all =
      components.length === 1 ? 'The derivative is right' : `All ${components.length} components are right`;
    return `${all}: ${most === 0 ? 'no digit differs from what is measured' : `off by ${numbers.measured(most)} of ${components.length === 1 ? 'its' : 'their'} size at most`}.`;
  }
  return wrong.map((each) => componentSentence(each, numbers)).join(' ');
}

function componentSentence(component: Component, numbers: NumberFormats): string {
  const { verdict, claimed, numeric, estimatedError, slip, left, right } = component;
  const [name, said] = [componentName(component), numbers.coordinate];
  if (verdict === 'fail')
    return `${name} is wrong: ${said(claimed)} is claimed, ${numbers.measured(numeric)} is measured${slip ? `; ${slipTexts[slip]}` : ''}.`;
  if (verdict === 'kink')
    return `${name} has a kink here: the slope is ${numbers.measured(left!)} on its left and ${numbers.measured(right!)} on its right, and ${said(claimed)} is between them.`;
  return Number.isFinite(numeric)
    ? `Nothing can be said of ${name} here: the ${numbers.measured(numeric)} measured may be off by ${numbers.measured(estimatedError)}.`
    : `Nothing can be said of ${name} here: f or its slope is not finite, or f jumps.`;
}
