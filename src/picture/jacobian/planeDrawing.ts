// A square of a plane and its image: grids, the true image, what the Jacobian makes of it.

import { containsPoint } from '../clip.js';
import type { Sheet } from '../compare/lossChart.js';
import { distance, radians, unitAt } from '../geometry.js';
import { mapFrame } from '../landscape/map.js';
import { areasTaken, nameHeight, placeNames } from '../namePlaces.js';
import type { Palette } from '../palette.js';
import { createPanel, type Panel } from '../panel.js';
import type { Area, LineMark, Mark } from '../scene.js';
import { slopeHue, turned } from '../taylor/ordersDrawing.js';
import { type GridLines, isStretched, type JacobianView, type PlaneMap } from './jacobianView.js';
import type { JacobianWords } from './jacobianWords.js';

const patchShare = 0.14;
/** Side in pixels below which a square is seen through a lens, and the side of the lens. */
const [smallest, lensSide] = [16, 88];
/** Half of what a lens shows, as a share of the square. */
const lensReach = 1.05;
const ellipseCorners = 72;
const headLength = 9;

export interface PlaneNearPoint extends JacobianView {
  plane: PlaneMap;
  matrix: NonNullable<JacobianView['matrix']>;
  /** Whether a handle is being dragged. */
  held: string | null;
}

/** The panel of the plane, and that of its image. */
export interface PlanePanels {
  source: Panel;
  image: Panel;
}

export const planePanels = ({ plane }: PlaneNearPoint, source: Area, image: Area): PlanePanels => ({
  source: createPanel(source, ...plane.spans),
  image: createPanel(image, ...plane.image.spans),
});

/** The plane with its grid, the point and the square. */
export function sourceMarks(view: PlaneNearPoint, panel: Panel, sheet: Sheet, words: JacobianWords): Mark[] {
  const { palette, measure } = sheet;
  const { inputs, plane } = view;
  const names = inputs.map(({ name }) => name);
  const [x, y] = inputs.map(({ value }) => value);
  const side = panel.x(x + plane.h) - panel.x(x);
  const lens = side < smallest ? lensAt(panel, panel.x(x), panel.y(y)) : null;
  return [
    { ...titleAbove(panel, words.source, palette.quiet) },
    ...gridMarks(plane.grid, panel, palette),
    ...mapFrame({ field: { variables: names.map(words.name) }, words }, panel, palette, measure),
    ...squareMarks(view, panel, sheet, words, panel),
    ...handles(view, panel, palette),
    ...(lens
      ? lensMarks(lens, panel, side, palette, words, (own) =>
          squareMarks(
            view,
            zoomed(own, [x + plane.h / 2, y + plane.h / 2], plane.h * lensReach),
            sheet,
            words,
            own,
          ),
        )
      : []),
  ];
}

/** The image of the grid, of the square, and what the Jacobian makes of the square. */
export function imageMarks(view: PlaneNearPoint, panel: Panel, sheet: Sheet, words: JacobianWords): Mark[] {
  const { palette, measure } = sheet;
  const { outputs, plane, matrix } = view;
  const [u, v] = outputs.map(({ value }) => value);
  const { h } = plane;
  const [a, b, c, d] = matrix.data;
  const reach = h * Math.max(Math.abs(a) + Math.abs(b), Math.abs(c) + Math.abs(d));
  const side = panel.x(u + reach) - panel.x(u);
  const isLensed = side < smallest && reach > 0 && containsPoint(panel, panel.x(u), panel.y(v));
  const lens = isLensed ? lensAt(panel, panel.x(u), panel.y(v)) : null;
  const middle = [u + (h * (a + b)) / 2, v + (h * (c + d)) / 2];
  return [
    { ...titleAbove(panel, words.image, palette.quiet) },
    ...gridMarks(plane.image.grid, panel, palette),
    ...mapFrame(
      { field: { variables: outputs.map(({ name }) => words.name(name)) }, words },
      panel,
      palette,
      measure,
    ),
    ...patchMarks(view, panel, sheet, words, panel, !lens),
    ...(lens
      ? lensMarks(lens, panel, side, palette, words, (own) =>
          patchMarks(view, zoomed(own, middle, reach * lensReach), sheet, words, own, true),
        )
      : []),
  ];
}

