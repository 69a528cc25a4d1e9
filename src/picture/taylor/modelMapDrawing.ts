// Map of a function of two variables, with the level curves of its plane and its paraboloid through a point.

import type { Formula } from '../../formula/formula.js';
import { containsPoint } from '../clip.js';
import type { Sheet } from '../compare/lossChart.js';
import { contourAt, type FieldGrid, sampledField } from '../contours.js';
import { distance } from '../geometry.js';
import { contourMarks, pointContour } from '../landscape/levelCurves.js';
import { mapFrame } from '../landscape/map.js';
import { hueDash, type Palette } from '../palette.js';
import { createPanel, type Panel, type Span } from '../panel.js';
import type { Drawing, Mark } from '../scene.js';
import { ticks } from '../ticks.js';
import { type ModelMap, modelValues } from './mapModel.js';
import { handleMarks, slopeHue, standIn, turned } from './ordersDrawing.js';
import type { TaylorLabels } from './taylorWords.js';

/** Samples along each side for the level curve of the paraboloid. */
const modelSamples = 101;
/** Lengths of the Hessian's directions in pixels, by curvature. */
const [shortest, longest] = [24, 72];

interface MapView {
  model: ModelMap;
  /** Samples of f; null while they are taken. */
  grid: FieldGrid | null;
  held: boolean;
  labels: TaylorLabels;
}

/** Samples of f over a map, in parts. */
export const mapSamples = (f: Formula, [across, up]: readonly [Span, Span]): Generator<void, FieldGrid> =>
  sampledField({ values: (points, count) => f.many(count).at(points).value }, across, up);

export function mapPanel({ model: { spans }, labels }: MapView, { width, narrow, measure }: Sheet): Panel {
  const [across, up] = spans;
  const widest = Math.max(0, ...ticks(up, 6).map((tick) => measure(labels.tick(tick))));
  const left = Math.max(24, Math.ceil(widest) + 8);
  const tall = (up.to - up.from) / (across.to - across.from);
  const room = Math.max(1, Math.min(narrow ? width - left - 8 : 424, width - left - 8));
  const shape = { width: room / Math.max(1, tall), height: room * Math.min(1, tall) };
  return createPanel({ left, top: 4, ...shape }, across, up);
}

export function modelMapDrawing(view: MapView, sheet: Sheet): Drawing {
  const { model, grid, labels, held } = view;
  const { palette, measure, width } = sheet;
  const map = mapPanel(view, sheet);
  const [x, y] = [map.x(model.point[0]), map.y(model.point[1])];
  const levels = grid && {
    ...{ grid, at: model.point, words: labels },
    contour: contourAt(grid, model.value),
  };
  const marks: Mark[] = [
    ...(levels ? contourMarks(levels, map, palette, measure) : []),
    ...mapFrame({ field: model, words: labels }, map, palette, measure),
    ...(levels ? pointContour(levels, map, palette) : []),
    ...planeLine(model, map, palette),
    ...paraboloidCurve(model, map, palette),
    ...bendMarks(view, map, sheet),
    ...lowestMarks(view, map, sheet),
    ...handleMarks(x, y, turned, held, palette),
  ];
  return { width, height: map.top + map.height + 28, marks };
}

/** Level curve of the plane: straight, across the gradient. */
function planeLine({ gradient: [gx, gy], point }: ModelMap, map: Panel, palette: Palette): Mark[] {
  const steep = distance(gx, gy);
  if (!(steep > 0 && steep < Infinity)) return [];
  const { across, up } = map;
  const reach = (across.to - across.from + up.to - up.from) / steep;
  const ends = [-reach, reach].flatMap((by) => [map.x(point[0] - gy * by), map.y(point[1] + gx * by)]);
  return [{ kind: 'line', points: ends, color: palette.series[slopeHue], width: 2, within: map }];
}

/** Level curve of the paraboloid: an ellipse or a hyperbola. */
function paraboloidCurve(model: ModelMap, map: Panel, palette: Palette): Mark[] {
  const { across, up } = map;
  const n = modelSamples;
  const heights = Float64Array.from({ length: n * n }, (_, i) => {
    const x = across.from + ((across.to - across.from) * (i % n)) / (n - 1);
    const y = up.from + ((up.to - up.from) * Math.floor(i / n)) / (n - 1);
    return modelValues(model, x - model.point[0], y - model.point[1]).paraboloid;
  });
  const { curves } = contourAt({ across, up, n, values: heights, levels: [], steepness: 1 }, model.value);
  return curves.map((curve) => ({
    ...{
      kind: 'line',
      color: palette.series[standIn],
      width: 2.5,
      within: map,
      ...hueDash(standIn, palette),
    },
    points: curve.map((at, i) => (i % 2 ? map.y(at) : map.x(at))),
  }));
}

/** Principal directions of the Hessian through the point, each with its curvature at its end. */
function bendMarks({ model, labels }: MapView, map: Panel, { palette, measure }: Sheet): Mark[] {
  const [x, y] = [map.x(model.point[0]), map.y(model.point[1])];
  const most = Math.max(...model.bends.map(({ curvature }) => Math.abs(curvature)));
  if (!(most < Infinity)) return [];
  return model.bends.flatMap(({ curvature, along: [dx, dy] }): Mark[] => {
    const length = shortest + (longest - shortest) * (most > 0 ? Math.abs(curvature) / most : 0);
    const [ux, uy] = [dx * length, -dy * length];
    const text = labels.curvature(curvature);
    const wide = measure(text);
    // Of the two ends the number is at the one with more room.
    const far = [1, -1].toSorted(
      (a, b) => roomAt(map, x + b * ux, y + b * uy) - roomAt(map, x + a * ux, y + a * uy),
    )[0];
    const [tx, ty] = [x + far * (ux + (Math.sign(ux) * wide) / 2 + dx * 8), y + far * (uy - dy * 12)];
    return [
      {
        kind: 'line',
        points: [x - ux, y - uy, x + ux, y + uy],
        color: palette.text,
        width: 1.5,
        within: map,
      },
      { kind: 'words', x: tx, y: ty, text, color: palette.text, align: 'center' },
    ];
  });
}

const roomAt = ({ left, top, width, height }: Panel, x: number, y: number) =>
  Math.min(x - left, left + width - x, y - top, top + height - y);

/** Rings at the lowest points of the paraboloid, and of that of curvature 1/η. */
function lowestMarks(
  { model: { newton, descent, point }, labels }: MapView,
  map: Panel,
  { palette }: Sheet,
): Mark[] {
  const found = [
    { at: newton, hue: standIn, text: labels.newtonStep },
    { at: descent, hue: turned, text: labels.descentStep },
  ];
  return found.flatMap(({ at, hue, text }): Mark[] => {
    if (!at) return [];
    const [x, y] = [map.x(at[0]), map.y(at[1])];
    if (!containsPoint(map, x, y)) return [];
    const right = x < map.x(point[0]);
    return [
      {
        kind: 'line',
        points: [map.x(point[0]), map.y(point[1]), x, y],
        color: palette.series[hue],
        width: 1,
        dash: [2, 3],
      },
      { kind: 'dot', x, y, r: 4.5, color: palette.surface, ring: palette.series[hue] },
      {
        kind: 'words',
        x: right ? x - 9 : x + 9,
        y,
        text,
        color: palette.labels[hue],
        bold: true,
        align: right ? 'right' : 'left',
      },
    ];
  });
}
