// A chain of steps as marks: inputs with their handles, steps with values and slopes, and what comes along each edge.

import type { NumberFormats } from '../numberFormat.js';
import { isForced, type Palette } from '../palette.js';
import type { Drawing, Mark, Measure, TextMark } from '../scene.js';
import {
  type ChainGeometry,
  chainGeometry,
  discRadius,
  type EdgeText,
  edgeTexts,
  inputWidth,
  slopeText,
  valueText,
} from './chainGeometry.js';
import type { ChainModel } from './chainModel.js';
import type { ChainMoment } from './chainMoment.js';
import { plainName } from './plainName.js';

/** What is drawn of a chain. */
export interface ChainView {
  readonly model: ChainModel;
  readonly moment: ChainMoment;
  /** Where the handle of each input is on its track, from 0 to 1. */
  readonly handles: readonly number[];
  /** The edges of the path in hand; null for none. */
  readonly path: ReadonlySet<number> | null;
  /** The item whose check failed. */
  readonly wrong: number | null;
}

export interface ChainSheet {
  readonly width: number;
  readonly narrow: boolean;
  readonly palette: Palette;
  readonly measure: Measure;
}

export interface ChainWords {
  readonly numbers: NumberFormats;
  readonly notDefined: string;
  sumOf(terms: string): string;
  readonly hints: Readonly<Record<'copies' | 'swaps' | 'routes' | 'adds', string>>;
  readonly bySlopes: string;
  readonly inTruth: string;
}

/** Widths of edges: without slopes, at the least and above that at most. */
const [bareWidth, leastWidth, moreWidth] = [1.5, 1.5, 4.5];
const headLength = 9;
const unlitDash = [2, 3];
const faint = 0.3;
const longestBar = 80;
/** The widest that a sum of slopes may be, and a slope with what it is of. */
const longestSum = 98;
const legendHeight = 28;

export interface ChainPicture extends Drawing {
  readonly geometry: ChainGeometry;
}

export function chainDrawing(view: ChainView, sheet: ChainSheet, words: ChainWords): ChainPicture {
  const { model, moment } = view;
  const texts = edgeTexts(model, moment.input, words.numbers);
  const geometry = chainGeometry(model, texts, { ...sheet, numbers: words.numbers });
  const { width, height } = geometry;
  const marks = [
    ...model.chain.edges.flatMap((_, k) => edgeMarks(view, k, geometry, sheet)),
    ...model.chain.edges.flatMap((_, k) => labelMarks(view, k, texts[k], geometry, sheet)),
    ...model.chain.items.flatMap((_, i) =>
      i < model.chain.inputs
        ? inputMarks(view, i, geometry, sheet, words)
        : stepMarks(view, i, geometry, sheet, words),
    ),
    ...(model.nudge ? legendMarks(geometry, sheet, words) : []),
  ];
  return { width, height: height + (model.nudge ? legendHeight : 0), marks, geometry };
}

/** The track of an input, where there is no formula yet. */
export const emptyChain = ({ width, palette }: ChainSheet): Drawing => ({
  ...{ width, height: 60 },
  marks: [
    { kind: 'line', points: [0, 30, inputWidth, 30], color: palette.control, width: 2 },
    { kind: 'dot', x: inputWidth / 2, y: 30, r: 5, color: palette.surface, ring: palette.control },
  ],
});

const sweepOf = ({ model, moment }: ChainView) =>
  model.isForward ? (model.forward[moment.input] ?? model.back) : model.back;

const isDimmed = ({ path }: ChainView, edge: number) => path !== null && !path.has(edge);