const titleAbove = ({ left, top }: Area, text: string, color: string): Mark => ({
  ...{ kind: 'words', x: left, y: top - 14, text, color },
});

function gridMarks({ fine, strong }: GridLines, panel: Panel, { control }: Palette): Mark[] {
  const line = (points: readonly number[], alpha: number): LineMark => ({
    ...{ kind: 'line', points: inPixels(points, panel), color: control, width: 1, alpha, within: panel },
  });
  return [line(fine, 0.45), line(strong, 0.9)];
}

const inPixels = (points: readonly number[], panel: Panel): number[] =>
  points.map((at, i) => (i % 2 ? panel.y(at) : panel.x(at)));

/** The square of side h at the point, its sides as arrows; and the directions that are stretched most and least. */
function squareMarks(
  view: PlaneNearPoint,
  panel: Panel,
  sheet: Sheet,
  words: JacobianWords,
  within: Area,
): Mark[] {
  const { plane, inputs, hand } = view;
  const { palette } = sheet;
  const [x, y] = inputs.map(({ value }) => value);
  const { h } = plane;
  const color = palette.series[turned];
  const [left, right, low, high] = [panel.x(x), panel.x(x + h), panel.y(y), panel.y(y + h)];
  const outline = [left, low, right, low, right, high, left, high];
  const width = (j: number) => (hand.along === 'column' && hand.column === j ? 2.5 : 2);
  return [
    { kind: 'shape', points: outline, color, alpha: patchShare, within },
    { kind: 'line', points: [...outline, left, low], color, width: 1.5, dash: dashes(palette).truth, within },
    ...stretchAxes(view, panel, sheet, within, plane.from, [1, 1], [x, y]),
    ...arrow(left, low, right, low, color, width(0), within),
    ...arrow(left, low, left, high, color, width(1), within),
    ...gradientArrow(view, panel, palette, within),
    ...(right - left > 24 ? sideNames(left, right, low, high, within, palette, words) : []),
  ];
}

function sideNames(
  left: number,
  right: number,
  low: number,
  high: number,
  within: Area,
  palette: Palette,
  words: JacobianWords,
): Mark[] {
  const color = palette.labels[turned];
  const isLow = low + 20 > within.top + within.height;
  const isLeft = left - 18 < within.left;
  return [
    {
      kind: 'words',
      x: (left + right) / 2,
      y: isLow ? low - 11 : low + 13,
      text: words.h,
      color,
      align: 'center',
    },
    {
      kind: 'words',
      x: isLeft ? left + 11 : left - 11,
      y: (low + high) / 2,
      text: words.h,
      color,
      align: 'center',
    },
  ];
}

/** The gradient of the output in hand, as long as a side of the square: where it grows fastest. */
function gradientArrow(view: PlaneNearPoint, panel: Panel, palette: Palette, within: Area): Mark[] {
  const { hand, matrix, inputs, plane } = view;
  if (hand.along !== 'row') return [];
  const [gx, gy] = matrix.data.subarray(2 * hand.row, 2 * hand.row + 2);
  const steep = distance(gx, gy);
  if (!(steep > 0 && steep < Infinity)) return [];
  const [x, y] = inputs.map(({ value }) => value);
  const [tx, ty] = [x + (plane.h * gx) / steep, y + (plane.h * gy) / steep];
  return arrow(panel.x(x), panel.y(y), panel.x(tx), panel.y(ty), palette.series[slopeHue], 2.5, within);
}

/** Dashes of what the Jacobian says; in forced colours, where all is of one, of the truth, which is purple elsewhere. */
const dashes = ({ lowest }: Palette) =>
  lowest ? { truth: [4, 3], model: [] } : { truth: [], model: [4, 3] };

