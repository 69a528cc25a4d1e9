// Plot of f with its polynomials about a centre, and the panel of their errors by order.

import { log10 } from '../../math/log10.js';
import { lossGrid, lossGutter, stepAxis, stepLabels, zeroBreak } from '../axes.js';
import { lossBox, type Sheet } from '../compare/lossChart.js';
import {
  clampToPanel,
  curveMark,
  curveWidth,
  heightRange,
  isInRange,
  upperTicks,
} from '../derivative/derivativePanels.js';
import { errorRange } from '../difference/stepChart.js';
import { axisPosition, type LossRange } from '../lossRange.js';
import { areasOverlap, areasTaken, nameHeight, placeNames } from '../namePlaces.js';
import { hueDash, type Palette } from '../palette.js';
import { axisX, createPanel, gridY, type Panel, type Span, tickLabels } from '../panel.js';
import type { Box, Drawing, Mark } from '../scene.js';
import { ticks } from '../ticks.js';
import { HIGHEST_ORDER } from './taylorAttributes.js';
import type { TaylorBounds } from './taylorBounds.js';
import { type ExpandedCurve, type OrdersModel, polynomialAt } from './taylorModel.js';
import type { TaylorLabels } from './taylorWords.js';

/** Indices of the hues: what stands in for f, slopes, what the reader turns. */
export const [standIn, slopeHue, turned] = [0, 2, 3];
const bandShare = 0.12;
const faint = 0.45;
const panelHeight = 116;
/** Most lower orders drawn, as shares of the order shown. */
const lowerShares = [0.5, 0.18];

export type Handle = 'x' | 'to';

interface OrdersView {
  model: OrdersModel;
  bounds: TaylorBounds;
  held: Handle | null;
  labels: TaylorLabels;
}

/** Range of the values of f, with room for the polynomials to leave it. */
export function curveHeights({ curve: { y } }: Pick<ExpandedCurve, 'curve'>, share = 0.25): Span {
  const { from, to } = heightRange(y, !y.every(Number.isFinite));
  const room = (to - from) * share;
  return { from: from - room, to: to + room };
}

/** Plot area of a curve about a centre, with room above it for a bracket. */
export function curvePanel(
  span: Span,
  heights: Span,
  { width, narrow, measure }: Sheet,
  tick: (value: number) => string,
): Panel {
  const labels = upperTicks(heights, narrow).map(tick);
  const left = Math.max(narrow ? 32 : 48, ...labels.map((label) => Math.ceil(measure(label)) + 10));
  const right = narrow ? 56 : 92;
  const area = { left, top: 24, width: Math.max(1, width - left - right), height: narrow ? 220 : 260 };
  return createPanel(area, span, heights);
}

/** Axes of a plot. */
export function plotAxes(
  panel: Panel,
  name: string,
  { palette, narrow, measure }: Sheet,
  label: (value: number) => string,
): Mark[] {
  const along = ticks(panel.across, narrow ? 5 : 7);
  return [
    ...gridY(panel, upperTicks(panel.up, narrow), palette, label),
    ...axisX(panel, along, palette),
    ...tickLabels(panel, along, palette, { label, name }, measure),
  ];
}

export const plotBottom = ({ top, height }: Panel) => top + height + 26;

/** f, in pieces: where it leaves the plot at one side and is back at the other it has a pole. */
export function functionMark({ curve }: ExpandedCurve, panel: Panel, palette: Palette): Mark {
  const { from, to } = panel.up;
  const side = (value: number) => (value > to ? 1 : value < from ? -1 : 0);
  const y = curve.y.map((value, i) => (i > 0 && side(value) * side(curve.y[i - 1]) < 0 ? NaN : value));
  return curveMark({ x: curve.x, y }, panel, palette.text, curveWidth(palette));
}

/** A purple or green handle, with a halo while it is held. */
export const handleMarks = (
  x: number,
  y: number,
  hue: number,
  held: boolean,
  { series, surface }: Palette,
): Mark[] => [
  ...(held ? [{ kind: 'dot' as const, x, y, r: 13, color: series[hue], alpha: 0.25 }] : []),
  { kind: 'dot', x, y, r: 7, color: series[hue], ring: surface },
];

/** Height of a handle: on the curve, or on the axis where that has no value. */
export const handleHeight = (value: number, panel: Panel) =>
  clampToPanel(panel.y(Number.isFinite(value) ? value : 0), panel);

/** Lower orders that are drawn beside one: about half of it, and about a fifth. */
function lowerOrders({ coefficients, order }: OrdersModel): number[] {
  const known = Array.from({ length: order }, (_, n) => n).filter((n) => n >= 2 && coefficients[n] !== 0);
  const nearest = (wanted: number) =>
    known.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b).at(0);
  return [...new Set(lowerShares.flatMap((share) => nearest(share * order) ?? []))];
}

