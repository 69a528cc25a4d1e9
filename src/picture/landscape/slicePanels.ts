// Panels beside a map: the function along each axis through the point, and its derivative in every direction.

import { degreesOf, distance, radians, unitAt } from '../geometry.js';
import type { Palette } from '../palette.js';
import type { Panel } from '../panel.js';
import type { Mark, Measure } from '../scene.js';
import { ascentDirection } from './arrows.js';
import type { LandscapeMapView } from './landscapeView.js';

const tangentReach = 52;
const [tangentColour, directionColour] = [2, 3];

/** Slice of the function along one axis, and its tangent at the point. */
export function sliceMarks(
  { field, at, words }: LandscapeMapView,
  axis: number,
  here: Panel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const { left, top, width, height, across } = here;
  const variable = field.variables[axis];
  const rate = field.gradient(at)[axis];
  const points = Array.from(
    { length: 141 },
    (_, i) => across.from + ((across.to - across.from) * i) / 140,
  ).flatMap((value) => {
    const y = field.value(axis === 0 ? [value, at[1]] : [at[0], value]);
    return Number.isFinite(y) ? [here.x(value), limitPixel(here.y(y), here)] : [Number.NaN, Number.NaN];
  });
  const [x, y] = [here.x(at[axis]), here.y(field.value(at))];
  const label = `${variable} ${words.coordinate(at[axis])}`;
  const half = measure(label) / 2;
  const foot = Math.max(left + half, Math.min(left + width - half, x));
  const inside = x >= left && x <= left + width && Number.isFinite(y);
  return [
    {
      kind: 'words',
      x: left,
      y: top - 14,
      text: `∂f/∂${variable} = ${words.value(rate)}`,
      color: palette.text,
    },
    horizontalLine(here, top + height, palette),
    { kind: 'line', points, color: palette.text, width: 2, within: here },
    ...(inside ? sliceTangent(x, y, rate, here, palette) : []),
    ...(inside ? [{ kind: 'dot' as const, x, y, r: 4, color: palette.text, ring: palette.surface }] : []),
    { kind: 'words', x: foot, y: top + height + 14, text: label, color: palette.text, align: 'center' },
  ];
}

const limitPixel = (y: number, { top, height }: Panel) =>
  Math.max(top - 50 * height, Math.min(top + 50 * height, y));

const horizontalLine = ({ left, width }: Panel, y: number, { control }: Palette): Mark => ({
  kind: 'line',
  points: [left, Math.round(y) + 0.5, left + width, Math.round(y) + 0.5],
  color: control,
  width: 1,
});

function sliceTangent(x: number, y: number, rate: number, here: Panel, palette: Palette): Mark[] {
  const [dx, dy] = [here.x(1) - here.x(0), here.y(rate) - here.y(0)];
  const length = distance(dx, dy);
  if (!(length > 0) || !Number.isFinite(length)) return [];
  const [ux, uy] = [(dx / length) * tangentReach, (dy / length) * tangentReach];
  const points = [x - ux, y - uy, x + ux, y + uy];
  return [{ kind: 'line', points, color: palette.series[tangentColour], width: 2, within: here }];
}

/** Curve of ∇f·d over all directions d, with the chosen one marked. */
export function angleMarks(view: LandscapeMapView, here: Panel, palette: Palette, measure: Measure): Mark[] {
  const { field, at, direction, words } = view;
  const [gx, gy] = field.gradient(at);
  const rateAlong = (degrees: number) => {
    const [x, y] = unitAt(radians(degrees));
    return gx * x + gy * y;
  };
  const { left, top, width, height } = here;
  const rate = field.directional(at, direction);
  const said = words.slope(rate, direction);
  const zero = here.y(0);
  const color = palette.series[directionColour];
  const points = Array.from({ length: 121 }, (_, i) => [here.x(i * 3), here.y(rateAlong(i * 3))]).flat();
  const [x, y] = [here.x(direction), here.y(rate)];
  const marks: Mark[] = [
    { kind: 'words', x: left, y: top - 14, text: said, color: palette.text },
    horizontalLine(here, zero, palette),
  ];
  if (Number.isFinite(gx + gy)) {
    marks.push(
      { kind: 'line', points: [x, zero, x, y], color, width: 1.5, dash: [2, 3] },
      { kind: 'line', points, color, width: palette.line },
      ...steepestMarks(view, here, palette, measure),
      { kind: 'dot', x, y, r: 5, color: palette.surface, ring: color },
    );
  }
  const feet = [0, 180, 360].map((degrees, i): Mark => {
    const align = (['left', 'center', 'right'] as const)[i];
    const y = top + height + 12;
    return { kind: 'words', x: left + (width * i) / 2, y, text: `${degrees}°`, color: palette.quiet, align };
  });
  return [...marks, ...feet];
}

/** Mark of the steepest direction, whose derivative is the gradient's length. */
function steepestMarks(view: LandscapeMapView, here: Panel, palette: Palette, measure: Measure): Mark[] {
  const up = ascentDirection(view);
  if (!up) return [];
  const turn = degreesOf(up.ux, -up.uy);
  const [x, y] = [here.x(turn < 0 ? turn + 360 : turn), here.y(up.steep)];
  const text = `max ${view.words.value(up.steep)}`;
  const right = x - measure(text) - 8 < here.left;
  return [
    {
      kind: 'line',
      points: [here.left, y, here.left + here.width, y],
      color: palette.quiet,
      width: 1,
      dash: [1, 3],
    },
    { kind: 'dot', x, y, r: 4, color: palette.text },
    {
      kind: 'words',
      x: right ? x + 8 : x - 8,
      y,
      text,
      color: palette.text,
      align: right ? 'left' : 'right',
    },
  ];
}