/** The true image, the parallelogram of the Jacobian's columns, and the ellipse of a circle. */
function patchMarks(
  view: PlaneNearPoint,
  panel: Panel,
  sheet: Sheet,
  words: JacobianWords,
  within: Area,
  isNamed: boolean,
): Mark[] {
  const { plane, outputs, matrix, hand, inputs } = view;
  const { palette, measure } = sheet;
  const [u, v] = outputs.map(({ value }) => value);
  const { h, patch } = plane;
  const [a, b, c, d] = matrix.data;
  const purple = palette.series[turned];
  const truth = inPixels(patch, panel);
  const closed = [...truth, truth[0], truth[1]];
  const marks: Mark[] = [
    ...(truth.some(Number.isNaN)
      ? []
      : [{ kind: 'shape', points: truth, color: purple, alpha: patchShare, within } as const]),
    { kind: 'line', points: closed, color: purple, width: 1.5, dash: dashes(palette).truth, within },
  ];
  if (![u, v, a, b, c, d].every(Number.isFinite)) return marks;
  const [x, y] = [panel.x(u), panel.y(v)];
  const tips = [
    [panel.x(u + h * a), panel.y(v + h * c)],
    [panel.x(u + h * b), panel.y(v + h * d)],
  ];
  const far = [panel.x(u + h * (a + b)), panel.y(v + h * (c + d))];
  const green = palette.series[slopeHue];
  const width = (j: number) => (hand.along === 'column' && hand.column === j ? 2.5 : 2);
  marks.push(
    ...stretchAxes(view, panel, sheet, within, plane.to, plane.stretches, [u, v]),
    {
      kind: 'line',
      points: [...tips[0], ...far, ...tips[1]],
      color: green,
      width: 1.5,
      dash: dashes(palette).model,
      within,
    },
    ...tips.flatMap(([tx, ty], j) => arrow(x, y, tx, ty, green, width(j), within)),
    ...(containsPoint(within, x, y, 1)
      ? [{ kind: 'dot', x, y, r: 5, color: palette.surface, ring: green } as const]
      : []),
  );
  if (!isNamed) return marks;
  const ends = tips.map(([tx, ty], j) => ({ x: tx, y: ty, text: words.partial(inputs[j].name) }));
  const shown = ends.filter(({ x: tx, y: ty }) => containsPoint(within, tx, ty));
  const room = { left: within.left + 2, top: within.top, width: within.width - 4, height: within.height };
  const lines = marks.flatMap((mark) => (mark.kind === 'line' ? [mark.points] : []));
  const places = placeNames(
    shown.map(({ text, ...end }) => ({ ...end, wide: measure(text) })),
    tips[0][0] < x ? -1 : 1,
    room,
    lines,
    areasTaken(marks, measure),
  );
  return [
    ...marks,
    ...shown.map(
      ({ text }, i): Mark => ({
        ...{ kind: 'words', x: places[i].left, y: places[i].top + nameHeight / 2, text },
        color: palette.labels[slopeHue],
      }),
    ),
  ];
}

/** The circle of radius h or its ellipse, with the directions that are stretched most and least; none where all are alike. */
function stretchAxes(
  { plane }: PlaneNearPoint,
  panel: Panel,
  { palette }: Sheet,
  within: Area,
  axes: readonly [number, number][],
  lengths: readonly [number, number],
  [x, y]: readonly number[],
): Mark[] {
  const { stretches, h } = plane;
  if (!isStretched(stretches)) return [];
  const at = (s: number, t: number) => [
    panel.x(x + h * (s * lengths[0] * axes[0][0] + t * lengths[1] * axes[1][0])),
    panel.y(y + h * (s * lengths[0] * axes[0][1] + t * lengths[1] * axes[1][1])),
  ];
  const around = ringPoints.flatMap(([s, t]) => at(s, t));
  const cross = [...at(-1, 0), ...at(1, 0), Number.NaN, Number.NaN, ...at(0, -1), ...at(0, 1)];
  return [
    { kind: 'line', points: around, color: palette.text, width: 1, alpha: 0.6, within },
    { kind: 'line', points: cross, color: palette.text, width: 1.5, within },
  ];
}

