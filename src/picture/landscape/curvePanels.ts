// Landscape of one variable: a small panel for each run, with the curve and the run's iterates on it.

import { clipSegment, containsPoint } from '../clip.js';
import { distance } from '../geometry.js';
import type { Palette } from '../palette.js';
import { axisX, createPanel, gridY, type Panel, type Span, tickLabels } from '../panel.js';
import type { Area, Drawing, Mark, Measure } from '../scene.js';
import { ticks } from '../ticks.js';
import {
  hasPathDiverged,
  type LandscapeView,
  type LandscapeWords,
  type RunPath,
  shownSample,
} from './landscapeView.js';

const [gap, below] = [24, 24];
/** Room for a run's title and outcome. */
const titleHeight = 44;
/** Heights of a panel, of one, two, three, four in a row. */
const panelHeights = [240, 180, 140, 120];
/** Length of a tangent to either side of its point, in pixels. */
const tangentHalfLength = 22;
/** Least distance between iterates that are drawn, in pixels. */
const iterateSpacing = 3;
/** Area half a pixel larger, for what lies on the edge. */
const padArea = ({ left, top, width, height }: Area): Area => ({
  left: left - 0.5,
  top: top - 0.5,
  width: width + 1,
  height: height + 1,
});
/** Slope is green in every figure. */
const slopeColour = 2;

interface CurvePanels {
  panels: Panel[];
  /** Left ends of the labels above the panels. */
  titles: number[];
  height: number;
}

/** Layout of the panels: four across, two where it is narrow, all with the same axes. */
export function curvePanels(view: LandscapeView, width: number, measure: Measure): CurvePanels {
  const count = Math.max(1, view.paths.length);
  const columns = Math.min(view.narrowWidth ? 2 : 4, count);
  const plotHeight = view.narrowWidth && columns > 1 ? panelHeights[3] : panelHeights[columns - 1];
  const titles = view.paths.length > 0 ? titleHeight : 8;
  const up = curveHeightSpan(view);
  const labels = ticks(up, 3).map((value) => measure(view.words.tick(value)));
  const gutter = Math.ceil(Math.max(8, ...labels)) + 8;
  const wide = (width - 8 - gutter - gap * (columns - 1)) / columns;
  const row = titles + plotHeight + below;
  const rows = Math.ceil(count / columns);
  const places = Array.from({ length: count }, (_, i) => ({
    column: i % columns,
    row: Math.floor(i / columns),
  }));
  const panels = places.map(({ column, row: nth }) => {
    const area = {
      left: gutter + column * (wide + gap),
      top: nth * (row + gap / 2) + titles,
      width: wide,
      height: plotHeight,
    };
    return createPanel(area, view.domain[0], up);
  });
  return {
    panels,
    titles: panels.map(({ left }, i) => (places[i].column === 0 ? 0 : left)),
    height: rows * row + (rows - 1) * (gap / 2),
  };
}

/** Vertical range from the lowest value to about twice as high as the runs that did not diverge have been. */
function curveHeightSpan({ field, domain, paths, start }: LandscapeView): Span {
  const values = sampleCurve(field.value, domain[0], 200).filter((_, i) => i % 2 === 1);
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  if (finite.length === 0) return { from: 0, to: 1 };
  const stayed = paths.filter(({ diverged }) => diverged === null);
  const reached = [start ? field.value(start) : Number.NaN, ...stayed.flatMap(highestLoss)].filter(
    Number.isFinite,
  );
  const most = Math.max(...finite);
  const top = reached.length > 0 ? low + 2.2 * (Math.max(...reached, low) - low) : most;
  const high = top > low ? Math.min(top, Math.max(most, ...reached)) : most;
  return roundToTicks({ from: low, to: high > low ? high : low + Math.max(1, Math.abs(low)) });
}

function highestLoss({ values, end }: RunPath): number[] {
  let most = Number.NEGATIVE_INFINITY;
  for (let sample = 0; sample <= end; sample++) if (values[sample] > most) most = values[sample];
  return [most];
}

