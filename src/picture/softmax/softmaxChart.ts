// Logits, their exponentials and probabilities as bars, and below them the loss as a logit moves and its slopes.

import type { Sheet } from '../compare/lossChart.js';
import { niceStep } from '../niceNumbers.js';
import type { Palette } from '../palette.js';
import type { Area, Drawing, Mark } from '../scene.js';
import {
  type Bar,
  type BarPanel,
  barEnd,
  barFrame,
  barLabels,
  barMarks,
  barPanel,
  footCut,
  type Tick,
} from './barPanel.js';
import { lossMarks } from './lossPanel.js';
import { probabilityMarks } from './probabilityPanel.js';
import {
  barsOf,
  namesOf,
  roundAbove,
  type SoftmaxWords,
  titleMark,
  upFrom0,
  widestOf,
} from './softmaxBars.js';
import { breaks, isFarFromZero, type SoftmaxView, showsBoth } from './softmaxView.js';

type Place = 'logits' | 'exp' | 'right' | 'loss' | 'below';

interface SoftmaxLayout {
  height: number;
  places: Readonly<Record<Place, Area>>;
  /** Panel of the logits, with the places of their handles. */
  logits: BarPanel;
}

const titleRoom = 32;
const columnGap = 40;

function areasOf({ width, narrow }: Sheet): { height: number; places: Record<Place, Area> } {
  const areaAt = (left: number, row: number, across: number, height: number): Area => ({
    left,
    top: row + titleRoom,
    width: across,
    height,
  });
  if (narrow) {
    const half = (width - 16) / 2;
    const [second, third] = [200, 400];
    return {
      height: 590,
      places: {
        logits: areaAt(0, 0, width, 130),
        exp: areaAt(0, second, half, 120),
        right: areaAt(half + 16, second, half, 120),
        loss: areaAt(0, third, half, 120),
        below: areaAt(half + 16, third, half, 120),
      },
    };
  }
  const column = (width - 2 * columnGap) / 3;
  const rightmost = 2 * (column + columnGap);
  return {
    height: 426,
    places: {
      logits: areaAt(0, 0, column, 150),
      exp: areaAt(column + columnGap, 0, column, 150),
      right: areaAt(rightmost, 0, column, 150),
      loss: areaAt(0, 232, 2 * column + columnGap, 120),
      below: areaAt(rightmost, 232, column, 120),
    },
  };
}

export function softmaxLayout(view: SoftmaxView, sheet: Sheet, tick: Tick): SoftmaxLayout {
  const { height, places } = areasOf(sheet);
  const { logits: span, others } = view;
  const far = isFarFromZero(view);
  const from = far ? (span.from > 0 ? span.from : span.to) : 0;
  const count = view.classes.length + (others ? 1 : 0);
  const scale = { up: span, from, most: far ? 0 : 5, widest: sheet.narrow ? 44 : 28 };
  const logits = barPanel(places.logits, count, scale, tick, sheet.measure);
  return { height, places, logits };
}

/** Where the handle of a class's logit is. */
export function handlePlace({ logits }: SoftmaxLayout, view: SoftmaxView, i: number): [x: number, y: number] {
  return [logits.x(i), barEnd(logits, view.classes[i].logit)];
}

export function softmaxDrawing(view: SoftmaxView, sheet: Sheet, words: SoftmaxWords): Drawing {
  const layout = softmaxLayout(view, sheet, words.tick);
  const { places, height } = layout;
  const both = showsBoth(view);
  const marks = [
    ...logitMarks(view, layout, sheet, words),
    ...(breaks(view)
      ? brokenMarks(view, places.exp, sheet, words)
      : expMarks(view, 'exp', places.exp, words.exp, sheet, words)),
    ...(both
      ? [
          ...expMarks(view, 'taken', places.right, words.taken, sheet, words),
          ...lossMarks(view, places.loss, sheet, words),
          ...probabilityMarks(view, places.below, sheet, words),
        ]
      : [
          ...probabilityMarks(view, places.right, sheet, words),
          ...lossMarks(view, places.loss, sheet, words),
          ...slopeMarks(view, places.below, sheet, words),
        ]),
  ];
  return { width: sheet.width, height, marks };
}

