// Words and sentences of a figure of softmax and its cross-entropy.

import { italicMark } from '../derivative/tangentSentences.js';
import type { NumberFormats } from '../numberFormat.js';
import type { SoftmaxWords } from './softmaxBars.js';
import { breaks, type SoftmaxClass, type SoftmaxView, showsBoth } from './softmaxView.js';

/** A sum of slopes, which is 0 but for rounding. */
function sumText({ together, classes }: SoftmaxView, numbers: NumberFormats): string {
  const size = Math.max(...classes.map(({ slope }) => Math.abs(slope)));
  return numbers.measured(Math.abs(together.slope) <= 1e-12 * size ? 0 : together.slope);
}

export function softmaxWords(view: SoftmaxView, numbers: NumberFormats): SoftmaxWords {
  const { temperature, shift, together, largest, classes, chosen } = view;
  const said = (value: number) => numbers.coordinate(value);
  const over = temperature === 1 ? '' : ` ÷ ${said(temperature)}`;
  const exponent = over ? `(z${over})` : ' z';
  const rest = over ? `((z ${shifted(-largest, numbers)})${over})` : `(z ${shifted(-largest, numbers)})`;
  const both = showsBoth(view);
  const divisor = both ? together.taken : together.exp;
  const name = classes[chosen].name.slice(0, 12);
  const only = classes.find(({ target }) => target === 1);
  const lossName = only ? `loss −log p of ${only.name.slice(0, 12)}` : 'loss −Σ y log p';
  const moving = only && only === classes[chosen] ? 'as its logit moves' : `as the logit of ${name} moves`;
  return {
    logits: shift === 0 ? ['logits z, drag', 'logits z'] : [`logits z ${shifted(shift, numbers)}`],
    exp: [`exp${exponent}, together ${numbers.measured(together.exp)}`, `exp${exponent}`, 'exp z'],
    plain: [`exp${exponent} as written`, 'exp as written', 'exp z'],
    taken: [`exp${rest}, together ${numbers.measured(together.taken)}`, `exp${rest}`, 'exp less the largest'],
    probability: [
      `p = exp${both ? rest : exponent} ÷ ${numbers.measured(divisor)}, together 1`,
      `p = exp ÷ ${numbers.measured(divisor)}`,
      'p, together 1',
    ],
    slope: over
      ? [`slope (p − y)${over}, together ${sumText(view, numbers)}`, `slope (p − y)${over}`, 'slope']
      : [`slope p − y, together ${sumText(view, numbers)}`, 'slope p − y'],
    loss: [`${lossName}, ${moving}`, `${lossName}`, 'loss'],
    others: (count) => `${numbers.count(count)} others`,
    target: 'target',
    undefined: together.exp > 0 ? '∞ ÷ ∞ is no number' : '0 ÷ 0 is no number',
    logit: said,
    number: numbers.measured,
    tick: numbers.tick,
    lossIs: (value) => `loss ${numbers.measured(value)}`,
    slopeIs: (value) => `slope ${numbers.measured(value)}`,
    z: 'z',
  };
}

const shifted = (shift: number, numbers: NumberFormats) =>
  `${shift < 0 ? '−' : '+'} ${numbers.coordinate(Math.abs(shift))}`;

const italic = (name: string) => `${italicMark}${name}${italicMark}`;

/** `b and c`, `b, c and d`. */
function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

export function softmaxCaption(view: SoftmaxView, numbers: NumberFormats): string {
  return showsBoth(view) ? shiftCaption(view, numbers) : slopeCaption(view, numbers);
}

