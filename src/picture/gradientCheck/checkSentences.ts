// Sentences on a gradient check.
import type { Component, Report } from '../../calculus/verdict.js';
import { gradientCheckPhrases } from '../../phrases/en.js';
import type { Language } from '../language.js';
import { type CheckWords, relativeError } from './checkChart.js';

export const componentName = ({ name }: Component) => `∂f/∂${name}`;

export function verdictText({ verdict, slip }: Component, { phrases }: Language): string {
  const { verdicts, slips } = phrases(gradientCheckPhrases);
  return slip ? `${verdicts[verdict]}: ${slips[slip]}` : verdicts[verdict];
}

export function checkWords({ numbers, phrases }: Language): CheckWords {
  const { verdicts, tolerance } = phrases(gradientCheckPhrases);
  return {
    name: componentName,
    verdict: ({ verdict }) => verdicts[verdict],
    tick: numbers.tick,
    tolerance: (share) => tolerance(numbers.rate(share)),
  };
}

/** Caption: the verdict in a sentence or two. */
export function checkCaption({ verdict, components }: Report, language: Language): string {
  if (verdict === 'pass') {
    const most = Math.max(...components.map(relativeError));
    const off = most === 0 ? null : language.numbers.measured(most);
    return language.phrases(gradientCheckPhrases).allRight(components.length, off);
  }
  const wrong = components.filter((each) => each.verdict === verdict);
  return wrong.map((each) => componentSentence(each, language)).join(' ');
}

function componentSentence(component: Component, { numbers, phrases }: Language): string {
  const { verdict, claimed, numeric, estimatedError, slip, left, right } = component;
  const [name, said] = [componentName(component), phrases(gradientCheckPhrases)];
  const { coordinate, measured } = numbers;
  if (verdict === 'fail')
    return said.wrong(name, coordinate(claimed), measured(numeric), slip ? said.slipSentences[slip] : null);
  if (verdict === 'kink') return said.kink(name, measured(left!), measured(right!), coordinate(claimed));
  return Number.isFinite(numeric)
    ? said.unsure(name, measured(numeric), measured(estimatedError))
    : said.unknown(name);
}
