// Places of names beside the ends of their lines, clear of the lines and words around.
import { clipSegment } from './clip.js';
import { distance } from './geometry.js';
import type { Area, Mark, Measure } from './scene.js';

export const nameHeight = 16;

/** Distance of a point from an area; 0 within. */
export const distanceFrom = ({ left, top, width, height }: Area, x: number, y: number): number =>
  distance(Math.max(left - x, x - left - width, 0), Math.max(top - y, y - top - height, 0));

export const areasOverlap = (a: Area, b: Area) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

/** Length of a line within an area: x₀, y₀, x₁, y₁ …, NaN interrupts it. */
export function lengthWithin(area: Area, points: readonly number[]): number {
  const { left, top, width, height } = area;
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    // Most pieces are on one side of it.
    if (Math.max(points[i - 2], points[i]) < left || Math.min(points[i - 2], points[i]) > left + width)
      continue;
    if (Math.max(points[i - 1], points[i + 1]) < top || Math.min(points[i - 1], points[i + 1]) > top + height)
      continue;
    const piece = clipSegment(points[i - 2], points[i - 1], points[i], points[i + 1], area);
    if (piece) length += distance(piece[2] - piece[0], piece[3] - piece[1]);
  }
  return length;
}

/** Areas of the words and dots among marks. */
export const areasTaken = (marks: readonly Mark[], measure: Measure): Area[] =>
  marks.flatMap((mark): Area[] => {
    if (mark.kind === 'dot') {
      const { x, y, r } = mark;
      return [{ left: x - r, top: y - r, width: 2 * r, height: 2 * r }];
    }
    if (mark.kind !== 'words') return [];
    const wide = measure(mark.text, mark.bold);
    const share = { left: 0, center: 0.5, right: 1 }[mark.align ?? 'left'];
    return [nameArea(mark.x - share * wide, mark.y, wide)];
  });

interface NamedEnd {
  x: number;
  y: number;
  /** Width of the name. */
  wide: number;
}

/** Rows about an end, and shares of the name's width that lie left of it. */
const [rows, shares] = [
  [16, -16, 28, -28, 40, -40],
  [0.5, 0, 1],
];

/** Places of a name about its end, the plainest first: beside it to one side and the other, below and above it. */
const placesAbout = ({ x, y, wide }: NamedEnd, way: number): Area[] => [
  ...[way, -way].map((side) => nameArea(side > 0 ? x + 7 : x - 7 - wide, y, wide)),
  ...rows.flatMap((by) => shares.map((share) => nameArea(x - share * wide, y + by, wide))),
];

const nameArea = (left: number, y: number, width: number): Area => ({
  left,
  top: y - nameHeight / 2,
  width,
  height: nameHeight,
});

/** Whether a place is as near to its own end as to any other. */
const isNearestOwn = (area: Area, own: NamedEnd, others: readonly NamedEnd[]) => {
  const far = distanceFrom(area, own.x, own.y);
  return others.every((other) => far < distanceFrom(area, other.x, other.y));
};

/**
 * Places of names at the ends of lines, one after another: within a room and nearest their own end, off the words taken
 * already, on as little of the lines as can be, and near.
 */
export function placeNames(
  ends: readonly NamedEnd[],
  way: number,
  room: Area,
  lines: readonly (readonly number[])[],
  taken: readonly Area[] = [],
): Area[] {
  const placed: Area[] = [];
  for (const end of ends) {
    const others = ends.filter((other) => other !== end);
    const cost = (area: Area, rank: number) =>
      (isNearestOwn(area, end, others) ? 0 : 4000) +
      1000 * [...taken, ...placed].filter((other) => areasOverlap(area, other)).length +
      lines.reduce((sum, line) => sum + lengthWithin(area, line), 0) +
      distanceFrom(area, end.x, end.y) +
      rank / 100;
    const candidates = placesAbout(end, way).map((area) => withinRoom(area, room));
    const costs = candidates.map(cost);
    placed.push(candidates[costs.indexOf(Math.min(...costs))]);
  }
  return placed;
}

/** Area moved into a room. */
const withinRoom = (area: Area, { left, top, width, height }: Area): Area => ({
  ...area,
  left: Math.max(left, Math.min(left + width - area.width, area.left)),
  top: Math.max(top, Math.min(top + height - area.height, area.top)),
});
