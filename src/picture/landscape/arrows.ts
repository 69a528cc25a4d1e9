// Handles of a map: the start, the point with its gradient, the direction.

import { containsPoint } from '../clip.js';
import { distance, radians, unitAt } from '../geometry.js';
import type { Palette } from '../palette.js';
import type { Panel } from '../panel.js';
import type { Mark, Measure, TextMark } from '../scene.js';
import type { LandscapeMapView } from './landscapeView.js';

/** Length of a gradient's arrow: 24 to 72 px, 48 where the slope is typical of the landscape. */
export const arrowLength = (steep: number, typical: number) => 24 + 48 * (steep / (steep + typical));
/** Length of a direction's arrow, in pixels. */
export const directionLength = 56;

/** Tip of a direction's arrow, from its foot, in pixels. */
export function arrowTip(degrees: number, length: number): [number, number] {
  const [x, y] = unitAt(radians(degrees));
  return [x * length, -y * length];
}

interface AscentDirection {
  ux: number;
  uy: number;
  steep: number;
}

/** Direction of the gradient's arrow as a unit vector in pixels; null where the gradient is 0 or not finite. */
export function ascentDirection({ field, at }: LandscapeMapView): AscentDirection | null {
  const [gx, gy] = field.gradient(at);
  const steep = field.gradientNorm(at);
  return steep > 0 && Number.isFinite(steep) ? { ux: gx / steep, uy: -gy / steep, steep } : null;
}

export function gradientMarks(
  view: LandscapeMapView,
  map: Panel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const { at, direction, handle, start } = view;
  const [x, y] = [map.x(at[0]), map.y(at[1])];
  const marks: Mark[] = start ? startHandle(view, map, palette) : [];
  if (!containsPoint(map, x, y)) return marks;
  const up = ascentDirection(view);
  const [dx, dy] = arrowTip(direction, directionLength);
  marks.push(...arrowMarks(x, y, x + dx, y + dy, palette.series[3], [5, 3]));
  const beyond = 1 + 12 / directionLength;
  marks.push({
    kind: 'words',
    x: x + dx * beyond,
    y: y + dy * beyond,
    text: 'd',
    color: palette.labels[3],
    bold: true,
    align: 'center',
  });
  if (handle === 'direction') marks.push(handleHalo(x + dx, y + dy, palette));
  if (up) {
    const [tx, ty] = gradientTip(view, up, map);
    marks.push(...rightAngleMarks(x, y, up, palette), ...arrowMarks(x, y, tx, ty, palette.text));
    marks.push(...gradientLabel(view, map, palette, measure));
  }
  if (handle === 'point') marks.push(handleHalo(x, y, palette));
  marks.push({ kind: 'dot', x, y, r: 7, color: palette.text, ring: palette.surface });
  return marks;
}

const handleHalo = (x: number, y: number, { control }: Palette): Mark => ({
  kind: 'dot',
  x,
  y,
  r: 13,
  color: control,
  alpha: 0.35,
});

function startHandle({ start, handle, words }: LandscapeMapView, map: Panel, palette: Palette): Mark[] {
  const [x, y] = [map.x(start![0]), map.y(start![1])];
  if (!containsPoint(map, x, y, 1)) return [];
  const low = y > map.top + map.height - 24;
  return [
    ...(handle === 'start' ? [handleHalo(x, y, palette)] : []),
    { kind: 'dot', x, y, r: 8, color: palette.surface },
    { kind: 'dot', x, y, r: 6, color: palette.surface, ring: palette.text },
    {
      kind: 'words',
      x: x - 10,
      y: low ? y - 14 : y + 15,
      text: words.start,
      color: palette.text,
      align: x < map.left + 48 ? 'left' : 'right',
    },
  ];
}

/** Arrow of a shaft and a head. */
function arrowMarks(x0: number, y0: number, x1: number, y1: number, color: string, dash?: number[]): Mark[] {
  const length = distance(x1 - x0, y1 - y0);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [bx, by] = [x1 - 9 * ux, y1 - 9 * uy];
  return [
    { kind: 'line', points: [x0, y0, bx, by], color, width: 2, ...(dash && { dash }) },
    { kind: 'shape', points: [x1, y1, bx - 4 * uy, by + 4 * ux, bx + 4 * uy, by - 4 * ux], color },
  ];
}

/** Right-angle mark between the gradient and its level curve. */
function rightAngleMarks(
  x: number,
  y: number,
  { ux, uy }: { ux: number; uy: number },
  palette: Palette,
): Mark[] {
  const [size, foot] = [8, 8];
  const [vx, vy] = [-uy, ux];
  const cornerAt = (along: number, across: number) => [
    x + ux * along + vx * across,
    y + uy * along + vy * across,
  ];
  const points = [...cornerAt(foot + size, 0), ...cornerAt(foot + size, size), ...cornerAt(0, size)];
  return [
    {
      kind: 'line',
      points: [...cornerAt(0, -44), ...cornerAt(0, 44)],
      color: palette.quiet,
      width: 1,
      dash: [1, 3],
    },
    { kind: 'line', points, color: palette.text, width: 1 },
  ];
}

function gradientTip({ at, grid }: LandscapeMapView, up: AscentDirection, map: Panel): [number, number] {
  const length = arrowLength(up.steep, grid.steepness);
  return [map.x(at[0]) + up.ux * length, map.y(at[1]) + up.uy * length];
}

/** Label at the gradient's tip, on the side that d is not on; none without an arrow. */
export function gradientLabel(
  view: LandscapeMapView,
  map: Panel,
  palette: Palette,
  measure: Measure,
): TextMark[] {
  const up = ascentDirection(view);
  if (!up) return [];
  const { ux, uy, steep } = up;
  const text = `∇f ${view.words.value(steep)}`;
  const [tx, ty] = gradientTip(view, up, map);
  const [dx, dy] = arrowTip(view.direction, 1);
  const side = ux * dy - uy * dx > 0 ? 1 : -1;
  const half = measure(text, true) / 2;
  const [ox, oy] = [ux + 0.8 * side * uy, uy - 0.8 * side * ux];
  const far = distance(ox, oy);
  const x = tx + (ox / far) * (half + 6);
  const y = ty + (oy / far) * 13;
  const label: TextMark = {
    kind: 'words',
    x: Math.max(map.left + half + 2, Math.min(map.left + map.width - half, x)),
    y: Math.max(map.top + 8, Math.min(map.top + map.height - 10, y)),
    text,
    color: palette.text,
    bold: true,
    align: 'center',
  };
  return [label];
}
