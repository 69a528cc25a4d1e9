// Paths of the runs on a map: solid, with markers of their own, each labelled where it is now.
import { clipSegment, containsPoint } from '../clip.js';
import { markerAt } from '../markers.js';
import { areasOverlap, areasTaken, distanceFrom, lengthWithin } from '../namePlaces.js';
import type { Palette } from '../palette.js';
import type { Panel } from '../panel.js';
import type { Area, Mark, Measure } from '../scene.js';
import { gradientLabel } from './arrows.js';
import { hasPathDiverged, type LandscapeMapView, type RunPath, shownSample } from './landscapeView.js';

/** Least distance between markers, in pixels. */
const markerSpacing = 10;

/** Marks of all paths and their labels, which keep clear of the words among `drawnMarks`, the marks drawn already. */
export function pathMarks(
  view: LandscapeMapView,
  map: Panel,
  palette: Palette,
  measure: Measure,
  drawnMarks: readonly Mark[],
): Mark[] {
  const shown = view.paths.filter(({ hidden }) => !hidden);
  const taken = labelObstacles(view, map, palette, measure, drawnMarks);
  const ways = shown.map((path) => ({
    end: pathEnd(view, path, map),
    line: pathLine(path, 0, shownSample(path, view.head), map),
  }));
  const names = shown.flatMap((path, i) => pathName(view, path, i, map, palette, measure, taken, ways));
  return [...shown.flatMap((path) => runPathMarks(view, path, map, palette)), ...names];
}

const iteratePixel = ({ points }: RunPath, sample: number, map: Panel): [number, number] => [
  map.x(points[2 * sample]),
  map.y(points[2 * sample + 1]),
];

function runPathMarks(view: LandscapeMapView, path: RunPath, map: Panel, palette: Palette): Mark[] {
  const last = shownSample(path, view.head);
  const color = (path.lowest && palette.lowest) || palette.series[path.colour];
  const ahead = view.future ? pathLine(path, last, path.end, map) : [];
  const width = path.lowest ? 2.5 : palette.line;
  const marks: Mark[] = [];
  if (ahead.length > 0) marks.push({ kind: 'line', points: ahead, color, width: 1, alpha: 0.3 });
  marks.push({ kind: 'line', points: pathLine(path, 0, last, map), color, width });
  for (const [x, y] of markerPositions(path, last, map)) {
    marks.push(...markerAt(path.marker ?? 0, x, y, 2.5, color, palette.surface));
  }
  const [x, y] = iteratePixel(path, last, map);
  const gone = hasPathDiverged(path, view.head) ? mapExit(path, map) : null;
  if (gone) marks.push({ kind: 'cross', x: gone[0], y: gone[1], size: 8, color });
  else if (last > 0 && containsPoint(map, x, y))
    marks.push(...markerAt(path.marker ?? 0, x, y, 4, color, palette.surface));
  return marks;
}

/** Line from one sample to another, clipped to the map. */
function pathLine(path: RunPath, from: number, to: number, map: Panel): number[] {
  const points: number[] = [];
  for (let sample = from; sample < to; sample++) {
    const piece = clipSegment(
      ...iteratePixel(path, sample, map),
      ...iteratePixel(path, sample + 1, map),
      map,
    );
    if (!piece) continue;
    const joined = points[points.length - 2] === piece[0] && points[points.length - 1] === piece[1];
    if (joined) points.push(piece[2], piece[3]);
    else points.push(Number.NaN, Number.NaN, ...piece);
  }
  return points;
}

interface IterateMarker {
  sample: number;
  x: number;
  y: number;
}

const markerCache = new WeakMap<ArrayLike<number>, { frame: string; markers: IterateMarker[] }>();

/** Places of the markers before a sample: iterates far enough from each other, and from the one at that sample. */
export function markerPositions(path: RunPath, last: number, map: Panel): [number, number][] {
  const end = iteratePixel(path, last, map);
  return runMarkers(path, map)
    .filter(({ sample, x, y }) => sample < last && isFarEnough(x - end[0], y - end[1]))
    .map(({ x, y }) => [x, y]);
}

const isFarEnough = (dx: number, dy: number) => dx * dx + dy * dy >= markerSpacing * markerSpacing;

