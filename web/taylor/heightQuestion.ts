// What is asked of a polynomial: how high it is at the point.

import { taylorPhrases } from '../../src/phrases/en.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { niceStep } from '../../src/picture/niceNumbers.js';
import { heightAt, heightMarks, heightPlace } from '../../src/picture/predict/heightGuess.js';
import { curveHeights } from '../../src/picture/taylor/ordersDrawing.js';
import { polynomialAt, type TaylorModel } from '../../src/picture/taylor/taylorModel.js';
import type { Question } from '../predict/predictRound.js';

export function heightQuestion(model: TaylorModel | null, { numbers, phrases }: Language): Question | null {
  if (model?.kind !== 'orders') return null;
  const { f, to, order, center, variable, parameters } = model;
  const [truth, own] = [polynomialAt(model, order, to), f.of(to)];
  if (!Number.isFinite(truth)) return null;
  const said = phrases(taylorPhrases);
  const { measured, coordinate, count, tick } = numbers;
  const { from, to: top } = curveHeights(model);
  const height = top - from;
  const italic = (name: string) => `${italicMark}${name}${italicMark}`;
  return {
    ...{ kind: 'height', truth: [truth], within: 0.05 * height },
    key: JSON.stringify([f.text, [...parameters], center, to, order]),
    question: said.asksHeight(
      count(order),
      `${italic('a')} = ${coordinate(center)}`,
      `${italic(variable)} = ${coordinate(to)}`,
    ),
    answer: said.answersHeight(measured(truth), italic('f'), measured(own)),
    axes: [
      {
        ...{ name: said.guessedHeight, step: niceStep(height / 200), usual: (from + top) / 2 },
        span: { from: from - 2 * height, to: top + 2 * height },
      },
    ],
    place: ([guess], sheet) => heightPlace(model, guess, sheet, tick),
    guessAt: (_, y, sheet) => [heightAt(model, y, sheet, tick)],
    marks: ([guess], text, isAnswered, sheet) =>
      heightMarks(model, guess, isAnswered ? truth : null, text, sheet, tick),
  };
}