/** The bars of the logits with their handles. */
export function logitMarks(
  view: SoftmaxView,
  layout: SoftmaxLayout,
  sheet: Sheet,
  words: SoftmaxWords,
): Mark[] {
  const { palette, measure } = sheet;
  const { logits: frame, places } = layout;
  const [purple, label] = [palette.series[3], palette.labels[3]];
  const far = isFarFromZero(view);
  const bars = view.classes.map(
    ({ name, logit }, i): Bar => ({
      name,
      value: logit,
      text: words.logit(logit),
      bold: true,
      first: i === view.chosen,
    }),
  );
  return [
    titleMark(places.logits, palette.paper ? words.logits.slice(-1) : words.logits, palette.quiet, measure),
    ...barFrame(frame, namesOf(view, words), words.tick, sheet),
    ...barMarks(frame, bars, purple),
    ...(far ? bars.map((_, i) => footCut(frame, i, palette.surface)) : []),
    ...bars.flatMap((_, i) => handleMarks(handlePlace(layout, view, i), i === view.chosen, palette)),
    ...barLabels(frame, bars, label, measure, [], 20),
  ];
}

/** A handle, with a halo where it is the one in hand; on paper, where nobody can take hold of it, a ring. */
function handleMarks([x, y]: readonly [number, number], isChosen: boolean, palette: Palette): Mark[] {
  const purple = palette.series[3];
  if (palette.paper) return [{ kind: 'dot', x, y, r: 5, color: palette.surface, ring: purple }];
  return [
    ...(isChosen ? [{ kind: 'dot', x, y, r: 12, color: purple, alpha: 0.25 } as const] : []),
    { kind: 'dot', x, y, r: 9, color: palette.surface },
    { kind: 'dot', x, y, r: 7, color: purple },
  ];
}

function expMarks(
  view: SoftmaxView,
  key: 'exp' | 'taken',
  area: Area,
  titles: readonly string[],
  sheet: Sheet,
  words: SoftmaxWords,
): Mark[] {
  const { palette, measure } = sheet;
  const bars = barsOf(view, key, words);
  const top = Math.max(...bars.map(({ value }) => value));
  const to = key === 'taken' ? Math.max(1, top) : top > 0 ? roundAbove(top) : 1;
  const frame = barPanel(
    area,
    bars.length,
    { ...upFrom0(to, 4), widest: widestOf(sheet) },
    words.tick,
    measure,
  );
  return [
    titleMark(area, titles, palette.quiet, measure),
    ...barFrame(frame, namesOf(view, words), words.tick, sheet),
    ...barMarks(frame, bars, palette.text),
    ...barLabels(frame, bars, palette.text, measure),
  ];
}

/** Where the formula as it is written gives no probabilities: a × for each exponential that is ∞ or 0. */
function brokenMarks(view: SoftmaxView, area: Area, sheet: Sheet, words: SoftmaxWords): Mark[] {
  const { palette, measure } = sheet;
  const frame = barPanel(
    area,
    namesOf(view, words).length,
    { ...upFrom0(1, 0), widest: widestOf(sheet) },
    words.tick,
    measure,
  );
  const { top, height, left, width } = frame.panel;
  const crossAt = (i: number, y: number): Mark[] => [
    {
      kind: 'line',
      points: [frame.x(i), y + 12, frame.x(i), y + 32],
      color: palette.text,
      width: 1,
      dash: [2, 3],
    },
    { kind: 'cross', x: frame.x(i), y, size: 9, color: palette.text },
  ];
  return [
    titleMark(area, words.plain, palette.quiet, measure),
    ...barFrame(frame, namesOf(view, words), words.tick, sheet),
    ...view.classes.flatMap(({ exp }, i) => (exp === Infinity ? crossAt(i, top + 12) : [])),
    {
      kind: 'words',
      x: Math.max(left + width / 2, area.left + measure(words.undefined, true) / 2),
      y: top + height * 0.6,
      text: words.undefined,
      color: palette.text,
      bold: true,
      align: 'center',
    },
  ];
}

function slopeMarks(view: SoftmaxView, area: Area, sheet: Sheet, words: SoftmaxWords): Mark[] {
  const { palette, measure } = sheet;
  const bars = barsOf(view, 'slope', words, true);
  const frame = slopeFrame(area, bars.length, slopeSize(view), sheet, words.tick);
  return [
    titleMark(area, words.slope, palette.labels[2], measure),
    ...barFrame(frame, namesOf(view, words), words.tick, sheet),
    ...barMarks(frame, bars, palette.series[2]),
    ...barLabels(frame, bars, palette.labels[2], measure),
  ];
}

/** Panel of slopes of a size. */
export const slopeFrame = (area: Area, count: number, size: number, sheet: Sheet, tick: Tick): BarPanel =>
  barPanel(
    area,
    count,
    { up: { from: -size, to: size }, from: 0, most: 3, widest: widestOf(sheet) },
    tick,
    sheet.measure,
  );

/** Size of the largest slope, with room. */
export const slopeSize = ({ classes, others }: SoftmaxView): number =>
  niceStep(
    Math.max(0, ...[...classes, ...(others ? [others] : [])].map(({ slope }) => Math.abs(slope))) * 1.35 || 1,
  );