/** Markers of the whole run, cached while neither the run nor the map's place changes. */
function runMarkers(path: RunPath, map: Panel): IterateMarker[] {
  const frame = [map.left, map.top, map.width, map.x(0), map.x(1), map.y(0), map.y(1)].join();
  const kept = markerCache.get(path.points);
  if (kept?.frame === frame) return kept.markers;
  const [x0, y0] = iteratePixel(path, 0, map);
  const markers: IterateMarker[] = [{ sample: 0, x: x0, y: y0 }];
  for (let sample = 1; sample <= path.end; sample++) {
    const [x, y] = iteratePixel(path, sample, map);
    if (containsPoint(map, x, y) && markers.every((other) => isFarEnough(other.x - x, other.y - y)))
      markers.push({ sample, x, y });
  }
  markerCache.set(path.points, { frame, markers: markers.slice(1) });
  return markers.slice(1);
}

/** Last point of a diverged run on the map. */
function mapExit(path: RunPath, map: Panel): [number, number] {
  for (let sample = path.end - 1; sample >= 0; sample--) {
    const piece = clipSegment(
      ...iteratePixel(path, sample, map),
      ...iteratePixel(path, sample + 1, map),
      map,
    );
    if (piece) return [piece[2], piece[3]];
  }
  return iteratePixel(path, 0, map);
}

function labelObstacles(
  view: LandscapeMapView,
  map: Panel,
  palette: Palette,
  measure: Measure,
  drawnMarks: readonly Mark[],
): Area[] {
  const { at, start } = view;
  const word = start ? [{ left: map.x(start[0]) - 44, top: map.y(start[1]) + 6, width: 36, height: 18 }] : [];
  const handles = [at, ...(start ? [start] : [])].map(([x, y]) => ({
    left: map.x(x) - 14,
    top: map.y(y) - 14,
    width: 28,
    height: 28,
  }));
  const gradient = gradientLabel(view, map, palette, measure).map(({ x, y, text }): Area => {
    const width = measure(text, true) + 4;
    return { left: x - width / 2, top: y - 9, width, height: 18 };
  });
  return [...word, ...handles, ...gradient, ...areasTaken(drawnMarks, measure)];
}

/** Point of a path that its name stands at. */
const pathEnd = (view: LandscapeMapView, path: RunPath, map: Panel): [number, number] =>
  hasPathDiverged(path, view.head)
    ? mapExit(path, map)
    : iteratePixel(path, shownSample(path, view.head), map);

/** Name of a path: nearest its own end, off other words, and on as little of the paths as can be. */
function pathName(
  view: LandscapeMapView,
  path: RunPath,
  index: number,
  map: Panel,
  palette: Palette,
  measure: Measure,
  taken: Area[],
  ways: readonly { end: [number, number]; line: readonly number[] }[],
): Mark[] {
  if (shownSample(path, view.head) === 0) return [];
  const [x, y] = ways[index].end;
  if (!containsPoint(map, x, y, 1)) return [];
  const text = view.words.end(path, view.head);
  const wide = measure(text, true);
  const others = ways.filter((_, i) => i !== index);
  const places = [18, -18, 34, -34, 50, -50, 66].flatMap((dy) =>
    [0.5, 0, 1].map((share): Area => ({ left: x - wide * share, top: y + dy - 8, width: wide, height: 16 })),
  );
  const beside = [x + 10, x - 10 - wide].map((left): Area => ({ left, top: y - 8, width: wide, height: 16 }));
  const inside = [...places.slice(0, 6), ...beside, ...places.slice(6)].filter((area) =>
    isWithinMap(area, map),
  );
  const cost = (area: Area, rank: number) => {
    const far = distanceFrom(area, x, y);
    const isNearest = others.every(({ end }) => far < distanceFrom(area, ...end));
    return (
      (isNearest ? 0 : 4000) +
      1000 * taken.filter((other) => areasOverlap(area, other)).length +
      ways.reduce((sum, { line }) => sum + lengthWithin(area, line), 0) +
      rank / 100
    );
  };
  const costs = inside.map(cost);
  const anyhow = { left: Math.min(x, map.left + map.width - wide), top: y + 10 };
  const { left, top } = inside[costs.indexOf(Math.min(...costs))] ?? anyhow;
  taken.push({ left, top, width: wide, height: 16 });
  return [{ kind: 'words', x: left, y: top + 8, text, color: palette.labels[path.colour], bold: true }];
}

const isWithinMap = (area: Area, map: Area) =>
  area.left >= map.left + 2 &&
  area.left + area.width <= map.left + map.width &&
  area.top >= map.top &&
  area.top + area.height <= map.top + map.height;