function edgeMarks(view: ChainView, k: number, geometry: ChainGeometry, { palette }: ChainSheet): Mark[] {
  const { model, moment } = view;
  const { contributions } = sweepOf(view);
  const has = moment.edges.has(k);
  const largest = contributions.reduce((most, each) => Math.max(most, Math.abs(each) || 0), 0);
  const share = largest > 0 && Number.isFinite(largest) ? Math.abs(contributions[k]) / largest || 0 : 0;
  const width = has ? leastWidth + moreWidth * share : bareWidth;
  const isBack = !model.isForward && moment.phase === 'back' && has;
  const line = geometry.lines[k];
  const points = isBack ? reversed(line) : line;
  const isLit = has && contributions[k] !== 0 && !Number.isNaN(contributions[k]);
  const inHand = isForced(palette) && view.path?.has(k);
  const color = inHand ? palette.lowest! : isLit ? palette.series[2] : palette.control;
  const alpha = isDimmed(view, k) ? { alpha: faint } : {};
  const { shaft, head } = arrow(points, headLength + width, width / 2 + 3.5);
  return [
    { kind: 'line', points: shaft, color, ...laneLook(width, isLit, palette), ...alpha },
    { kind: 'shape', points: head, color, ...alpha },
  ];
}

/** Width of a lane, and where all hues are one dashes of those without a slope. */
export const laneLook = (width: number, isLit: boolean, palette: Palette) =>
  isForced(palette) ? { width: Math.max(2, width), ...(isLit ? {} : { dash: unlitDash }) } : { width };

function reversed(points: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) out.push(points[i], points[i + 1]);
  return out;
}

/** A line that ends at the foot of its head, and the head, which is level at the end of the line. */
export function arrow(points: readonly number[], length: number, half: number) {
  const [x, y] = points.slice(-2);
  let [left, end] = [length, points.length - 2];
  let [px, py] = [x, y];
  for (; end > 0; end -= 2) {
    const [qx, qy] = [points[end - 2], points[end - 1]];
    const far = Math.sqrt((px - qx) * (px - qx) + (py - qy) * (py - qy));
    if (far >= left && far > 0) {
      [px, py] = [px + ((qx - px) * left) / far, py + ((qy - py) * left) / far];
      break;
    }
    left -= far;
    [px, py] = [qx, qy];
  }
  const [dx, dy] = [x - px, y - py];
  const far = Math.sqrt(dx * dx + dy * dy) || 1;
  const [nx, ny] = [(-dy / far) * half, (dx / far) * half];
  return {
    shaft: [...points.slice(0, Math.max(0, end)), px, py],
    head: [x, y, px + nx, py + ny, px - nx, py - ny],
  };
}

function labelMarks(
  view: ChainView,
  k: number,
  { working, short, result }: EdgeText,
  { labels, isShort, isTurned }: ChainGeometry,
  { palette, measure }: ChainSheet,
): Mark[] {
  if (!view.moment.edges.has(k)) return [];
  const { x, y } = labels[k];
  const isQuiet = isDimmed(view, k) || !sweepOf(view).contributions[k];
  const quiet = { kind: 'words', color: palette.quiet } as const;
  const strong: Pick<TextMark, 'kind' | 'color' | 'bold'> = isQuiet
    ? quiet
    : { kind: 'words', color: palette.labels[2], bold: true };
  const above = y - 12;
  if (isTurned) {
    const left = x + 9;
    if (isShort[k]) return [{ ...quiet, x: left, y, text: short }];
    return [
      { ...quiet, x: left, y: y - 8, text: working },
      { ...strong, x: left, y: y + 8, text: `= ${result}` },
    ];
  }
  if (isShort[k]) return [{ ...quiet, x, y: above, text: short }];
  return [
    { ...quiet, x, y: above, text: `${working} =` },
    { ...strong, x: x + measure(`${working} = `), y: above, text: result },
  ];
}

