// Words and sentences of a figure of softmax and its cross-entropy.

import { softmaxPhrases } from '../../phrases/en.js';
import { italicMark } from '../derivative/tangentSentences.js';
import type { Language } from '../language.js';
import type { NumberFormats } from '../numberFormat.js';
import type { SoftmaxWords } from './softmaxBars.js';
import { breaks, type SoftmaxClass, type SoftmaxView, showsBoth } from './softmaxView.js';

/** A sum of slopes, which is 0 but for rounding. */
function sumText({ together, classes }: SoftmaxView, numbers: NumberFormats): string {
  const size = Math.max(...classes.map(({ slope }) => Math.abs(slope)));
  return numbers.measured(Math.abs(together.slope) <= 1e-12 * size ? 0 : together.slope);
}

export function softmaxWords(view: SoftmaxView, { numbers, phrases }: Language): SoftmaxWords {
  const { temperature, shift, together, largest, classes, chosen } = view;
  const said = phrases(softmaxPhrases);
  const over = temperature === 1 ? '' : ` ÷ ${numbers.coordinate(temperature)}`;
  const exp = over ? `exp(z${over})` : 'exp z';
  const less = shifted(-largest, numbers);
  const rest = over ? `exp((z ${less})${over})` : `exp(z ${less})`;
  const both = showsBoth(view);
  const divisor = numbers.measured(both ? together.taken : together.exp);
  const slope = over ? `${said.slope} (p − y)${over}` : `${said.slope} p − y`;
  return {
    logits: shift === 0 ? said.logits : [said.shiftedLogits(shifted(shift, numbers))],
    exp: [said.together(exp, numbers.measured(together.exp)), exp, 'exp z'],
    plain: [said.asWritten(exp), said.asWritten('exp'), 'exp z'],
    taken: [said.together(rest, numbers.measured(together.taken)), rest, said.lessLargest],
    probability: [
      said.together(`p = ${both ? rest : exp} ÷ ${divisor}`, '1'),
      `p = exp ÷ ${divisor}`,
      said.together('p', '1'),
    ],
    slope: [said.together(slope, sumText(view, numbers)), slope, ...(over ? [said.slope] : [])],
    loss: lossTitles(classes, chosen, said),
    others: (count) => said.others(numbers.count(count)),
    target: said.target,
    undefined: said.isNoNumber(together.exp > 0 ? '∞ ÷ ∞' : '0 ÷ 0'),
    logit: numbers.coordinate,
    number: numbers.measured,
    tick: numbers.tick,
    lossIs: (value) => said.lossIs(numbers.measured(value)),
    slopeIs: (value) => said.slopeIs(numbers.measured(value)),
    z: 'z',
  };
}

function lossTitles(
  classes: readonly SoftmaxClass[],
  chosen: number,
  said: typeof softmaxPhrases,
): readonly string[] {
  const only = classes.find(({ target }) => target === 1);
  const name = only ? said.lossOf(only.name.slice(0, 12)) : said.mixedLoss;
  const isMoving = only !== undefined && only === classes[chosen];
  const moving = isMoving
    ? said.itsLogitMoves(name)
    : said.logitMoves(name, classes[chosen].name.slice(0, 12));
  return [moving, name, said.loss];
}

const shifted = (shift: number, numbers: NumberFormats) =>
  `${shift < 0 ? '−' : '+'} ${numbers.coordinate(Math.abs(shift))}`;

const italic = (name: string) => `${italicMark}${name}${italicMark}`;

export function softmaxCaption(view: SoftmaxView, language: Language): string {
  return showsBoth(view) ? shiftCaption(view, language) : slopeCaption(view, language);
}

/** What the class in hand gets and should get, its pull, and that of the others. */
function slopeCaption(view: SoftmaxView, { numbers, phrases }: Language): string {
  const { classes, chosen, others } = view;
  const said = phrases(softmaxPhrases);
  const hand = classes[chosen];
  const rest = classes.filter((each) => each !== hand);
  const share = shareText(hand, view, numbers, said);
  const gets = said.gets(italic(hand.name), share, numbers.measured(hand.target));
  if (hand.slope === 0) return said.noPull(gets);
  const first = said.pulls(gets, hand.slope < 0, numbers.measured(Math.abs(hand.slope)));
  const isAlone = rest.every(({ slope }) => slope === 0 || slope < 0 !== hand.slope < 0);
  if (!isAlone) return `${first} ${said.slopesTogether(sumText(view, numbers))}`;
  if (others || rest.length > 3) return `${first} ${said.pullOnAll}`;
  const names = rest.map(({ name }) => italic(name));
  return `${first} ${said.pullOn(
    names,
    rest.map(({ slope }) => numbers.measured(Math.abs(slope))),
  )}`;
}

/** A probability; where it rounds to 1, what it lacks. */
function shareText(
  hand: SoftmaxClass,
  { classes, others }: SoftmaxView,
  numbers: NumberFormats,
  said: typeof softmaxPhrases,
): string {
  const lack = classes.reduce(
    (sum, each) => (each === hand ? sum : sum + each.probability),
    others?.probability ?? 0,
  );
  return hand.probability > 0.9995 && lack > 0
    ? said.allBut(numbers.measured(lack))
    : numbers.measured(hand.probability);
}

/** What the formula as it is written comes to, and that without the largest logit. */
function shiftCaption(view: SoftmaxView, { numbers, phrases }: Language): string {
  const { classes, unshifted, shift, together } = view;
  const said = phrases(softmaxPhrases);
  const found = classes.map(({ probability }) => numbers.measured(probability));
  const isAsBefore = found.join() === unshifted.map(numbers.measured).join();
  const list = classes.length <= 6 ? `: ${numbers.list(found)}` : '';
  if (!breaks(view)) return said.moreInEach(numbers.coordinate(shift), isAsBefore, list);
  const broken = together.exp > 0 ? said.overflows : said.vanishes;
  return `${broken} ${said.takenOff(shift !== 0 && isAsBefore, list)}`;
}

/** What a handle says: a logit, its probability and its slope. */
export const handleWords = (
  { logit, probability, slope }: SoftmaxClass,
  { numbers, phrases }: Language,
): string =>
  phrases(softmaxPhrases).handle(
    numbers.coordinate(logit),
    numbers.measured(probability),
    numbers.measured(slope),
  );
