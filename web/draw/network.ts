// What a network tells for every place of a plane: an area for each class, and the points that it learned from.
import { contours } from 'd3-contour';
import { markerAt } from './markers.js';
import { type Palette, seriesCount } from './palette.js';
import { axis, foot, heights, type Panel, panel, type Span, ticks } from './panel.js';
import type { Drawing, Mark, Measure } from './scene.js';

export interface NetView {
  /** Names of the two measurements, and of the classes. */
  names: readonly string[];
  classes: readonly string[];
  across: Span;
  up: Span;
  /** The class told at each of n × n places, row j the j-th from below. */
  areas: ArrayLike<number>;
  n: number;
  /** Row by row, with the class of each and the class told. */
  points: ArrayLike<number>;
  of: ArrayLike<number>;
  told: ArrayLike<number>;
  tick(value: number): string;
}

/** Of more points, as many as can be told apart. */
const mostPoints = 1500;
const legendHeight = 24;

export function netDrawing(
  view: NetView | null,
  width: number,
  narrow: boolean,
  palette: Palette,
  measure: Measure,
): Drawing {
  const { across, up } = view ?? { across: { from: -1, to: 1 }, up: { from: -1, to: 1 } };
  const tick = view?.tick ?? String;
  const left = narrow ? 40 : 48;
  const side = Math.max(1, Math.min(560, width - left - 8));
  const at = panel(
    { left, top: legendHeight + 10, width: side, height: narrow ? side : side * 0.72 },
    across,
    up,
  );
  const [along, high] = [ticks(across, narrow ? 4 : 6), ticks(up, 6)];
  const marks: Mark[] = [
    ...(view ? areaMarks(view, at, palette) : []),
    ...heights(at, high, palette, tick),
    ...axis(at, along, palette),
    ...foot(at, along, palette, { label: tick, name: view?.names[0] ?? 'x' }, measure),
    ...(view ? [...pointMarks(view, at, palette), ...legend(view, at, palette, measure)] : []),
  ];
  return { width, height: at.top + at.height + 26, marks };
}

/** Tints, and in ink the lines where one class gives way to another: these do without colour. */
function areaMarks({ areas, n, classes }: NetView, at: Panel, palette: Palette): Mark[] {
  const [dx, dy] = [at.width / n, at.height / n];
  const within = { left: at.left, top: at.top, width: at.width, height: at.height };
  return classes.flatMap((_, k): Mark[] => {
    const here = Array.from({ length: n * n }, (_, i) => (areas[i] === k ? 1 : 0));
    const points = contours()
      .size([n, n])
      .contour(here, 0.5)
      .coordinates.flat()
      .flatMap((ring) => [
        ...ring.flatMap(([i, j]) => [at.left + i * dx, at.top + at.height - j * dy]),
        Number.NaN,
        Number.NaN,
      ]);
    const edge: Mark = { kind: 'line', points, color: palette.control, width: 1, within };
    if (palette.lowest) return [edge];
    return [{ kind: 'shape', points, color: palette.series[k % seriesCount], alpha: 0.16 }, edge];
  });
}

function pointMarks({ points, of, told }: NetView, at: Panel, palette: Palette): Mark[] {
  const every = Math.ceil(of.length / mostPoints);
  const marks: Mark[] = [];
  for (let i = 0; i < of.length; i += every) {
    const [x, y] = [at.x(points[2 * i]), at.y(points[2 * i + 1])];
    const color = palette.series[of[i] % seriesCount];
    if (of[i] !== told[i]) marks.push({ kind: 'dot', x, y, r: 6.5, color: palette.text });
    marks.push(...markerAt(of[i], x, y, 3.5, color, palette.surface));
  }
  return marks;
}

/** Above the plane: the marker of each class and its name. */
function legend({ names, classes }: NetView, at: Panel, palette: Palette, measure: Measure): Mark[] {
  const y = 8;
  let x = at.left + 6;
  const marks: Mark[] = [{ kind: 'words', x: 0, y: legendHeight + 2, text: names[1], color: palette.quiet }];
  for (const [k, name] of classes.entries()) {
    const text = name.length > 24 ? `${name.slice(0, 23)}…` : name;
    const wide = measure(text);
    if (x + wide + 10 > at.left + at.width && k > 0) break;
    marks.push(...markerAt(k, x, y, 3.5, palette.series[k % seriesCount], palette.surface));
    marks.push({ kind: 'words', x: x + 10, y, text, color: palette.labels[k % seriesCount] });
    x += wide + 34;
  }
  return marks;
}
