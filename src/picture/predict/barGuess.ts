// A bar that is dragged as a guess: of a probability, or of the slope along a logit.

import type { Sheet } from '../compare/lossChart.js';
import type { Drawing, Mark } from '../scene.js';
import { type BarPanel, barEnd, barFrame, dashedBox } from '../softmax/barPanel.js';
import { probabilityFrame } from '../softmax/probabilityPanel.js';
import { namesOf, type SoftmaxWords, titleMark } from '../softmax/softmaxBars.js';
import { logitMarks, slopeFrame, slopeSize, softmaxLayout } from '../softmax/softmaxChart.js';
import { type SoftmaxView, showsBoth } from '../softmax/softmaxView.js';
import { guessHandle, hiddenNote } from './guessHandle.js';

type GuessedBar = 'probability' | 'slope';

/** Room below the panels for names. */
const foot = 40;

/** The panel on which the bar is dragged, and that of the answer. */
function frameOf(
  view: SoftmaxView,
  of: GuessedBar,
  sheet: Sheet,
  words: SoftmaxWords,
  isAnswered = false,
): BarPanel {
  const { right, below } = softmaxLayout(view, sheet, words.tick).places;
  const { length } = namesOf(view, words);
  const isBelow = isAnswered && (of === 'slope' || showsBoth(view));
  return of === 'probability'
    ? probabilityFrame(isBelow ? below : right, length, sheet, words.tick)
    : slopeFrame(isBelow ? below : right, length, isAnswered ? slopeSize(view) : 1, sheet, words.tick);
}

/** Logits, and a panel without its bars. */
export function askedBars(
  view: SoftmaxView,
  of: GuessedBar,
  sheet: Sheet,
  words: SoftmaxWords,
  hidden: string,
): Drawing {
  const { palette, measure } = sheet;
  const layout = softmaxLayout(view, sheet, words.tick);
  const { right, exp } = layout.places;
  const frame = frameOf(view, of, sheet, words);
  const title = (of === 'probability' ? words.probability : words.slope).slice(-1);
  return {
    width: sheet.width,
    height: right.top + right.height + foot,
    marks: [
      // Rings as on paper: nothing there is dragged.
      ...logitMarks(view, layout, { ...sheet, palette: { ...palette, paper: true } }, words),
      hiddenNote(exp, hidden, sheet),
      titleMark(right, title, palette.quiet, measure),
      ...barFrame(frame, namesOf(view, words), words.tick, sheet),
    ],
  };
}

/** The end of a guessed bar, and the number for a height. */
export function barGuessPlace(
  view: SoftmaxView,
  of: GuessedBar,
  at: number,
  value: number,
  sheet: Sheet,
  words: SoftmaxWords,
): [x: number, y: number] {
  const frame = frameOf(view, of, sheet, words);
  return [frame.x(at), barEnd(frame, value)];
}

export function barGuessAt(
  view: SoftmaxView,
  of: GuessedBar,
  y: number,
  sheet: Sheet,
  words: SoftmaxWords,
): number {
  const { up, top, height } = frameOf(view, of, sheet, words).panel;
  return up.to - ((y - top) / height) * (up.to - up.from);
}

/** The guessed bar, dashed, with its handle; beside the answer a line at its height. */
export function barGuessMarks(
  view: SoftmaxView,
  of: GuessedBar,
  at: number,
  value: number,
  text: string,
  isAnswered: boolean,
  sheet: Sheet,
  words: SoftmaxWords,
): Mark[] {
  if (isAnswered && of === 'slope' && showsBoth(view)) return [];
  const { palette } = sheet;
  const frame = frameOf(view, of, sheet, words, isAnswered);
  const [x, y] = [frame.x(at), barEnd(frame, value)];
  const half = frame.bar / 2;
  const color = palette.series[3];
  if (!isAnswered)
    return [dashedBox(x - half, y, x + half, frame.base, color), ...guessHandle(x, y, text, false, sheet)];
  const { left, width } = frame.panel;
  const right = left + width;
  return [
    { kind: 'line', points: [left, y, right, y], color, width: 1.5, dash: [4, 3] },
    { kind: 'words', x: right, y: y - 9, text, color: palette.labels[3], align: 'right' },
  ];
}
