// Decision plane of a network: an area for each class, and the points that it was trained on.
import { markerAt, ringsAt } from '../markers.js';
import { type Palette, seriesCount } from '../palette.js';
import { axisX, createPanel, gridY, type Panel, type Span, tickLabels } from '../panel.js';
import type { Area, Drawing, Mark, Measure } from '../scene.js';
import { margin } from '../strokes.js';
import { ticks } from '../ticks.js';
import { type ClassGrid, classCurves } from './classCurves.js';
import type { NetworkWords } from './networkWords.js';
import { zeroLine } from './unitPlane.js';

/** The class of each point, and the one a model predicts. */
export interface Predictions {
  labels: ArrayLike<number>;
  predicted: ArrayLike<number>;
  /** How many points were learned from; the rest were kept apart. */
  fitted: number;
}

export interface PlaneView extends Predictions {
  /** Names of the two measurements, and of the classes. */
  names: readonly string[];
  classes: readonly string[];
  across: Span;
  up: Span;
  /** Scores of the classes; the outermost places lie beyond the spans. */
  grid: ClassGrid;
  /** Points row by row, with the class of each and the class predicted. */
  points: ArrayLike<number>;
  /** Sums of a unit on the grid, whose line at 0 is drawn. */
  line?: ArrayLike<number> | null;
}

/** Counts of points in the area of their class, of those trained on and of those kept apart. */
export interface CorrectCount {
  right: number;
  all: number;
  validation: { right: number; all: number } | null;
}

interface PlaneDrawing extends Drawing {
  /** Room beside the plane. */
  gutters: { left: number; right: number };
}

/** Width, palette, text measure and tick format of a decision plane. */
interface PlaneSheet {
  width: number;
  narrow: boolean;
  palette: Palette;
  measure: Measure;
  tick(value: number): string;
}

const emptyPlane: Pick<PlaneView, 'across' | 'up' | 'names'> = {
  across: { from: -1, to: 1 },
  up: { from: -1, to: 1 },
  names: ['x', 'y'],
};
const legendLine = 20;
const markerRadius = 3.5;

/** Drawing of a view; empty axes where there is none. */
export function planeDrawing(view: PlaneView | null, sheet: PlaneSheet, words: NetworkWords): PlaneDrawing {
  const { width, narrow, palette, measure, tick } = sheet;
  const { across, up, names } = view ?? emptyPlane;
  const high = ticks(up, 6);
  const widest = Math.max(...high.map((value) => measure(tick(value))));
  const gutters = { left: Math.max(narrow ? 40 : 48, Math.ceil(widest) + 12), right: 8 };
  const side = Math.max(1, width - gutters.left - gutters.right);
  const key = view ? classLegend(view, gutters.left, sheet, words) : { marks: [], lines: 0 };
  const height = narrow ? side : Math.min(480, Math.round(0.7 * side));
  const at = createPanel(
    { left: gutters.left, top: legendLine * key.lines + 10, width: side, height },
    across,
    up,
  );
  const along = ticks(across, narrow ? 4 : 6);
  const curves = view ? curvesInPixels(view.grid, at) : [];
  const marks: Mark[] = [
    ...key.marks,
    ...classAreas(curves, at, palette),
    ...gridY(at, high, palette, tick),
    ...axisX(at, along, palette),
    classBoundary(curves, at, palette),
    ...tickLabels(at, along, palette, { label: tick, name: names[0] }, measure),
    ...(view ? dataPointMarks(view, at, palette) : []),
    ...(view?.line ? [zeroLine(view.grid, view.line, insetArea(at), palette.text, 2)] : []),
  ];
  return { width, height: at.top + at.height + 26, marks, gutters };
}

/**
 * Closed curves, for each class, around where it or one after it is predicted, in pixels; for the first a frame around
 * all.
 */
type ClassCurves = readonly number[][][];

