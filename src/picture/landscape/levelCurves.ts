// Level curves of a map: thin, every third stronger and numbered, none near the highlighted one.

import type { ContourLevel } from '../contours.js';
import { distance } from '../geometry.js';
import type { Palette } from '../palette.js';
import type { Panel } from '../panel.js';
import type { Mark, Measure, TextMark } from '../scene.js';
import type { LandscapeMapView } from './landscapeView.js';

/** What the level curves of a map are drawn of. */
type LevelsView = Pick<LandscapeMapView, 'grid' | 'at' | 'contour'> & {
  words: Pick<LandscapeMapView['words'], 'value'>;
};

/** Distance from the highlighted curve within which nothing else is drawn, in pixels. */
const contourClearance = 6;
/** Least length of a piece that is drawn, in pixels. */
const minPieceLength = 60;
/** Least length of a curve: a shorter one is an island between two samples, of which a narrow valley has many. */
const minCurveLength = 40;
/** Largest share of a line that is left out; with more, all of it is. */
const maxLostShare = 0.4;

const levelInPixels = ({ curves }: ContourLevel, map: Panel) =>
  curves.map((curve) => curve.map((value, i) => (i % 2 ? map.y(value) : map.x(value))));

/** Level curve through the point. */
export function pointContour({ contour }: LevelsView, map: Panel, palette: Palette): Mark[] {
  return levelInPixels(contour, map).map((points) => ({
    kind: 'line',
    points,
    color: palette.quiet,
    width: 1.5,
    within: map,
  }));
}

const contourCache = new WeakMap<ContourLevel, { key: string; marks: Mark[] }>();

/** All other level curves, cached while neither the highlighted one nor the drawing's place and colours change. */
export function contourMarks(view: LevelsView, map: Panel, palette: Palette, measure: Measure): Mark[] {
  const { left, width } = map;
  const key = [left, width, palette.control, palette.surface, palette.family].join();
  const before = contourCache.get(view.contour);
  if (before?.key === key) return before.marks;
  const marks = computeContourMarks(view, map, palette, measure);
  contourCache.set(view.contour, { key, marks });
  return marks;
}

function computeContourMarks(view: LevelsView, map: Panel, palette: Palette, measure: Measure): Mark[] {
  const near = proximityTest(levelInPixels(view.contour, map).map((curve) => subdivideCurve(curve)));
  const taken = [{ x: map.x(view.at[0]), y: map.y(view.at[1]), half: 30 }];
  const lines: Mark[] = [];
  const labels: Mark[] = [];
  view.grid.levels.forEach((level, i) => {
    const strong = i % 3 === 2;
    const text = view.words.value(level.value);
    for (const curve of levelInPixels(level, map)) {
      if (curveLength(curve) < minCurveLength) continue;
      const pieces = clearPieces(curve, near);
      const label = strong ? contourLabel(pieces, text, map, palette, measure, taken) : null;
      if (label) labels.push(label);
      const open = label
        ? pieces.flatMap((piece) => outsideLabel(piece, label, measure(text) / 2 + 3))
        : pieces;
      for (const points of open) {
        const width = strong ? 1.5 : 1;
        lines.push({
          kind: 'line',
          points,
          color: palette.control,
          width,
          within: map,
          ...(palette.lowest && { alpha: 0.6 }),
        });
      }
    }
  });
  return [...lines, ...labels];
}

/** Pieces of a curve that are clear of the highlighted one. */
function clearPieces(curve: readonly number[], near: (x: number, y: number) => boolean): number[][] {
  const points = subdivideCurve(curve);
  const pieces: number[][] = [[]];
  let lost = 0;
  for (let i = 0; i < points.length; i += 2) {
    const last = pieces[pieces.length - 1];
    if (near(points[i], points[i + 1])) {
      lost += 2;
      if (last.length > 0) pieces.push([]);
    } else last.push(points[i], points[i + 1]);
  }
  if (lost === 0) return pieces;
  if (lost > maxLostShare * points.length) return [];
  return pieces.filter((piece) => piece.length > 2 * (minPieceLength / 3));
}