/** Slope of an item as far as it is known: its text, the sum it is, and how it is written. */
function slopeOf(view: ChainView, item: number, words: ChainWords, measure: Measure) {
  const { model, moment } = view;
  const { slopes, contributions } = sweepOf(view);
  if (moment.phase === 'values') return null;
  const isStart = item === (model.isForward ? moment.input : model.root);
  const own = model.chain.edges.flatMap(({ from, to }, k) =>
    (model.isForward ? to : from) === item && moment.live.has(k) ? [k] : [],
  );
  const isThere = own.length > 0 ? own.every((k) => moment.edges.has(k)) : moment.isEnd;
  if (!isStart && !isThere) return null;
  const terms = own.filter((k) => contributions[k] !== 0).map((k) => contributions[k]);
  const text = slopeText(words.numbers);
  const written = terms.map((term, i) =>
    i === 0 ? text(term) : `${term < 0 ? '−' : '+'} ${text(Math.abs(term))}`,
  );
  const sum = terms.length < 2 || isStart ? null : written.join(' ');
  const isLong = sum !== null && measure(sum) > longestSum;
  const slope = slopes[item];
  return {
    ...{ text: text(slope), isStart, isQuiet: slope === 0 || Number.isNaN(slope) },
    sum: isLong ? words.sumOf(words.numbers.count(terms.length)) : sum,
  };
}

/** A value as it is written, or that there is none. */
function valueMark(view: ChainView, item: number, palette: Palette, words: ChainWords) {
  const { model } = view;
  const isDefined = Number.isFinite(model.numbers.values[item]);
  return isDefined
    ? { text: valueText(model, item, words.numbers), color: palette.text }
    : { text: words.notDefined, color: palette.quiet };
}

/** The handle of an input; on paper, where nobody can take hold of it, a ring. */
export function handleMark(x: number, y: number, palette: Palette): Mark[] {
  const color = palette.series[3];
  if (palette.paper) return [{ kind: 'dot', x, y, r: 5, color: palette.surface, ring: color }];
  return [
    { kind: 'dot', x, y, r: 9, color: palette.surface },
    { kind: 'dot', x, y, r: 7, color },
  ];
}

function inputMarks(
  view: ChainView,
  item: number,
  { places, halfWidths, isTurned }: ChainGeometry,
  { palette, measure }: ChainSheet,
  words: ChainWords,
): Mark[] {
  const { model, handles } = view;
  const { x, y } = places[item];
  const [left, wide] = [x - halfWidths[item], 2 * halfWidths[item]];
  const track = y + (isTurned ? 2 : 0);
  const at = left + 7 + handles[item] * (wide - 14);
  const green = palette.labels[2];
  const marks: Mark[] = [
    { kind: 'line', points: [left, track, left + wide, track], color: palette.control, width: 2 },
    ...handleMark(at, track, palette),
    {
      ...{ kind: 'words', x: left, y: track - 19, size: 14 },
      text: valueText(model, item, words.numbers),
      color: palette.labels[3],
    },
  ];
  const slope = slopeOf(view, item, words, measure);
  if (!slope) return marks;
  const { text, isQuiet, isStart, sum } = slope;
  const over = model.inputs.length > 1 ? '∂' : 'd';
  const output = plainName(model.outputNames[model.output]);
  const whole = `${over}${output}/${over}${plainName(model.inputs[item])} = ${text}`;
  const isWhole = !model.isForward && measure(whole, true) <= (isTurned ? wide : longestSum);
  const lines = [...(sum ? [sum] : []), isWhole ? whole : text];
  const color = model.isForward && isStart ? palette.labels[3] : isQuiet ? palette.quiet : green;
  return [
    ...marks,
    ...lines.map((line, i): Mark => {
      const isLast = i === lines.length - 1;
      const below = track + 18 + 14 * i;
      return {
        kind: 'words',
        x: left,
        y: below,
        text: line,
        color: isLast ? color : green,
        bold: isLast && !isQuiet,
      };
    }),
  ];
}