/** What the class in hand gets and should get, its pull, and that of the others. */
function slopeCaption(view: SoftmaxView, numbers: NumberFormats): string {
  const { classes, chosen, others } = view;
  const hand = classes[chosen];
  const rest = classes.filter((each) => each !== hand);
  const gets = `${italic(hand.name)} gets ${shareText(hand, view, numbers)} and should get ${numbers.measured(hand.target)}`;
  if (hand.slope === 0) return `${gets}, so its logit has no pull.`;
  const way = hand.slope < 0 ? 'lowers' : 'raises';
  const first = `${gets}, so raising its logit ${way} the loss, ${numbers.measured(Math.abs(hand.slope))} for each unit.`;
  const isAlone = rest.every(({ slope }) => slope === 0 || slope < 0 !== hand.slope < 0);
  if (!isAlone) return `${first} All slopes together are ${sumText(view, numbers)}.`;
  if (others || rest.length > 3)
    return `${first} The pull on all others together is the same amount the other way.`;
  const pulls = rest.map(({ slope }) => numbers.measured(Math.abs(slope)));
  const sizes = pulls.length > 1 ? `, ${listed(pulls)},` : '';
  return `${first} The pull on ${listed(rest.map(({ name }) => italic(name)))}${sizes} is the same amount the other way.`;
}

/** A probability; where it rounds to 1, what it lacks. */
function shareText(hand: SoftmaxClass, { classes, others }: SoftmaxView, numbers: NumberFormats): string {
  const lack = classes.reduce(
    (sum, each) => (each === hand ? sum : sum + each.probability),
    others?.probability ?? 0,
  );
  return hand.probability > 0.9995 && lack > 0
    ? `all but ${numbers.measured(lack)}`
    : numbers.measured(hand.probability);
}

/** What the formula as it is written comes to, and that without the largest logit. */
function shiftCaption(view: SoftmaxView, numbers: NumberFormats): string {
  const { classes, unshifted, shift, together } = view;
  const found = classes.map(({ probability }) => numbers.measured(probability));
  const isAsBefore = found.join() === unshifted.map(numbers.measured).join();
  const list = classes.length <= 6 ? `: ${found.join(', ')}` : '';
  if (!breaks(view)) {
    const same = isAsBefore
      ? `nothing changes${list}`
      : `the probabilities are those of numbers that hold less of the logits${list}`;
    return `${numbers.coordinate(shift)} more in each logit multiplies every exponential alike, and ${same}.`;
  }
  const broken =
    together.exp > 0
      ? 'Above 709 exp overflows, so the plain formula divides ∞ by ∞.'
      : 'Below −745 exp is 0, so the plain formula divides 0 by 0.';
  const same = shift !== 0 && isAsBefore ? ' as before' : '';
  return `${broken} With the largest logit taken off first the probabilities are${same}${list}.`;
}

/** What a handle says: a logit, its probability and its slope. */
export const handleWords = ({ logit, probability, slope }: SoftmaxClass, numbers: NumberFormats): string =>
  `${numbers.coordinate(logit)}, probability ${numbers.measured(probability)}, slope ${numbers.measured(slope)}`;

/** Other words of the figure, gathered here. */
export const softmaxLabels = {
  question: 'How do logits become a verdict?',
  subtitle: 'Purple is yours to drag, green is how the loss answers',
  keys: [
    ['↑ ↓', 'a larger logit, a smaller one'],
    ['Shift, Alt', 'further, finer'],
    ['← →', 'another class'],
    ['Home End', 'the ends of the range'],
    ['Enter', 'type the number'],
  ] as const,
  handles: 'Logits',
  logitOf: (name: string) => `logit of ${name}`,
  temperature: 'T, the temperature',
  shareOf: (name: string) => `share of ${name} in the target`,
  target: 'target',
  mix: 'Mix',
  shift: 'Shift by 1 000',
  shiftBack: 'Shift back',
  reset: 'Reset',
  empty: ['No logits yet', 'Write some with spaces between them, such as 2 1 0.1.'] as const,
  values: 'Values',
  columns: ['class', 'logit', 'exp', 'probability', 'target', 'slope'] as const,
  jacobian: (temperature: number) => `Jacobian diag(p) − p pᵀ${temperature === 1 ? '' : ', divided by T'}`,
  jacobianSize: (size: string, rank: number) => `${size}, rank ${rank}`,
  jacobianNote:
    'Cell i, j is the change of probability i for a push of logit j. Area is size; filled positive, hollow negative. Rows and columns add to 0.',
};
