// What is asked of the steps of a difference scheme: which is best, or how fast the error falls.

import { differencePhrases } from '../../src/phrases/en.js';
import type { Sheet } from '../../src/picture/compare/lossChart.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import { type StepCurveView, stepAtPixel, stepPlace } from '../../src/picture/difference/stepChart.js';
import type { DifferenceModel, SchemeName } from '../../src/picture/difference/stepModel.js';
import type { Language } from '../../src/picture/language.js';
import { lineAcross } from '../../src/picture/predict/guessHandle.js';
import type { Question } from '../predict/predictRound.js';

/** A factor that counts as none, and the powers that may be chosen. */
const within = 3;
const orders = [1, 2, 3, 4];

export function schemeQuestion(
  { f, x, schemes, parameters }: DifferenceModel,
  of: 'step' | 'order',
  { numbers, phrases }: Language,
): Question | null {
  const [scheme] = schemes;
  if (!scheme || !Number.isFinite(scheme.error[scheme.best])) return null;
  const said = phrases(differencePhrases);
  const name = said.schemes[scheme.name as SchemeName];
  const here = `${italicMark}${f.variables[0]}${italicMark} = ${numbers.coordinate(x)}`;
  const key = JSON.stringify([of, f.text, [...parameters], x, scheme.name]);
  const { step, best, error, truncation } = scheme;
  if (of === 'order') {
    const order = Math.round(Math.log2(truncation[0] / truncation[1]));
    if (!orders.includes(order)) return null;
    const factor = (power: number) => numbers.count(1 << power);
    return {
      key,
      question: said.asksOrder(name, here),
      answer: said.answersOrder(factor(order), numbers.count(order)),
      choices: orders.map((power) => ({ name: said.dividedBy(factor(power)) })),
      truth: [orders.indexOf(order)],
      told: (choice) => said.saidOrder(factor(orders[choice])),
    };
  }
  const view: StepCurveView = { schemes, at: 0, chosen: 0 };
  const [least, most] = [step[step.length - 1], step[0]];
  const h = `${italicMark}h${italicMark} = ${numbers.measured(step[best])}`;
  return {
    ...{ kind: 'size', truth: [step[best]], within, key },
    question: said.asksStep(name, here),
    answer: said.answersStep(h, error[best] === 0 ? null : numbers.measured(error[best])),
    axes: [{ name: said.guessedStep, span: { from: least, to: most }, step: 0, usual: 0.1 * most }],
    place: ([guess], sheet) => {
      const { x: across, box } = stepPlace(view, sheet, guess);
      return [across, box.top + box.height / 2];
    },
    guessAt: (across, _, sheet) => [step[stepAtPixel(view, sheet, across)]],
    marks: ([guess], text, isAnswered, sheet: Sheet) => {
      const { x: across, box } = stepPlace(view, sheet, guess);
      return lineAcross(across, box, text, isAnswered, sheet);
    },
  };
}
