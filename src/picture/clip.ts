import type { Area } from './scene.js';

/** Part of a segment within an area: x₀, y₀, x₁, y₁; null where there is none. Liang and Barsky 1984. */
export function clipSegment(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  { left, top, width, height }: Area,
): [number, number, number, number] | null {
  const [dx, dy] = [x1 - x0, y1 - y0];
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return null;
  let [from, to] = [0, 1];
  const edges = [
    [-dx, x0 - left],
    [dx, left + width - x0],
    [-dy, y0 - top],
    [dy, top + height - y0],
  ];
  for (const [slope, room] of edges) {
    if (slope === 0 && room < 0) return null;
    if (slope < 0) from = Math.max(from, room / slope);
    if (slope > 0) to = Math.min(to, room / slope);
  }
  if (from > to) return null;
  return [x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy];
}

export const containsPoint = ({ left, top, width, height }: Area, x: number, y: number, slack = 0) =>
  x >= left - slack && x <= left + width + slack && y >= top - slack && y <= top + height + slack;
