// Plot of f with the parabola that bends like it and the one that bends by 1/η, each with its lowest point.

import type { Sheet } from '../compare/lossChart.js';
import { curveMark, isInRange } from '../derivative/derivativePanels.js';
import { areasTaken, nameHeight, placeNames } from '../namePlaces.js';
import { hueDash, type Palette } from '../palette.js';
import type { Panel, Span } from '../panel.js';
import type { Drawing, LineMark, Mark } from '../scene.js';
import {
  curveHeights,
  curvePanel,
  functionMark,
  handleHeight,
  handleMarks,
  plotAxes,
  plotBottom,
  slopeHue,
  standIn,
  turned,
} from './ordersDrawing.js';
import type { ParabolasModel } from './taylorModel.js';
import type { TaylorLabels } from './taylorWords.js';

/** Points that both methods have come to. */
export interface Walks {
  newton: readonly number[];
  descent: readonly number[];
}

interface ParabolasView {
  model: ParabolasModel;
  walks: Walks;
  held: boolean;
  labels: TaylorLabels;
}

export const parabolasPanel = ({ model, labels }: ParabolasView, sheet: Sheet): Panel =>
  curvePanel(model.span, parabolaHeights(model), sheet, labels.tick);

/** Range of f, with the lowest points of the parabolas where they are near. */
function parabolaHeights(model: ParabolasModel): Span {
  const own = curveHeights(model, 0);
  const height = own.to - own.from;
  const lowest = [model.newton, model.descent]
    .map((x, i) => valueAt(model, i === 0 ? model.bend : 1 / model.eta, x))
    .filter((value) => value > own.from - height && value < own.to);
  return { from: Math.min(own.from, ...lowest.map((value) => value - 0.15 * height)), to: own.to };
}

const valueAt = ({ value, slope, center }: ParabolasModel, bend: number, x: number) =>
  value + slope * (x - center) + (bend / 2) * (x - center) * (x - center);

export function parabolasDrawing(view: ParabolasView, sheet: Sheet): Drawing {
  const { model, walks, held, labels } = view;
  const { width, palette, measure } = sheet;
  const panel = parabolasPanel(view, sheet);
  const [like, by] = [
    parabolaMark(model, model.bend, panel, palette.series[standIn], 1.5, hueDash(standIn, palette).dash),
    parabolaMark(model, 1 / model.eta, panel, palette.series[turned], 1.5, [8, 4]),
  ];
  const tangent = tangentMark(model, panel, palette);
  const own = functionMark(model, panel, palette) as LineMark;
  const lowest = lowestMarks(view, panel, sheet);
  const front: Mark[] = [
    ...lowest,
    ...minimumMarks(view, panel, palette),
    ...walkMarks(model, walks, panel, palette),
    ...handleMarks(panel.x(model.center), handleHeight(model.value, panel), turned, held, palette),
  ];
  const bends = model.bend > 0 ? labels.bendsLike : labels.bendsDown;
  const lines = [
    { mark: own, text: labels.f, color: palette.text, way: -1 },
    { mark: tangent, text: labels.slope(model.slope), color: palette.labels[slopeHue], way: 1 },
    { mark: by, text: labels.bendsBy, color: palette.labels[turned], way: -1 },
    { mark: like, text: bends, color: palette.labels[standIn], way: -1 },
  ].filter(({ mark }) => mark.points.some(Number.isFinite));
  const ends = lines.map(({ mark, text, way }) => ({
    ...endOf(mark.points, way, panel),
    wide: measure(text),
  }));
  const places = placeNames(
    ends,
    1,
    { left: panel.left, top: panel.top - 20, width: width - panel.left, height: panel.height + 20 },
    lines.map(({ mark }) => mark.points),
    areasTaken(front, measure),
  );
  return {
    width,
    height: plotBottom(panel),
    marks: [
      ...plotAxes(panel, model.variable, sheet, labels.tick),
      ...[like, by, tangent, own],
      ...front,
      ...lines.map(
        ({ text, color }, i): Mark => ({
          ...{ kind: 'words', x: places[i].left, y: places[i].top + nameHeight / 2, text, color },
        }),
      ),
    ],
  };
}

