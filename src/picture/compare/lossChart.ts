// Loss chart: losses against steps, with frame, axes and runs as marks.
import { lossGrid, lossGutter, stepAxis, stepLabels, zeroBreak } from '../axes.js';
import { endLabels } from '../labels.js';
import type { LossRange } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Drawing, Mark, Measure } from '../scene.js';
import { crowdSize } from '../series.js';
import { stepTicks } from '../ticks.js';
import { translateMark } from '../titleBlock.js';
import { runMarks } from './runMarks.js';
import type { ChartWords, RunsView } from './runView.js';

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
export const topMargin = 10;
export const bottomMargin = 26;
const emptyLossRange: LossRange = { low: 0, high: 1, zero: null, scale: 'log' };
const emptySpan = 1000;

/** Drawing of a view; empty axes where there is none. */
export function lossChart(view: RunsView | null, sheet: Sheet, wording: ChartWords): Chart {
  const { width, narrow, palette, measure } = sheet;
  const words = narrow ? shortLabels(wording) : wording;
  const span = view?.span ?? emptySpan;
  const range = view?.range ?? emptyLossRange;
  const box = lossBox(sheet, chartGutters(view, sheet, words), range, { from: 0, to: span });
  const ticks = stepTicks(span, narrow ? 3 : 6);
  const marks: Mark[] = [
    ...(view ? lossGrid(range, box, palette, narrow, words.tick) : []),
    ...stepAxis(ticks, box, palette),
    ...stepLabels(ticks, pointedStep(view), box, palette, words, measure),
    ...(view ? zeroBreak(range, box, palette) : []),
    ...(view ? runMarks(view, box, palette, words, measure) : []),
  ];
  return { width, height: chartHeight(sheet), marks, box, span };
}

/** Drawing below the name of its vertical axis. */
export function withAxisTitle({ width, height, marks }: Drawing, name: string, { quiet }: Palette): Drawing {
  const room = 20;
  const title: Mark = { kind: 'words', x: 0, y: 8, text: name, color: quiet };
  return {
    width,
    height: height + room,
    marks: [title, ...marks.map((mark) => translateMark(mark, 0, room))],
  };
}

export const chartHeight = ({ width, narrow }: Pick<Sheet, 'width' | 'narrow'>) =>
  narrow ? 300 : Math.min(440, Math.max(320, Math.round(width / 2)));

/** Words of a narrow chart, which has room for no more than a × to say that a run diverged. */
const shortLabels = (words: ChartWords): ChartWords => ({
  ...words,
  diverged: (label, step) => (step === null ? label : words.diverged(label, step)),
});

function chartGutters(view: RunsView | null, sheet: Sheet, words: ChartWords) {
  const list = view?.seriesList ?? [];
  // In a crowd few have labels, and the plot has the width of the others'.
  const isCrowd = list.filter(({ hidden }) => !hidden).length > crowdSize && !sheet.palette.paper;
  const named = list.filter((each) => !isCrowd || each.leads || each.diverged !== null);
  const runs = endLabels(named, view?.last ?? null, (label) => words.diverged(label, null));
  const ends = view && view.showsValidation !== null ? [...runs, words.losses(!view.showsValidation)] : runs;
  const right = Math.max(...ends.map((text) => sheet.measure(text, true)), 54);
  const left = lossGutter(view?.range ?? emptyLossRange, sheet, words.tick);
  return { left, right: Math.ceil(right) + 18 };
}

/** Plot area between the gutters, with the scales of losses and of what is across. */
export function lossBox(
  sheet: Sheet,
  { left, right }: { left: number; right: number },
  { low, high, zero }: LossRange,
  across: { from: number; to: number },
  top = topMargin,
  height = chartHeight(sheet) - top - bottomMargin,
): Box {
  const width = Math.max(1, sheet.width - left - right);
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
function pointedStep(view: RunsView | null): number | null {
  const sample = view && (view.cursor?.sample ?? (view.future ? view.head : null));
  return view && sample !== null ? view.steps[sample] : null;
}
