// Decision plane of a network: an area for each class, and the points that it was trained on.
import { contours } from 'd3-contour';
import { markerAt, ringsAt } from '../markers.js';
import { type Palette, seriesCount } from '../palette.js';
import { axis, foot, heights, type Panel, panel, type Span } from '../panel.js';
import type { Area, Drawing, Mark, Measure } from '../scene.js';
import { margin } from '../strokes.js';
import { ticks } from '../ticks.js';

export interface NetView {
  /** Names of the two measurements, and of the classes. */
  names: readonly string[];
  classes: readonly string[];
  across: Span;
  up: Span;
  /**
   * Margins, for each class but the first, of it and those after it over those before it: at places row by row from
   * below, of which the outermost lie beyond the spans.
   */
  leads: readonly ArrayLike<number>[];
  columns: number;
  rows: number;
  /** Points row by row, with the class of each and the class predicted. */
  points: ArrayLike<number>;
  of: ArrayLike<number>;
  told: ArrayLike<number>;
  /** Number of points trained on, which come first; the rest were kept apart. */
  fitted: number;
}

/** Counts of points in the area of their class, of those trained on and of those kept apart. */
export interface Tally {
  right: number;
  all: number;
  apart: { right: number; all: number } | null;
}

interface NetDrawing extends Drawing {
  /** Room beside the plane. */
  gutters: { left: number; right: number };
}

/** Width, palette, text measure and tick format of a decision plane. */
interface NetSheet {
  width: number;
  narrow: boolean;
  palette: Palette;
  measure: Measure;
  tick(value: number): string;
}

const nowhere: Pick<NetView, 'across' | 'up' | 'names'> = {
  across: { from: -1, to: 1 },
  up: { from: -1, to: 1 },
  names: ['x', 'y'],
};
const line = 20;
const size = 3.5;

/** Drawing of a view; empty axes where there is none. */
export function netDrawing(view: NetView | null, sheet: NetSheet): NetDrawing {
  const { width, narrow, palette, measure, tick } = sheet;
  const { across, up, names } = view ?? nowhere;
  const high = ticks(up, 6);
  const widest = Math.max(...high.map((value) => measure(tick(value))));
  const gutters = { left: Math.max(narrow ? 40 : 48, Math.ceil(widest) + 12), right: narrow ? 8 : 84 };
  const side = Math.max(1, width - gutters.left - gutters.right);
  const key = view ? legend(view, gutters.left, width, palette, measure) : { marks: [], lines: 0 };
  const height = narrow ? side : Math.min(480, Math.round(0.62 * side));
  const at = panel({ left: gutters.left, top: line * key.lines + 10, width: side, height }, across, up);
  const along = ticks(across, narrow ? 4 : 6);
  const curves = view ? curvesOf(view, at) : [];
  const marks: Mark[] = [
    ...key.marks,
    ...areaMarks(curves, at, palette),
    ...heights(at, high, palette, tick),
    ...axis(at, along, palette),
    boundary(curves, at, palette),
    ...foot(at, along, palette, { label: tick, name: names[0] }, measure),
    ...(view ? pointMarks(view, at, palette) : []),
  ];
  return { width, height: at.top + at.height + 26, marks, gutters };
}

/**
 * Closed curves, for each class, around where it or one after it is predicted, in pixels; for the first a frame around
 * all.
 */
type Curves = readonly number[][][];

function curvesOf({ leads, columns, rows }: NetView, at: Panel): Curves {
  const [dx, dy] = [at.width / (columns - 3), at.height / (rows - 3)];
  const placed = (ring: number[][]) =>
    ring.flatMap(([i, j]) => [at.left + (i - 1.5) * dx, at.top + at.height - (j - 1.5) * dy]);
  const all = [
    [0, 0],
    [0, rows],
    [columns, rows],
    [columns, 0],
  ];
  const trace = contours().size([columns, rows]);
  const found = leads.map((lead) =>
    trace.contour(lead as number[], 0).coordinates.flatMap((area) => area.map(placed)),
  );
  return [[placed(all)], ...found];
}

const lifted = (curves: readonly (readonly number[])[]) =>
  curves.flatMap((curve) => [...curve, Number.NaN, Number.NaN]);

/** Area of the plane, smaller by that much on every side. */
const areaOf = ({ left, top, width, height }: Panel, by = 0): Area => ({
  left: left + by,
  top: top + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

/** Tinted areas, except in system palettes: what is around a class, without what is around the next. */
function areaMarks(curves: Curves, at: Panel, palette: Palette): Mark[] {
  if (palette.lowest) return [];
  return curves.map((around, k): Mark => {
    const next = (curves[k + 1] ?? []).map(backwards);
    const color = palette.series[k % seriesCount];
    return { kind: 'shape', points: lifted([...around, ...next]), color, alpha: 0.16, within: areaOf(at) };
  });
}

/** Curve of the opposite winding, which makes a hole in another. */
function backwards(curve: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = curve.length - 2; i >= 0; i -= 2) turned.push(curve[i], curve[i + 1]);
  return turned;
}

/** Decision boundaries, which end where the tints end. */
function boundary(curves: Curves, at: Panel, palette: Palette): Mark {
  const points = lifted(curves.slice(1).flat());
  return { kind: 'line', points, color: palette.quiet, width: palette.line, within: areaOf(at, margin) };
}

function pointMarks({ points, of, told, fitted }: NetView, at: Panel, palette: Palette): Mark[] {
  const marks: Mark[] = [];
  const wrong: number[] = [];
  for (let i = 0; i < of.length; i++) {
    const [x, y] = [at.x(points[2 * i]), at.y(points[2 * i + 1])];
    const color = palette.series[of[i] % seriesCount];
    if (of[i] !== told[i]) wrong.push(x, y);
    marks.push(...markerAt(of[i], x, y, size, color, palette.surface, i >= fitted));
  }
  return [...marks, ringsAt(wrong, 7, palette.text)];
}

/** Legend above the plane: the marker of each class and its name, in as many lines as they need. */
function legend(view: NetView, left: number, edge: number, palette: Palette, measure: Measure) {
  const short = (name: string) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);
  const entries = view.classes.map((name, k) => ({
    text: short(name),
    marker: k,
    color: palette.series[k % seriesCount],
    ink: palette.labels[k % seriesCount],
    hollow: false,
  }));
  const apart = { text: 'kept apart', marker: 0, color: palette.quiet, ink: palette.quiet, hollow: true };
  let [x, lines] = [left + 6, 1];
  const marks = (view.of.length > view.fitted ? [...entries, apart] : entries).flatMap((entry): Mark[] => {
    const { text, marker, color, ink, hollow } = entry;
    const wide = measure(text) + 10;
    if (x > left + 6 && x + wide > edge) [x, lines] = [left + 6, lines + 1];
    const y = line * lines - 12;
    const at = x;
    x += wide + 24;
    return [
      ...markerAt(marker, at, y, size, color, palette.surface, hollow),
      { kind: 'words', x: at + 10, y, text, color: ink },
    ];
  });
  return { marks, lines };
}