/** Span that begins and ends at a tick. */
function roundToTicks({ from, to }: Span): Span {
  const at = ticks({ from, to: to + (to - from) }, 7);
  const every = at.length > 1 ? at[1] - at[0] : 0;
  if (!(every > 0)) return { from, to };
  const tickAt = (n: number) => Number((n * every).toPrecision(12));
  return { from: tickAt(Math.floor(from / every + 1e-9)), to: tickAt(Math.ceil(to / every - 1e-9)) };
}

function sampleCurve(value: LandscapeView['field']['value'], { from, to }: Span, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count).flatMap((x) => {
    const y = value([x]);
    return Number.isFinite(y) ? [x, y] : [Number.NaN, Number.NaN];
  });
}

export function curveDrawing(
  view: LandscapeView,
  width: number,
  palette: Palette,
  measure: Measure,
): Drawing {
  const { panels, titles: lefts, height } = curvePanels(view, width, measure);
  const curve = sampleCurve(view.field.value, view.domain[0], 240);
  const marks = panels.flatMap((at, i): Mark[] => [
    ...panelFrame(view, at, lefts[i] === 0, palette, measure),
    ...curveLine(curve, at, palette),
    ...(view.paths[i] && !view.paths[i].hidden ? pathOnCurve(view, view.paths[i], at, palette) : []),
    ...startDot(view, at, palette),
    ...(view.paths[i] ? panelTitle(view, view.paths[i], lefts[i], at, palette, measure) : []),
  ]);
  return { width, height, marks };
}

/** Drawing of empty axes. */
export function blankPanel(
  width: number,
  palette: Palette,
  measure: Measure,
  words: Pick<LandscapeWords, 'tick'>,
): Drawing {
  const at = createPanel(
    { left: 24, top: 8, width: Math.max(1, width - 32), height: 240 },
    { from: -2, to: 2 },
    { from: -1, to: 1 },
  );
  const across = ticks(at.across, 5);
  const marks = [
    ...gridY(at, ticks(at.up, 3), palette, words.tick),
    ...axisX(at, across, palette),
    ...tickLabels(at, across, palette, { label: words.tick, name: 'x' }, measure),
  ];
  return { width, height: 276, marks };
}

function panelFrame(
  { words, field, narrowWidth: narrow }: LandscapeView,
  at: Panel,
  labelled: boolean,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const across = ticks(at.across, narrow ? 3 : 4);
  const grid = gridY(at, ticks(at.up, 3), palette, words.tick);
  return [
    ...grid.filter(({ kind }) => labelled || kind === 'line'),
    ...axisX(at, across, palette),
    ...tickLabels(at, across, palette, { label: words.tick, name: field.variables[0] }, measure),
  ];
}

function panelTitle(
  view: LandscapeView,
  path: RunPath,
  x: number,
  at: Panel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const room = at.left + at.width + gap - 4 - x;
  const outcome = truncateText(view.words.outcome(path, view.head), room, measure);
  const name = truncateText(view.words.title(path), room, (text) => (measure(text, true) * 14) / 12);
  return [
    { kind: 'words', x, y: 10, text: name, color: palette.text, bold: true, size: 14 },
    { kind: 'words', x, y: 29, text: outcome, color: palette.quiet },
  ].map((mark): Mark => ({ ...(mark as Mark & { kind: 'words' }), y: mark.y + at.top - titleHeight }));
}