function parabolaMark(
  model: ParabolasModel,
  bend: number,
  panel: Panel,
  color: string,
  width: number,
  dash?: readonly number[],
): LineMark {
  const { x } = model.curve;
  const mark = curveMark({ x, y: x.map((at) => valueAt(model, bend, at)) }, panel, color, width);
  return dash ? { ...mark, dash } : mark;
}

/** A piece of the tangent about the point. */
function tangentMark(model: ParabolasModel, panel: Panel, palette: Palette): LineMark {
  const { center, span } = model;
  const reach = (span.to - span.from) * 0.17;
  const x = [center - reach, center, center + reach];
  return curveMark({ x, y: x.map((at) => valueAt(model, 0, at)) }, panel, palette.series[slopeHue], 2);
}

/** Where a line enters the plot, or leaves it. */
function endOf(points: readonly number[], way: number, { left, top, width, height }: Panel) {
  const inside: { x: number; y: number }[] = [];
  for (let i = 0; i < points.length; i += 2)
    if (points[i + 1] >= top && points[i + 1] <= top + height && points[i] <= left + width)
      inside.push({ x: points[i], y: points[i + 1] });
  return inside.at(way < 0 ? 0 : -1) ?? { x: left, y: top };
}

/** Rings at the lowest points, dotted down to the axis, where they are named. */
function lowestMarks(
  { model, labels }: ParabolasView,
  panel: Panel,
  { palette, measure, width }: Sheet,
): Mark[] {
  const foot = panel.top + panel.height;
  const found = [
    { x: model.newton, bend: model.bend, hue: standIn, text: labels.newton(model.newton) },
    { x: model.descent, bend: 1 / model.eta, hue: turned, text: labels.descent(model.descent) },
  ]
    .filter(({ x }) => x >= panel.across.from && x <= panel.across.to)
    .toSorted((a, b) => a.x - b.x);
  return found.flatMap(({ x, bend, hue, text }, i): Mark[] => {
    const [at, y] = [panel.x(x), handleHeight(valueAt(model, bend, x), panel)];
    const wide = measure(text, true);
    const first = i === 0 && found.length > 1;
    // Left of the gap between the two, or right of it; where there is no room, to the other side on a line of its own.
    const left = first ? at - 5 - wide > panel.left : at + 5 + wide > width;
    const stacked = first ? !left : left;
    return [
      { kind: 'line', points: [at, y, at, foot], color: palette.series[hue], width: 1, dash: [2, 3] },
      ringAt(at, y, hue, palette),
      {
        ...{ kind: 'words', x: left ? at - 5 : at + 5, y: foot - (stacked ? 26 : 10), text, bold: true },
        ...{ color: palette.labels[hue], align: left ? 'right' : 'left' },
      },
    ];
  });
}

const ringAt = (x: number, y: number, hue: number, { series, surface }: Palette): Mark => ({
  ...{ kind: 'dot', x, y, r: 4.5, color: surface, ring: series[hue] },
});

function minimumMarks({ model, labels }: ParabolasView, panel: Panel, palette: Palette): Mark[] {
  if (model.minimum === null) return [];
  const value = model.f.of(model.minimum);
  if (!isInRange(panel, value)) return [];
  const [x, y] = [panel.x(model.minimum), panel.y(value)];
  return [
    { kind: 'dot', x, y, r: 3.5, color: palette.text },
    { kind: 'words', x, y: y + 14, text: labels.minimum, color: palette.text, align: 'center' },
  ];
}

/** Earlier points of both, hollow, on f. */
function walkMarks(
  { f }: ParabolasModel,
  { newton, descent }: Walks,
  panel: Panel,
  palette: Palette,
): Mark[] {
  const ringsOf = (points: readonly number[], hue: number, r: number) =>
    points
      .filter((x) => x >= panel.across.from && x <= panel.across.to && isInRange(panel, f.of(x)))
      .map((x): Mark => ({ ...ringAt(panel.x(x), panel.y(f.of(x)), hue, palette), r }) as Mark);
  return [...ringsOf(descent, turned, 5), ...ringsOf(newton, standIn, 4)];
}