/** Parts of a curve outside the box of its label. */
function outsideLabel(piece: readonly number[], { x, y }: TextMark, half: number): number[][] {
  const parts: number[][] = [[]];
  for (let i = 0; i < piece.length; i += 2) {
    const inside = Math.abs(piece[i] - x) < half && Math.abs(piece[i + 1] - y) < 8;
    if (!inside) parts[parts.length - 1].push(piece[i], piece[i + 1]);
    else if (parts[parts.length - 1].length > 0) parts.push([]);
  }
  return parts.filter((part) => part.length > 2);
}

function curveLength(curve: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < curve.length; i += 2)
    length += distance(curve[i] - curve[i - 2], curve[i + 1] - curve[i - 1]);
  return length;
}

/** Curve with at most 3 px from point to point. */
function subdivideCurve(curve: readonly number[]): number[] {
  const points = [curve[0], curve[1]];
  for (let i = 2; i < curve.length; i += 2) {
    const [x0, y0, x1, y1] = [curve[i - 2], curve[i - 1], curve[i], curve[i + 1]];
    const parts = Math.max(1, Math.ceil(distance(x1 - x0, y1 - y0) / 3));
    for (let k = 1; k <= parts; k++) points.push(x0 + ((x1 - x0) * k) / parts, y0 + ((y1 - y0) * k) / parts);
  }
  return points;
}

/** Test whether a place is within `contourClearance` of curves, by a hash grid with cells of that size. */
function proximityTest(curves: readonly number[][]): (x: number, y: number) => boolean {
  const cells = new Map<string, number[]>();
  const cellIndex = (v: number) => Math.floor(v / contourClearance);
  for (const curve of curves) {
    for (let i = 0; i < curve.length; i += 2) {
      const key = `${cellIndex(curve[i])},${cellIndex(curve[i + 1])}`;
      const found = cells.get(key);
      if (found) found.push(curve[i], curve[i + 1]);
      else cells.set(key, [curve[i], curve[i + 1]]);
    }
  }
  return (x, y) => {
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const found = cells.get(`${cellIndex(x) + i},${cellIndex(y) + j}`) ?? [];
        for (let k = 0; k < found.length; k += 2) {
          if (distance(found[k] - x, found[k + 1] - y) < contourClearance) return true;
        }
      }
    }
    return false;
  };
}

interface TakenSpace {
  x: number;
  y: number;
  half: number;
}

/** Number on a line, where it runs most level and nothing else stands; null where there is no room. */
function contourLabel(
  pieces: readonly number[][],
  text: string,
  map: Panel,
  palette: Palette,
  measure: Measure,
  taken: TakenSpace[],
): TextMark | null {
  const half = measure(text) / 2 + 4;
  let best: { x: number; y: number; score: number } | null = null;
  for (const piece of pieces) {
    if (piece.length < 80) continue;
    for (let i = 10; i < piece.length - 10; i += 6) {
      const [x, y] = [piece[i], piece[i + 1]];
      if (!fitsOnMap(x, y, half, map) || taken.some((other) => labelsClash(other, x, y, half))) continue;
      const [dx, dy] = [piece[i + 8] - piece[i - 8], piece[i + 9] - piece[i - 7]];
      const score = Math.abs(dx) / (distance(dx, dy) || 1);
      if (!best || score > best.score) best = { x, y, score };
    }
  }
  if (!best) return null;
  taken.push({ x: best.x, y: best.y, half });
  return { kind: 'words', x: best.x, y: best.y, text, color: palette.quiet, align: 'center' };
}

const fitsOnMap = (x: number, y: number, half: number, { left, top, width, height }: Panel) =>
  x - half > left + 4 && x + half < left + width - 4 && y > top + 14 && y < top + height - 14;

const labelsClash = (other: TakenSpace, x: number, y: number, half: number) =>
  Math.abs(other.x - x) < other.half + half + 24 && Math.abs(other.y - y) < 28;
