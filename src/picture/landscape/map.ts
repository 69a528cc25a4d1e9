// Map of a landscape of two variables: level curves, the gradient at a point, a direction, the paths of the runs.

import type { Palette } from '../palette.js';
import { axisX, createPanel, type Panel, tickLabels } from '../panel.js';
import type { Drawing, Mark, Measure } from '../scene.js';
import { ticks } from '../ticks.js';
import { gradientMarks } from './arrows.js';
import type { LandscapeMapView } from './landscapeView.js';
import { contourMarks, pointContour } from './levelCurves.js';
import { pathMarks } from './paths.js';
import { angleMarks, sliceMarks } from './slicePanels.js';

export interface MapLayout {
  map: Panel;
  slices: Panel[];
  angle: Panel;
  height: number;
}

/** Height of a map as a share of its width below which the panels are under it, where they have more room. */
const flat = 0.6;
/** Height of a panel beside or under a map, with its labels. */
const panelBlock = 128;

/** Layout of a map with equal units and the two slices and the angle: beside it, or under it where it is narrow or flat. */
export function mapLayout(view: LandscapeMapView, width: number, measure: Measure): MapLayout {
  const { grid, narrowWidth: narrow, words } = view;
  const tall = (grid.up.to - grid.up.from) / (grid.across.to - grid.across.from);
  const under = narrow || tall < flat;
  const outer = under ? width - 8 : Math.min(560, Math.round((width * 424) / 680));
  const labels = ticks(grid.up, 6).map((value) => measure(words.tick(value)));
  const gutter = Math.max(24, Math.ceil(Math.max(0, ...labels)) + 8);
  const side = outer - gutter;
  const shape = { width: side / Math.max(1, tall), height: side * Math.min(1, tall) };
  const map = createPanel({ left: gutter, top: 4, ...shape }, grid.across, grid.up);
  const bottom = 4 + shape.height + 28;
  const block = under ? panelBlock : Math.max(panelBlock, bottom / 3);
  const places = panelPlaces(width, outer, narrow ? 'two' : under ? 'three' : 'one');
  const from = under ? bottom + 8 : 0;
  const [x, y, angle] = places.map(({ left, row, wide }) => ({
    left,
    top: from + row * block + 22,
    width: wide,
    height: block - 50,
  }));
  const steepest = view.field.gradientNorm(view.at) || 1;
  const rows = places[2].row + 1;
  return {
    map,
    slices: [
      createPanel(x, grid.across, sliceHeights(view, 0)),
      createPanel(y, grid.up, sliceHeights(view, 1)),
    ],
    angle: createPanel(angle, { from: 0, to: 360 }, { from: -1.12 * steepest, to: 1.12 * steepest }),
    height: under ? from + rows * block : Math.max(bottom, rows * block),
  };
}

/** Places of the slices and the angle, by how many stand in a row. */
function panelPlaces(width: number, outer: number, inRow: 'one' | 'two' | 'three') {
  if (inRow === 'one') {
    const [left, wide] = [outer + 24, width - outer - 24];
    return [0, 1, 2].map((row) => ({ left, row, wide }));
  }
  if (inRow === 'three') {
    const wide = (width - 48) / 3;
    return [0, 1, 2].map((i) => ({ left: i * (wide + 24), row: 0, wide }));
  }
  const wide = (width - 24) / 2;
  return [
    { left: 0, row: 0, wide },
    { left: wide + 24, row: 0, wide },
    { left: 0, row: 1, wide: width },
  ];
}

/** Vertical range of a slice, without its few highest values, and with room for the point. */
function sliceHeights({ field, at, grid }: LandscapeMapView, axis: number) {
  const { from, to } = axis === 0 ? grid.across : grid.up;
  const values = Float64Array.from({ length: 101 }, (_, i) => {
    const here = from + ((to - from) * i) / 100;
    return field.value(axis === 0 ? [here, at[1]] : [at[0], here]);
  }).filter(Number.isFinite);
  const own = field.value(at);
  values.sort();
  const low = Math.min(values[0] ?? 0, Number.isFinite(own) ? own : Number.POSITIVE_INFINITY);
  const most = values[Math.floor(values.length * 0.85)] ?? 1;
  const high = Number.isFinite(own) ? Math.max(most, low + 1.3 * (own - low)) : most;
  return { from: low, to: high > low ? high : low + Math.max(1, Math.abs(low)) };
}

export function mapDrawing(
  view: LandscapeMapView,
  width: number,
  palette: Palette,
  measure: Measure,
): Drawing {
  const layout = mapLayout(view, width, measure);
  const { map, height } = layout;
  const contours = contourMarks(view, map, palette, measure);
  const marks = [
    ...contours,
    ...mapFrame(view, map, palette, measure),
    ...pointContour(view, map, palette),
    ...pathMarks(view, map, palette, measure, contours),
    ...gradientMarks(view, map, palette, measure),
    ...layout.slices.flatMap((at, i) => sliceMarks(view, i, at, palette, measure)),
    ...angleMarks(view, layout.angle, palette, measure),
  ];
  return { width, height, marks };
}

/** Axes of a map, with the names of its variables. */
export function mapFrame(
  {
    field,
    words,
  }: {
    field: Pick<LandscapeMapView['field'], 'variables'>;
    words: Pick<LandscapeMapView['words'], 'tick'>;
  },
  map: Panel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const { left, top, width, height } = map;
  const room = (length: number) => Math.max(2, Math.min(6, Math.floor(length / 48)));
  const [across, up] = [ticks(map.across, room(width)), ticks(map.up, room(height))];
  const name = {
    kind: 'words' as const,
    x: left - 8,
    y: top + 4,
    color: palette.quiet,
    align: 'right' as const,
  };
  const labels = up
    .filter((value) => map.y(value) > top + 16)
    .map((value): Mark => ({ ...name, y: map.y(value), text: words.tick(value) }));
  const edge = Math.round(left) + 0.5;
  return [
    { kind: 'line', points: [edge, top, edge, top + height], color: palette.control, width: 1 },
    ...axisX({ ...map, width }, across, palette),
    { ...name, text: field.variables[1] },
    ...labels,
    ...tickLabels(map, across, palette, { label: words.tick, name: field.variables[0] }, measure),
  ];
}