interface NamedLine {
  mark: Mark & { kind: 'line' };
  text: string;
  color: string;
  bold: boolean;
}

/** Plot of f, tangent and polynomials, the band behind them, the point and its error before them. */
export function ordersDrawing(view: OrdersView, sheet: Sheet): Drawing {
  const { model, labels } = view;
  const { width, palette, measure } = sheet;
  const panel = curvePanel(model.span, curveHeights(model), sheet, labels.tick);
  const lines = polynomialLines(view, panel, palette);
  const own = functionMark(model, panel, palette) as NamedLine['mark'];
  const front = [...gapMarks(view, panel, sheet), ...radiusMarks(view, panel, palette)];
  const ends: NamedLine[] = [{ mark: own, text: labels.f, color: palette.text, bold: false }, ...lines];
  const marks: Mark[] = [
    ...bandMarks(view, panel, palette),
    ...plotAxes(panel, model.variable, sheet, labels.tick),
    ...lines.map(({ mark }) => mark).reverse(),
    own,
    ...front,
  ];
  const names = lineNames(ends, panel, front, sheet);
  const gutter = bandName(view, panel, sheet, areasTaken([...names, ...front], measure));
  return { width, height: plotBottom(panel), marks: [...marks, ...names, ...gutter] };
}

/** The order shown, the tangent, the lower orders. */
function polynomialLines({ model, labels }: OrdersView, panel: Panel, palette: Palette): NamedLine[] {
  const { order, curve } = model;
  const line = (n: number, hue: number, width: number, alpha?: number) => ({
    ...curveMark(
      { x: curve.x, y: curve.x.map((x) => polynomialAt(model, n, x)) },
      panel,
      palette.series[hue],
      width,
    ),
    ...(alpha !== undefined && { alpha }),
    ...hueDash(hue, palette),
  });
  const named = (
    n: number,
    text: string,
    hue: number,
    bold: boolean,
    ...look: [width: number, alpha?: number]
  ) => ({
    ...{ mark: line(n, hue, ...look), text, bold },
    color: palette.labels[hue],
  });
  const shown = order === 1 ? [] : [named(order, labels.order(order), standIn, true, 2.5)];
  const tangent = order === 0 ? [] : [named(1, labels.tangent, slopeHue, order === 1, 2)];
  const lower = lowerOrders(model).map((n) => named(n, labels.order(n), standIn, false, 1, faint));
  return [...shown, ...tangent, ...lower];
}

/** Names where lines leave the plot on the right; of a lower order only where there is room. */
function lineNames(lines: readonly NamedLine[], panel: Panel, others: readonly Mark[], sheet: Sheet): Mark[] {
  const { width, measure } = sheet;
  const ends = lines.map(({ mark, text, bold }) => ({
    ...lineEnd(mark.points, panel),
    wide: measure(text, bold),
  }));
  const room = { left: panel.left, top: panel.top - 8, width: width - panel.left, height: panel.height + 8 };
  const places = placeNames(
    ends,
    1,
    room,
    lines.map(({ mark }) => visible(mark.points, panel)),
    areasTaken(others, measure),
  );
  const isFree = (i: number) => !places.some((other, k) => k < i && areasOverlap(places[i], other));
  return lines.flatMap(({ mark, text, color, bold }, i): Mark[] => {
    if (mark.alpha === faint && !isFree(i)) return [];
    return [{ kind: 'words', x: places[i].left, y: places[i].top + nameHeight / 2, text, color, bold }];
  });
}

/** The part of a line within a plot. */
const visible = (points: readonly number[], { top, height }: Panel) =>
  points.map((at, i) => {
    const y = points[i % 2 ? i : i + 1];
    return y < top || y > top + height ? NaN : at;
  });

/** Last place of a line within the plot, from the left. */
function lineEnd(points: readonly number[], { left, top, width, height }: Panel): { x: number; y: number } {
  for (let i = points.length - 2; i >= 0; i -= 2)
    if (points[i + 1] >= top && points[i + 1] <= top + height) return { x: points[i], y: points[i + 1] };
  return { x: left + width, y: top };
}

