// Loss chart: losses against steps, with frame, axes and runs as marks.
import { lossGrid, stepAxis, stepLabels, zeroBreak } from '../axes.js';
import { endLabels } from '../labels.js';
import type { LossRange } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Drawing, Mark, Measure } from '../scene.js';
import { stepTicks } from '../ticks.js';
import { moved } from '../titleBlock.js';
import { picture } from './runMarks.js';
import type { View, Wording } from './runView.js';

/** Width, palette and text measure of a chart. */
export interface Sheet {
  width: number;
  narrow: boolean;
  palette: Palette;
  measure: Measure;
}

export interface Chart extends Drawing {
  box: Box;
  /** Last step of its axis. */
  span: number;
}

/** Room above the plot area for half a line of text: the topmost tick, a × and its sentence. */
export const head = 10;
export const foot = 26;
const anything: LossRange = { low: 0, high: 1, zero: null, linear: false };
const emptySpan = 1000;

/** Drawing of a view; empty axes where there is none. */
export function lossChart(view: View | null, sheet: Sheet, wording: Wording): Chart {
  const { width, narrow, palette, measure } = sheet;
  const words = narrow ? briefly(wording) : wording;
  const span = view?.span ?? emptySpan;
  const range = view?.range ?? anything;
  const box = lossBox(sheet, guttersOf(view, sheet, words), range, { from: 0, to: span });
  const ticks = stepTicks(span, narrow ? 3 : 6);
  const marks: Mark[] = [
    ...(view ? lossGrid(range, box, palette, narrow ? 4 : 8, words.tick) : []),
    ...stepAxis(ticks, box, palette),
    ...stepLabels(ticks, pointedStep(view), box, palette, words, measure),
    ...(view ? zeroBreak(range, box, palette) : []),
    ...(view ? picture(view, box, palette, words, measure) : []),
  ];
  return { width, height: heightOf(sheet), marks, box, span };
}

/** Drawing below the name of its vertical axis. */
export function named({ width, height, marks }: Drawing, name: string, { quiet }: Palette): Drawing {
  const room = 20;
  const title: Mark = { kind: 'words', x: 0, y: 8, text: name, color: quiet };
  return { width, height: height + room, marks: [title, ...marks.map((mark) => moved(mark, 0, room))] };
}

export const heightOf = ({ width, narrow }: Pick<Sheet, 'width' | 'narrow'>) =>
  narrow ? 300 : Math.min(440, Math.max(320, Math.round(width / 2)));

/** Words of a narrow chart, which has room for no more than a × to say that a run diverged. */
const briefly = (words: Wording): Wording => ({
  ...words,
  diverged: (label, step) => (step === null ? label : words.diverged(label, step)),
});

function guttersOf(view: View | null, { narrow, measure }: Sheet, words: Wording) {
  const runs = endLabels(view?.strands ?? [], view?.last ?? null, (label) => words.diverged(label, null));
  const ends = view && view.apart !== null ? [...runs, words.losses(!view.apart)] : runs;
  const right = Math.max(...ends.map((text) => measure(text, true)), 54);
  return { left: narrow ? 40 : 48, right: Math.ceil(right) + 18 };
}

/** Plot area between the gutters, with the scales of losses and of what is across. */
export function lossBox(
  sheet: Sheet,
  { left, right }: { left: number; right: number },
  { low, high, zero }: LossRange,
  across: { from: number; to: number },
  top = head,
): Box {
  const [width, height] = [Math.max(1, sheet.width - left - right), heightOf(sheet) - top - foot];
  const [perStep, perUnit] = [width / (across.to - across.from), height / (high - (zero ?? low))];
  return {
    left,
    top,
    width,
    height,
    edge: sheet.width,
    x: (step) => left + (step - across.from) * perStep,
    y: (unit) => top + (high - unit) * perUnit,
  };
}

/** Step of the hairline. */
function pointedStep(view: View | null): number | null {
  const lap = view && (view.cursor?.lap ?? (view.future ? view.head : null));
  return view && lap !== null ? view.steps[lap] : null;
}