/** Points of the unit circle. */
const ringPoints = Array.from({ length: ellipseCorners + 1 }, (_, k) =>
  unitAt(radians((360 * k) / ellipseCorners)),
);

/** The point, which moves, and the far corner, which sets h; on paper, where nobody can take hold of them, rings. */
function handles({ inputs, plane, held }: PlaneNearPoint, panel: Panel, palette: Palette): Mark[] {
  const [x, y] = inputs.map(({ value }) => value);
  const [cx, cy] = [panel.x(x + plane.h), panel.y(y + plane.h)];
  const [px, py] = [panel.x(x), panel.y(y)];
  const { surface, series, paper } = palette;
  const color = series[turned];
  const isCornerSeen = containsPoint(panel, cx, cy, 6) && distance(cx - px, cy - py) > 16;
  const halo = (name: string, hx: number, hy: number): Mark[] =>
    held === name ? [{ kind: 'dot', x: hx, y: hy, r: 13, color, alpha: 0.25 }] : [];
  return [
    ...(isCornerSeen
      ? [...halo('corner', cx, cy), { kind: 'dot', x: cx, y: cy, r: 5, color: surface, ring: color } as const]
      : []),
    ...halo('point', px, py),
    paper
      ? { kind: 'dot', x: px, y: py, r: 5, color: surface, ring: color }
      : { kind: 'dot', x: px, y: py, r: 7, color, ring: surface },
  ];
}

/** Arrow of a shaft and a head; of a short one the head is shorter, and of none there is nothing. */
function arrow(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  color: string,
  width: number,
  within: Area,
): Mark[] {
  const length = distance(x1 - x0, y1 - y0);
  if (!(length > 1 && length < 1e6)) return [];
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const head = Math.min(headLength, length);
  const [bx, by] = [x1 - head * ux, y1 - head * uy];
  const half = 0.44 * head;
  return [
    { kind: 'line', points: [x0, y0, bx, by], color, width, within },
    {
      ...{ kind: 'shape', color, within },
      points: [x1, y1, bx - half * uy, by + half * ux, bx + half * uy, by - half * ux],
    },
  ];
}

/** The corner of a panel that is farthest from a place. */
function lensAt({ left, top, width, height }: Panel, x: number, y: number): Area {
  const isLeft = x > left + width / 2;
  const isTop = y > top + height / 2;
  const side = Math.min(lensSide, width / 2);
  return {
    left: isLeft ? left + 6 : left + width - side - 6,
    top: isTop ? top + 6 : top + height - side - 6,
    width: side,
    height: side,
  };
}

const zoomed = (area: Area, [x, y]: readonly number[], half: number): Panel =>
  createPanel(area, { from: x - half, to: x + half }, { from: y - half, to: y + half });

function lensMarks(
  area: Area,
  panel: Area,
  side: number,
  palette: Palette,
  words: JacobianWords,
  inside: (area: Area) => Mark[],
): Mark[] {
  const { left, top, width, height } = area;
  const isHigh = top < panel.top + panel.height / 2;
  const box = [left, top, left + width, top, left + width, top + height, left, top + height];
  return [
    { kind: 'shape', points: box, color: palette.surface },
    ...inside(area),
    { kind: 'line', points: [...box, left, top], color: palette.control, width: 1 },
    {
      ...{ kind: 'words', x: left + width / 2, y: isHigh ? top + height + 11 : top - 11, align: 'center' },
      ...{ text: words.times(width / 2 / lensReach / Math.max(side, 1e-300)), color: palette.quiet },
    },
  ];
}