/** The centre, the point, and the gap between f and the polynomial there, with ξ on the axis. */
function gapMarks(
  { model, bounds, held, labels }: OrdersView,
  panel: Panel,
  { palette, measure, narrow }: Sheet,
): Mark[] {
  const { center, to, order, f, coefficients } = model;
  const found = bounds.remainders[order];
  const [x, value] = [panel.x(to), f.of(to)];
  const [own, other] = [handleHeight(value, panel), handleHeight(polynomialAt(model, order, to), panel)];
  const foot = panel.top + panel.height;
  const text = labels.off(found?.error ?? model.errors[order]);
  const room = x - panel.left > measure(text, true) + 16;
  const known = Number.isFinite(model.errors[order]) && to !== center;
  const marks: Mark[] = [
    { kind: 'line', points: [x, own, x, foot], color: palette.series[turned], width: 1, dash: [2, 3] },
  ];
  if (known) {
    marks.push({
      ...{ kind: 'line', points: [x, own, x, other], color: palette.series[turned], width: 2 },
      ...hueDash(turned, palette),
    });
    if (isInRange(panel, polynomialAt(model, order, to)))
      marks.push({
        kind: 'dot',
        x,
        y: other,
        r: 3.5,
        color: palette.series[order === 1 ? slopeHue : standIn],
      });
  }
  marks.push(
    ...handleMarks(panel.x(center), handleHeight(coefficients[0], panel), slopeHue, held === 'x', palette),
  );
  marks.push(...handleMarks(x, own, turned, held === 'to', palette));
  if (known)
    marks.push({
      ...{ kind: 'words', x: room ? x - 11 : x + 11, align: room ? 'right' : 'left', text, bold: true },
      y: narrow ? Math.min(foot - 10, Math.max(own, other) + 40) : (own + other) / 2,
      color: palette.labels[turned],
    });
  if (found && found.xi !== null) {
    const at = panel.x(found.xi);
    marks.push({ kind: 'line', points: [at, foot - 5, at, foot + 5], color: palette.text, width: 2 });
    marks.push({ kind: 'words', x: at, y: foot - 13, text: labels.xi, color: palette.text, align: 'center' });
  }
  return marks;
}

/** The interval of convergence, with a bracket over one half of it. */
function radiusMarks(
  { model: { radius, center }, labels }: OrdersView,
  panel: Panel,
  palette: Palette,
): Mark[] {
  const { left, width, top, height, across } = panel;
  if (radius === null) return [];
  const ends = [center - radius, center + radius].filter((end) => end > across.from && end < across.to);
  if (ends.length === 0) return [];
  const lines = ends.map((end): Mark => {
    const x = Math.round(panel.x(end)) + 0.5;
    return {
      kind: 'line',
      points: [x, top, x, top + height],
      color: palette.text,
      width: 1.5,
      dash: [1.5, 3],
    };
  });
  const end = ends[ends.length - 1];
  const [a, b] = [panel.x(center), panel.x(end)];
  const y = top - 6;
  const text = labels.radius(radius);
  return [
    ...lines,
    {
      kind: 'line',
      points: [a, y - 4, a, y + 4, NaN, NaN, a, y, b, y, NaN, NaN, b, y - 4, b, y + 4],
      color: palette.control,
      width: 1,
    },
    {
      kind: 'words',
      x: Math.max(left + 24, Math.min(left + width - 24, (a + b) / 2)),
      y: y - 10,
      text,
      color: palette.quiet,
      align: 'center',
    },
  ];
}

function bandMarks({ bounds: { band } }: OrdersView, panel: Panel, palette: Palette): Mark[] {
  if (band.length < 2) return [];
  const edge = (value: number) =>
    Math.max(panel.top - 4, Math.min(panel.top + panel.height + 4, panel.y(value)));
  const upper = band.flatMap(({ x, high }) => [panel.x(x), edge(high)]);
  const lower = band.toReversed().flatMap(({ x, low }) => [panel.x(x), edge(low)]);
  return [
    {
      kind: 'shape',
      points: [...upper, ...lower],
      color: palette.series[standIn],
      alpha: bandShare,
      within: panel,
    },
  ];
}

/** What the band is, in the right gutter where there is room for two lines. */
function bandName(
  { bounds: { band }, labels }: OrdersView,
  panel: Panel,
  sheet: Sheet,
  taken: ReturnType<typeof areasTaken>,
): Mark[] {
  if (sheet.narrow || band.length < 2 || band[band.length - 1].x < panel.across.to) return [];
  const x = panel.left + panel.width + 8;
  const wide = sheet.width - x;
  const free = (y: number) =>
    !taken.some(
      (area) =>
        area.left + area.width > x && area.left < x + wide && area.top < y + 36 && area.top + area.height > y,
    );
  const places = Array.from({ length: 9 }, (_, i) => panel.top + panel.height * (0.3 + 0.06 * i));
  const y = places.find(free);
  if (y === undefined) return [];
  return labels.band.map(
    (text, i): Mark => ({ kind: 'words', x, y: y + 10 + 16 * i, text, color: sheet.palette.labels[standIn] }),
  );
}

