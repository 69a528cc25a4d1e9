// What is asked of a chain: the slope along an input, or which input counts most.

import { chainPhrases } from '../../src/phrases/en.js';
import {
  type ChainPicture,
  type ChainSheet,
  type ChainView,
  chainDrawing,
  trackOf,
} from '../../src/picture/chain/chainDrawing.js';
import type { ChainModel } from '../../src/picture/chain/chainModel.js';
import { chainMoment, chainTotal } from '../../src/picture/chain/chainMoment.js';
import { chainWords } from '../../src/picture/chain/chainSentences.js';
import { plainName } from '../../src/picture/chain/plainName.js';
import { italicMark } from '../../src/picture/derivative/tangentSentences.js';
import type { Language } from '../../src/picture/language.js';
import { niceStep } from '../../src/picture/niceNumbers.js';
import { guessHandle } from '../../src/picture/predict/guessHandle.js';
import type { Question } from '../predict/predictRound.js';

/** Pixels from the track of an input down to that of the guess of its slope. */
const below = 24;
/** Least end of the range of a guessed slope. */
const leastEnd = 2;

const italic = (name: string) => `${italicMark}${plainName(name)}${italicMark}`;

/** The chain with its values alone. */
export function valuesAlone(
  model: ChainModel,
  handles: readonly number[],
  sheet: ChainSheet,
  language: Language,
): ChainPicture {
  const backward = { ...model, isForward: false, nudge: null };
  const moment = chainMoment(backward, chainTotal(backward).turn);
  const view: ChainView = { model: backward, moment, handles, path: null, wrong: null };
  return chainDrawing(view, sheet, chainWords(language));
}

/** The input that a guess is of, the first where it names none. */
export const askedInput = ({ inputs }: ChainModel, guess: string): number =>
  Math.max(0, inputs.indexOf(guess.split('=', 1)[0]));

export function chainQuestion(
  model: ChainModel | null,
  of: 'slope' | 'input',
  guess: string,
  draw: (sheet: ChainSheet) => ChainPicture,
  language: Language,
): Question | null {
  if (
    !model ||
    model.inputs.length === 0 ||
    !model.back.slopes.slice(0, model.inputs.length).every(Number.isFinite)
  )
    return null;
  const { inputs, at, back, outputNames, chain } = model;
  const { measured } = language.numbers;
  const said = language.phrases(chainPhrases);
  const output = italic(outputNames[model.output]);
  const slopes = inputs.map((_, i) => back.slopes[i]);
  const key = [of, chain.formula.text, model.output, ...at].join(' ');
  if (of === 'input') {
    const most = Math.max(...slopes.map(Math.abs));
    const truth = slopes.flatMap((slope, i) => (Math.abs(slope) === most ? [i] : []));
    if (inputs.length < 2) return null;
    return {
      ...{ key, truth, question: said.asksLargest(output) },
      answer: said.answersLargest(italic(inputs[truth[0]]), measured(slopes[truth[0]])),
      choices: inputs.map((name) => ({ name: plainName(name) })),
      told: (choice) => said.saidInput(italic(inputs[choice]), measured(slopes[choice])),
    };
  }
  const input = askedInput(model, guess);
  const [subject, slope] = [inputs[input], slopes[input]];
  const end = Math.max(leastEnd, niceStep(1.2 * Math.abs(slope)));
  const track = (sheet: ChainSheet) => {
    const { left, y, length } = trackOf(draw(sheet).geometry, input);
    return { left, y: y + below, length };
  };
  const place = ([each]: readonly number[], sheet: ChainSheet): [number, number] => {
    const { left, y, length } = track(sheet);
    return [left + (length * (Math.max(-end, Math.min(end, each)) + end)) / (2 * end), y];
  };
  return {
    ...{ kind: 'height', truth: [slope], within: 0.05 * end, key: `${key} ${subject}`, subject },
    question: said.asksSlope(output, italic(subject)),
    answer: said.answersSlope(output, italic(subject), measured(slope)),
    axes: [
      {
        ...{ name: said.guessedSlope(plainName(subject)), step: niceStep(end / 100), usual: 0 },
        span: { from: -end, to: end },
      },
    ],
    place,
    guessAt: (x, _, sheet) => {
      const { left, length } = track(sheet);
      return [((x - left) / length) * 2 * end - end];
    },
    marks: (given, text, isAnswered, sheet) => {
      if (isAnswered) return [];
      const { left, y, length } = track(sheet);
      const [x] = place(given, sheet);
      const color = sheet.palette.series[3];
      return [
        { kind: 'line', points: [left, y, left + length, y], color, width: 2, dash: [4, 3] },
        ...guessHandle(x, y, text, false, sheet).map((mark) =>
          mark.kind === 'words' ? { ...mark, x: left - 7, y: y + 22, align: 'left' as const } : mark,
        ),
      ];
    },
  };
}