function stepMarks(
  view: ChainView,
  item: number,
  geometry: ChainGeometry,
  sheet: ChainSheet,
  words: ChainWords,
): Mark[] {
  const { model, moment } = view;
  const { palette } = sheet;
  const { x, y } = geometry.places[item];
  const half = geometry.halfWidths[item];
  const { text, isFolded, hint } = model.signs[item];
  const size = isFolded ? 14 : /\w/.test(text) ? 14 : 18;
  const marks: Mark[] = [
    ...bodyMarks(x, y, half, palette),
    ...(view.wrong === item ? ringMarks(x, y, half, palette.text) : []),
    {
      ...{ kind: 'words', text, size, color: palette.text, bare: true },
      ...(isFolded ? { x: x - half + 12, y } : { x, y, align: 'center' }),
    },
  ];
  const below: TextMark[] = [];
  const line = (mark: Pick<TextMark, 'text' | 'color' | 'bold' | 'size'>) =>
    below.push({ kind: 'words', x: 0, y: 0, ...mark });
  const slope = slopeOf(view, item, words, sheet.measure);
  const isUsedTwice = model.chain.edges.filter(({ from }) => from === item).length > 1;
  if (slope) {
    if (slope.sum) line({ text: slope.sum, color: palette.labels[2] });
    const { isQuiet } = slope;
    line({ text: slope.text, color: isQuiet ? palette.quiet : palette.labels[2], bold: !isQuiet });
    const word = isUsedTwice && !model.isForward ? 'adds' : hint;
    if (word && !isFolded && !isQuiet) line({ text: words.hints[word], color: palette.quiet });
  }
  const value = item - model.chain.inputs < moment.valued ? valueMark(view, item, palette, words) : null;
  marks.push(
    ...besideMarks(value, below, x, y, half, isFolded, geometry.isTurned).map((mark) =>
      within(mark, geometry.width, sheet.measure),
    ),
  );
  if (model.nudge)
    marks.push(...barMarks(view, item, below.length, x, y, half, geometry.isTurned, sheet, words));
  return marks;
}

/** A mark whose text, centred or not, ends within the drawing. */
function within(mark: Mark, width: number, measure: Measure): Mark {
  if (mark.kind !== 'words' || mark.align !== 'center') return mark;
  const half = (measure(mark.text, mark.bold) * (mark.size ?? 12)) / 24;
  return { ...mark, x: Math.min(mark.x, width - half) };
}

/** A disc, or where that has no room a pill. */
function bodyMarks(x: number, y: number, half: number, { sunken, lowest, control }: Palette): Mark[] {
  const points = pillPoints(x, y, half, discRadius);
  return [
    half <= discRadius
      ? { kind: 'dot', x, y, r: discRadius, color: sunken }
      : { kind: 'shape', points, color: sunken },
    // In forced colours there is no such ground.
    ...(lowest
      ? [{ kind: 'line', points: [...points, points[0], points[1]], color: control, width: 1 } as Mark]
      : []),
  ];
}

const ringMarks = (x: number, y: number, half: number, color: string): Mark[] => {
  const points = pillPoints(x, y, half + 3, discRadius + 3);
  return [{ kind: 'line', points: [...points, points[0], points[1]], color, width: 1.5 }];
};

/** An outline with round ends, by points that are exact enough to be seen as a circle. */
function pillPoints(x: number, y: number, half: number, radius: number): number[] {
  const quarter = [
    [1, 0],
    [0.966, 0.259],
    [0.866, 0.5],
    [0.707, 0.707],
    [0.5, 0.866],
    [0.259, 0.966],
    [0, 1],
  ];
  const straight = half - radius;
  const corner = (sx: number, sy: number, turned: boolean) =>
    (turned ? quarter.toReversed() : quarter).flatMap(([c, s]) => [
      x + sx * (straight + radius * c),
      y + sy * radius * s,
    ]);
  return [...corner(1, 1, false), ...corner(-1, 1, true), ...corner(-1, -1, false), ...corner(1, -1, true)];
}