interface ErrorFrame {
  box: Box;
  range: LossRange;
  y(value: number): number;
}

/** Errors and bounds, the refined in place of the plain. */
const errorsShown = ({ model, bounds }: OrdersView) =>
  model.errors.map((plain, n) => {
    const found = bounds.remainders[n];
    return { error: Math.abs(found?.error ?? plain), bound: found?.bound ?? NaN };
  });

function errorFrame(view: OrdersView, sheet: Sheet): ErrorFrame {
  const shown = errorsShown(view);
  const range = errorRange(
    shown.flatMap(({ error, bound }) => (bound < 1e12 * (error || 1) ? [error, bound] : [error])),
  );
  const right = sheet.narrow ? 56 : 92;
  const box = lossBox(
    sheet,
    { left: lossGutter(range, { ...sheet, narrow: true }, view.labels.tick), right },
    range,
    { from: 0, to: HIGHEST_ORDER },
    10,
    panelHeight - 36,
  );
  return { box, range, y: (value) => Math.max(box.top, box.y(axisPosition(value, range))) };
}

/** Order under a place of the panel of errors. */
export function orderAtPixel(view: OrdersView, sheet: Sheet, place: number): number {
  const { box } = errorFrame(view, sheet);
  const share = (place - box.left) / box.width;
  return Math.max(0, Math.min(HIGHEST_ORDER, Math.round(share * HIGHEST_ORDER)));
}

/** Panel of errors by order, and of their bounds. */
export function errorsDrawing(view: OrdersView, sheet: Sheet): Drawing {
  const { palette, narrow, measure, width } = sheet;
  const { model, labels } = view;
  const frame = errorFrame(view, sheet);
  const { box, range, y } = frame;
  const shown = errorsShown(view);
  const [blue, ink] = [palette.series[standIn], palette.quiet];
  const bounds = shown.flatMap(({ bound }, n) =>
    bound > 0 && bound < Infinity && log10(bound) <= range.high + 1 ? [box.x(n), y(bound)] : [NaN, NaN],
  );
  const { order } = model;
  const own = shown[order].error;
  const orders = narrow ? [0, 10, 20] : [0, 5, 10, 15, 20];
  const marks: Mark[] = [
    ...lossGrid(range, box, palette, true, labels.tick),
    ...stepAxis(orders, box, palette),
    ...stepLabels(orders, null, box, palette, labels, measure),
    ...zeroBreak(range, box, palette),
    { kind: 'line', points: bounds, color: ink, width: 1.5, dash: [1.5, 3], within: box },
    ...shown.flatMap(({ error }, n): Mark[] =>
      Number.isFinite(error) ? [{ kind: 'dot', x: box.x(n), y: y(error), r: 2.5, color: blue }] : [],
    ),
  ];
  if (Number.isFinite(own)) {
    const [x, at] = [box.x(order), y(own)];
    const text = labels.pointed(order, own);
    const half = measure(text, true) / 2;
    marks.push(
      { kind: 'dot', x, y: at, r: 5.5, color: palette.surface, ring: blue },
      { kind: 'dot', x, y: at, r: 2.5, color: blue },
      {
        ...{ kind: 'words', text, color: palette.labels[standIn], bold: true, align: 'center' },
        x: Math.max(box.left + half, Math.min(box.left + box.width - half, x)),
        y: at + 18 > box.top + box.height ? at - 16 : at + 18,
      },
    );
  }
  return {
    width,
    height: box.top + box.height + 26,
    marks: [...marks, ...panelNames(shown, frame, view, sheet)],
  };
}

/** Names of bound and error right of their last places. */
function panelNames(
  shown: ReturnType<typeof errorsShown>,
  { box, y }: ErrorFrame,
  { labels }: OrdersView,
  { palette }: Sheet,
): Mark[] {
  const last = shown[HIGHEST_ORDER];
  const x = box.left + box.width + 10;
  const error = Number.isFinite(last.error) ? Math.min(box.top + box.height, y(last.error)) : null;
  const bound = last.bound > 0 && last.bound < Infinity ? y(last.bound) : null;
  const apart = error !== null && bound !== null ? Math.max(0, 15 - (error - bound)) / 2 : 0;
  return [
    ...(error === null
      ? []
      : [
          { kind: 'words' as const, x, y: error + apart, text: labels.error, color: palette.labels[standIn] },
        ]),
    ...(bound === null
      ? []
      : [{ kind: 'words' as const, x, y: bound - apart, text: labels.bound, color: palette.quiet }]),
  ];
}