function curvesInPixels(grid: ClassGrid, at: Panel): ClassCurves {
  const { classes, columns, rows } = grid;
  const [dx, dy] = [at.width / (columns - 3), at.height / (rows - 3)];
  const inPixels = (curve: readonly (readonly [number, number])[]) =>
    curve.flatMap(([i, j]) => [at.left + (i - 1) * dx, at.top + at.height - (j - 1) * dy]);
  const frame = inPixels([
    [-1, -1],
    [-1, rows],
    [columns, rows],
    [columns, -1],
  ]);
  const after = Array.from({ length: classes - 1 }, (_, i) => classCurves(grid, i + 1).map(inPixels));
  return [[frame], ...after];
}

const joinCurves = (curves: readonly (readonly number[])[]) =>
  curves.flatMap((curve) => [...curve, Number.NaN, Number.NaN]);

/** Area of the plane, smaller by that much on every side. */
const insetArea = ({ left, top, width, height }: Panel, by = 0): Area => ({
  left: left + by,
  top: top + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

/** Tinted areas, except in system palettes: what is around a class, without what is around the next. */
function classAreas(curves: ClassCurves, at: Panel, palette: Palette): Mark[] {
  if (palette.lowest) return [];
  return curves.map((around, k): Mark => {
    const next = (curves[k + 1] ?? []).map(reverseCurve);
    const color = palette.series[k % seriesCount];
    return {
      kind: 'shape',
      points: joinCurves([...around, ...next]),
      color,
      alpha: 0.16,
      within: insetArea(at),
    };
  });
}

/** Curve of the opposite winding, which makes a hole in another. */
function reverseCurve(curve: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = curve.length - 2; i >= 0; i -= 2) turned.push(curve[i], curve[i + 1]);
  return turned;
}

/** Decision boundaries, which end where the tints end. */
function classBoundary(curves: ClassCurves, at: Panel, palette: Palette): Mark {
  const points = joinCurves(curves.slice(1).flat());
  return { kind: 'line', points, color: palette.quiet, width: palette.line, within: insetArea(at, margin) };
}

function dataPointMarks(
  { points, labels, predicted, fitted }: PlaneView,
  at: Panel,
  palette: Palette,
): Mark[] {
  const marks: Mark[] = [];
  const wrong: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const [x, y] = [at.x(points[2 * i]), at.y(points[2 * i + 1])];
    const color = palette.series[labels[i] % seriesCount];
    if (labels[i] !== predicted[i]) wrong.push(x, y);
    marks.push(...markerAt(labels[i], x, y, markerRadius, color, palette.surface, i >= fitted));
  }
  return [...marks, ringsAt(wrong, 7, palette.text)];
}

/**
 * Legend above the plane: the marker of each class and its name, what is hollow and what is ringed, in as many lines as
 * they need.
 */
function classLegend(
  view: PlaneView,
  left: number,
  { width: edge, palette, measure }: PlaneSheet,
  words: NetworkWords,
) {
  const { classes, labels, predicted, fitted } = view;
  const { surface, quiet } = palette;
  const shortName = (name: string) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);
  const entries = classes.map((name, k) => ({
    text: shortName(name),
    ink: palette.labels[k % seriesCount],
    sign: (x: number, y: number) => markerAt(k, x, y, markerRadius, palette.series[k % seriesCount], surface),
  }));
  if (labels.length > fitted)
    entries.push({
      text: words.keptApart,
      ink: quiet,
      sign: (x, y) => markerAt(0, x, y, markerRadius, quiet, surface, true),
    });
  let wrong = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] !== predicted[i]) wrong++;
  entries.push({
    text: words.wrong(wrong),
    ink: quiet,
    sign: (x, y) => [ringsAt([x, y], 6, palette.text)],
  });
  let [x, lines] = [left + 6, 1];
  const marks = entries.flatMap(({ text, ink, sign }): Mark[] => {
    const wide = measure(text) + 10;
    if (x > left + 6 && x + wide > edge) [x, lines] = [left + 6, lines + 1];
    const y = legendLine * lines - 12;
    const at = x;
    x += wide + 24;
    return [...sign(at, y), { kind: 'words', x: at + 12, y, text, color: ink }];
  });
  return { marks, lines };
}