/** Text cut to the room there is. */
function truncateText(text: string, room: number, measure: Measure): string {
  if (measure(text) <= room) return text;
  let kept = text;
  while (kept.length > 1 && measure(`${kept}…`) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

const curveLine = (curve: readonly number[], at: Panel, palette: Palette): Mark[] => {
  const points = curve.map((value, i) => (i % 2 ? at.y(value) : at.x(value)));
  return [{ kind: 'line', points: limitOffscreen(points, at), color: palette.text, width: 2, within: at }];
};

/** Points with their heights clamped to what a canvas can draw. */
const limitOffscreen = (points: readonly number[], { top, height }: Panel) =>
  points.map((each, i) => (i % 2 ? Math.max(top - height * 50, Math.min(top + height * 50, each)) : each));

function startDot({ start, field }: LandscapeView, at: Panel, { surface, text }: Palette): Mark[] {
  if (!start) return [];
  const [x, y] = [at.x(start[0]), at.y(field.value(start))];
  if (!containsPoint(at, x, y, 0.5)) return [];
  return [
    { kind: 'dot', x, y, r: 7, color: surface },
    { kind: 'dot', x, y, r: 5, color: surface, ring: text },
  ];
}

function pathOnCurve(view: LandscapeView, path: RunPath, at: Panel, palette: Palette): Mark[] {
  const last = shownSample(path, view.head);
  const color = (path.lowest && palette.lowest) || palette.series[path.colour];
  const past = pathSegments(path, 0, last, at);
  const ahead = view.future ? pathSegments(path, last, path.end, at).points : [];
  const shown = distinctIterates(path, last, at);
  const head = shown[shown.length - 1];
  const crossed = hasPathDiverged(path, view.head) && past.exit;
  return [
    ...shown.flatMap(({ sample }) => iterateTangent(view, path.points[sample], at, palette)),
    ...(ahead.length > 0 ? [{ kind: 'line' as const, points: ahead, color, width: 1, alpha: 0.3 }] : []),
    { kind: 'line', points: past.points, color, width: palette.line },
    ...shown.flatMap(({ x, y }): Mark[] => [
      { kind: 'dot', x, y, r: 3.5, color: palette.surface },
      { kind: 'dot', x, y, r: 2.5, color },
    ]),
    ...(head && head.sample === last ? [{ kind: 'dot' as const, x: head.x, y: head.y, r: 4, color }] : []),
    ...(crossed ? [{ kind: 'cross' as const, x: crossed[0], y: crossed[1], size: 8, color }] : []),
  ];
}

/** Segments between iterates, clipped to the panel, and where the last of them leaves it. */
function pathSegments({ points, values }: RunPath, from: number, to: number, at: Panel) {
  const drawn: number[] = [];
  let exit: [number, number] | null = null;
  for (let sample = from; sample < to; sample++) {
    const [x0, y0] = [at.x(points[sample]), at.y(values[sample])];
    const [x1, y1] = [at.x(points[sample + 1]), at.y(values[sample + 1])];
    const piece = clipSegment(x0, y0, x1, y1, padArea(at));
    if (!piece) continue;
    drawn.push(...piece, Number.NaN, Number.NaN);
    const whole = distance(piece[2] - x1, piece[3] - y1) < 1e-6;
    exit = whole ? null : [piece[2], piece[3]];
  }
  return { points: drawn, exit };
}

/** Iterates far enough from the one before, and the last. */
function distinctIterates({ points, values }: RunPath, last: number, at: Panel) {
  const found: { sample: number; x: number; y: number }[] = [];
  for (let sample = 0; sample <= last; sample++) {
    const [x, y] = [at.x(points[sample]), at.y(values[sample])];
    if (!containsPoint(at, x, y, 0.5)) continue;
    const before = found[found.length - 1];
    if (before && distance(x - before.x, y - before.y) < iterateSpacing) {
      if (sample < last) continue;
      if (found.length > 1) found.pop();
    }
    found.push({ sample, x, y });
  }
  return found;
}

function iterateTangent({ field }: LandscapeView, w: number, at: Panel, palette: Palette): Mark[] {
  const [rise] = field.gradient([w]);
  const [dx, dy] = [at.x(1) - at.x(0), at.y(rise) - at.y(0)];
  const length = distance(dx, dy);
  if (!Number.isFinite(length)) return [];
  const [x, y] = [at.x(w), at.y(field.value([w]))];
  const [ux, uy] = [(dx / length) * tangentHalfLength, (dy / length) * tangentHalfLength];
  const points = [x - ux, y - uy, x + ux, y + uy];
  return [{ kind: 'line', points, color: palette.series[slopeColour], width: 2, within: at }];
}
