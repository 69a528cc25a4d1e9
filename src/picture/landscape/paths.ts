// Paths of the runs on a map: solid, with markers of their own, each labelled where it is now.
import { clipped, contains } from '../clip.js';
import { markerAt } from '../markers.js';
import type { Palette } from '../palette.js';
import type { Panel } from '../panel.js';
import type { Area, Mark, Measure } from '../scene.js';
import { gradientLabel } from './arrows.js';
import { hasDiverged, lapOf, type MapView, type Walk } from './landscapeView.js';

/** Least distance between markers, in pixels. */
const apart = 10;

/** Marks of all paths and their labels, which keep clear of the words among `ground`, the marks drawn already. */
export function pathMarks(
  view: MapView,
  map: Panel,
  palette: Palette,
  measure: Measure,
  ground: readonly Mark[],
): Mark[] {
  const shown = view.walks.filter(({ hidden }) => !hidden);
  const taken = obstacles(view, map, palette, measure, ground);
  const trodden = shown.flatMap((walk) => standing(walk, lapOf(walk, view.head), map));
  const names = shown.flatMap((walk) => nameOf(view, walk, map, palette, measure, taken, trodden));
  return [...shown.flatMap((walk) => pathOf(view, walk, map, palette)), ...names];
}

const placeOf = ({ points }: Walk, lap: number, map: Panel): [number, number] => [
  map.x(points[2 * lap]),
  map.y(points[2 * lap + 1]),
];

function pathOf(view: MapView, walk: Walk, map: Panel, palette: Palette): Mark[] {
  const last = lapOf(walk, view.head);
  const color = (walk.lowest && palette.lowest) || palette.series[walk.colour];
  const ahead = view.future ? lineOf(walk, last, walk.end, map) : [];
  const width = walk.lowest ? 2.5 : palette.line;
  const marks: Mark[] = [];
  if (ahead.length > 0) marks.push({ kind: 'line', points: ahead, color, width: 1, alpha: 0.3 });
  marks.push({ kind: 'line', points: lineOf(walk, 0, last, map), color, width });
  for (const [x, y] of standing(walk, last, map)) {
    marks.push(...markerAt(walk.marker ?? 0, x, y, 2.5, color, palette.surface));
  }
  const [x, y] = placeOf(walk, last, map);
  const gone = hasDiverged(walk, view.head) ? exitOf(walk, map) : null;
  if (gone) marks.push({ kind: 'cross', x: gone[0], y: gone[1], size: 8, color });
  else if (last > 0 && contains(map, x, y))
    marks.push(...markerAt(walk.marker ?? 0, x, y, 4, color, palette.surface));
  return marks;
}

/** Line from one sample to another, clipped to the map. */
function lineOf(walk: Walk, from: number, to: number, map: Panel): number[] {
  const points: number[] = [];
  for (let lap = from; lap < to; lap++) {
    const piece = clipped(...placeOf(walk, lap, map), ...placeOf(walk, lap + 1, map), map);
    if (!piece) continue;
    const joined = points[points.length - 2] === piece[0] && points[points.length - 1] === piece[1];
    if (joined) points.push(piece[2], piece[3]);
    else points.push(Number.NaN, Number.NaN, ...piece);
  }
  return points;
}

interface Marker {
  lap: number;
  x: number;
  y: number;
}

const found = new WeakMap<ArrayLike<number>, { frame: string; markers: Marker[] }>();

/** Places of the markers before a sample: iterates far enough from each other, and from the one at that sample. */
export function standing(walk: Walk, last: number, map: Panel): [number, number][] {
  const end = placeOf(walk, last, map);
  return markersOf(walk, map)
    .filter(({ lap, x, y }) => lap < last && far(x - end[0], y - end[1]))
    .map(({ x, y }) => [x, y]);
}

const far = (dx: number, dy: number) => dx * dx + dy * dy >= apart * apart;

/** Markers of the whole run, cached while neither the run nor the map's place changes. */
function markersOf(walk: Walk, map: Panel): Marker[] {
  const frame = [map.left, map.top, map.width, map.x(0), map.x(1), map.y(0), map.y(1)].join();
  const kept = found.get(walk.points);
  if (kept?.frame === frame) return kept.markers;
  const [x0, y0] = placeOf(walk, 0, map);
  const markers: Marker[] = [{ lap: 0, x: x0, y: y0 }];
  for (let lap = 1; lap <= walk.end; lap++) {
    const [x, y] = placeOf(walk, lap, map);
    if (contains(map, x, y) && markers.every((other) => far(other.x - x, other.y - y)))
      markers.push({ lap, x, y });
  }
  found.set(walk.points, { frame, markers: markers.slice(1) });
  return markers.slice(1);
}

/** Last point of a diverged run on the map. */
function exitOf(walk: Walk, map: Panel): [number, number] {
  for (let lap = walk.end - 1; lap >= 0; lap--) {
    const piece = clipped(...placeOf(walk, lap, map), ...placeOf(walk, lap + 1, map), map);
    if (piece) return [piece[2], piece[3]];
  }
  return placeOf(walk, 0, map);
}

function obstacles(
  view: MapView,
  map: Panel,
  palette: Palette,
  measure: Measure,
  ground: readonly Mark[],
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
  const levels = ground.flatMap((mark): Area[] => {
    if (mark.kind !== 'words') return [];
    const width = measure(mark.text) + 4;
    return [{ left: mark.x - width / 2, top: mark.y - 9, width, height: 18 }];
  });
  return [...word, ...handles, ...gradient, ...levels];
}

function nameOf(
  view: MapView,
  walk: Walk,
  map: Panel,
  palette: Palette,
  measure: Measure,
  taken: Area[],
  trodden: readonly [number, number][],
): Mark[] {
  const last = lapOf(walk, view.head);
  if (last === 0) return [];
  const gone = hasDiverged(walk, view.head);
  const [x, y] = gone ? exitOf(walk, map) : placeOf(walk, last, map);
  if (!contains(map, x, y, 1)) return [];
  const text = view.words.end(walk, view.head);
  const wide = measure(text, true);
  const places = [18, -18, 34, -34, 50, -50, 66].flatMap((dy) =>
    [0.5, 0, 1].map((share): Area => ({ left: x - wide * share, top: y + dy - 8, width: wide, height: 16 })),
  );
  const beside = [x + 10, x - 10 - wide].map((left): Area => ({ left, top: y - 8, width: wide, height: 16 }));
  const inside = [...places.slice(0, 6), ...beside, ...places.slice(6)].filter((area) => within(area, map));
  const covers = (area: Area) =>
    trodden.filter(([px, py]) => contains(area, px, py, 2)).length +
    1000 * taken.filter((other) => overlap(area, other)).length;
  const fewest = Math.min(...inside.map(covers));
  const anyhow = { left: Math.min(x, map.left + map.width - wide), top: y + 10 };
  const { left, top } = inside.find((area) => covers(area) === fewest) ?? anyhow;
  taken.push({ left, top, width: wide, height: 16 });
  return [{ kind: 'words', x: left, y: top + 8, text, color: palette.labels[walk.colour], bold: true }];
}

const within = (area: Area, map: Area) =>
  area.left >= map.left + 2 &&
  area.left + area.width <= map.left + map.width &&
  area.top >= map.top &&
  area.top + area.height <= map.top + map.height;

const overlap = (a: Area, b: Area) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;