/** Value above and slope below a step; turned, the value left of it and the slope right, and beside what is folded both. */
function besideMarks(
  value: { text: string; color: string } | null,
  below: readonly TextMark[],
  x: number,
  y: number,
  half: number,
  isFolded: boolean,
  isTurned: boolean,
): Mark[] {
  if (!isTurned) {
    return [
      ...(value
        ? [{ kind: 'words', x, y: y - discRadius - 11, size: 14, align: 'center', ...value } as Mark]
        : []),
      ...below.map((mark, i): Mark => ({ ...mark, x, y: y + discRadius + 10 + 15 * i, align: 'center' })),
    ];
  }
  const right = x + half + 6;
  const lines =
    isFolded && value ? [{ kind: 'words', x: 0, y: 0, size: 14, ...value } as TextMark, ...below] : below;
  const first = y - (15 * (lines.length - 1)) / 2;
  return [
    ...(value && !isFolded
      ? [{ kind: 'words', x: x - half - 6, y, size: 14, align: 'right', ...value } as Mark]
      : []),
    ...lines.map((mark, i): Mark => ({ ...mark, x: right, y: first + 15 * i })),
  ];
}

/** Change of a value by the slopes and in truth, as two bars of one scale. */
function barMarks(
  { model }: ChainView,
  item: number,
  lines: number,
  x: number,
  y: number,
  half: number,
  isTurned: boolean,
  { palette, measure }: ChainSheet,
  { numbers }: ChainWords,
): Mark[] {
  const { bySlopes, inTruth } = model.nudge!;
  const pair = [bySlopes[item], inTruth[item]];
  const largest = Math.max(...pair.map((each) => (Number.isFinite(each) ? Math.abs(each) : 0)));
  const texts = pair.map(numbers.rate);
  const wide = longestBar + 6 + Math.max(...texts.map((text) => measure(text, true)));
  const left = isTurned ? x + half + 60 : x - wide / 2;
  const top = isTurned ? y - 9 : y + discRadius + 8 + 15 * Math.max(1, lines) + 6;
  return pair.flatMap((each, i): Mark[] => {
    const length = largest > 0 && Number.isFinite(each) ? (longestBar * Math.abs(each)) / largest : 0;
    const at = top + 18 * i;
    const [bar, label] =
      i === 0 ? [palette.series[2], palette.labels[2]] : [palette.series[3], palette.labels[3]];
    return [
      barMark(left, at, length, bar, i === 1 && isForced(palette)),
      { kind: 'words', x: left + length + 6, y: at, text: texts[i], color: label, bold: true },
    ];
  });
}

/** A bar; where all hues are one that of the true change is hollow. */
function barMark(left: number, y: number, length: number, color: string, isHollow: boolean): Mark {
  const points = [left, y - 3, left + length, y - 3, left + length, y + 3, left, y + 3];
  if (!isHollow) return { kind: 'shape', points, color };
  return { kind: 'line', points: [...points, left, y - 3], color, width: 1.5 };
}

function legendMarks({ height }: ChainGeometry, { palette, measure }: ChainSheet, words: ChainWords): Mark[] {
  const y = height + 16;
  const second = 24 + measure(words.bySlopes) + 20;
  return [
    barMark(0, y, 16, palette.series[2], false),
    { kind: 'words', x: 22, y, text: words.bySlopes, color: palette.labels[2] },
    barMark(second, y, 16, palette.series[3], isForced(palette)),
    { kind: 'words', x: second + 22, y, text: words.inTruth, color: palette.labels[3] },
  ];
}

/** The track of an input, from one end of the way of its handle to the other. */
export interface HandleTrack {
  readonly left: number;
  readonly y: number;
  readonly length: number;
}

/** Where the track of an input is, for who takes hold of its handle. */
export function trackOf({ places, halfWidths, isTurned }: ChainGeometry, item: number): HandleTrack {
  const { x, y } = places[item];
  return { left: x - halfWidths[item] + 7, y: y + (isTurned ? 2 : 0), length: 2 * halfWidths[item] - 14 };
}
