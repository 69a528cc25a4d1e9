// Landscape of one variable: a small panel for each run, with the curve and the run's iterates on it.

import { clipped, contains } from '../clip.js';
import { distance } from '../geometry.js';
import type { Palette } from '../palette.js';
import { axis, foot, heights, type Panel, panel, type Span } from '../panel.js';
import type { Area, Drawing, Mark, Measure } from '../scene.js';
import { ticks } from '../ticks.js';
import { hasDiverged, type LandView, type LandWords, lapOf, type Walk } from './landscapeView.js';

const [gap, below] = [24, 24];
/** Room for a run's title and outcome. */
const titled = 44;
/** Heights of a panel, of one, two, three, four in a row. */
const highs = [240, 180, 140, 120];
/** Length of a tangent to either side of its point, in pixels. */
const reach = 22;
/** Least distance between iterates that are drawn, in pixels. */
const apart = 3;
/** Area half a pixel larger, for what lies on the edge. */
const roomy = ({ left, top, width, height }: Area): Area => ({
  left: left - 0.5,
  top: top - 0.5,
  width: width + 1,
  height: height + 1,
});
/** Slope is green in every figure. */
const slope = 2;

interface Panels {
  panels: Panel[];
  /** Left ends of the labels above the panels. */
  titles: number[];
  height: number;
}

/** Layout of the panels: four across, two where it is narrow, all with the same axes. */
export function panelsOf(view: LandView, width: number, measure: Measure): Panels {
  const count = Math.max(1, view.walks.length);
  const columns = Math.min(view.narrow ? 2 : 4, count);
  const plotHeight = view.narrow && columns > 1 ? highs[3] : highs[columns - 1];
  const titles = view.walks.length > 0 ? titled : 8;
  const up = heightsOf(view);
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
    return panel(area, view.domain[0], up);
  });
  return {
    panels,
    titles: panels.map(({ left }, i) => (places[i].column === 0 ? 0 : left)),
    height: rows * row + (rows - 1) * (gap / 2),
  };
}

/** Vertical range from the lowest value to about twice as high as the runs that did not diverge have been. */
function heightsOf({ ground, domain, walks, start }: LandView): Span {
  const values = curveOf(ground.value, domain[0], 200).filter((_, i) => i % 2 === 1);
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  if (finite.length === 0) return { from: 0, to: 1 };
  const stayed = walks.filter(({ diverged }) => diverged === null);
  const reached = [start ? ground.value(start) : Number.NaN, ...stayed.flatMap(highest)].filter(
    Number.isFinite,
  );
  const most = Math.max(...finite);
  const top = reached.length > 0 ? low + 2.2 * (Math.max(...reached, low) - low) : most;
  const high = top > low ? Math.min(top, Math.max(most, ...reached)) : most;
  return rounded({ from: low, to: high > low ? high : low + Math.max(1, Math.abs(low)) });
}

function highest({ values, end }: Walk): number[] {
  let most = Number.NEGATIVE_INFINITY;
  for (let lap = 0; lap <= end; lap++) if (values[lap] > most) most = values[lap];
  return [most];
}

/** Span that begins and ends at a tick. */
function rounded({ from, to }: Span): Span {
  const at = ticks({ from, to: to + (to - from) }, 7);
  const every = at.length > 1 ? at[1] - at[0] : 0;
  if (!(every > 0)) return { from, to };
  const step = (n: number) => Number((n * every).toPrecision(12));
  return { from: step(Math.floor(from / every + 1e-9)), to: step(Math.ceil(to / every - 1e-9)) };
}

function curveOf(value: LandView['ground']['value'], { from, to }: Span, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count).flatMap((x) => {
    const y = value([x]);
    return Number.isFinite(y) ? [x, y] : [Number.NaN, Number.NaN];
  });
}

export function curveDrawing(view: LandView, width: number, palette: Palette, measure: Measure): Drawing {
  const { panels, titles: lefts, height } = panelsOf(view, width, measure);
  const curve = curveOf(view.ground.value, view.domain[0], 240);
  const marks = panels.flatMap((at, i): Mark[] => [
    ...frame(view, at, lefts[i] === 0, palette, measure),
    ...line(curve, at, palette),
    ...(view.walks[i] && !view.walks[i].hidden ? walked(view, view.walks[i], at, palette) : []),
    ...beginning(view, at, palette),
    ...(view.walks[i] ? title(view, view.walks[i], lefts[i], at, palette, measure) : []),
  ]);
  return { width, height, marks };
}

/** Drawing of empty axes. */
export function blank(
  width: number,
  palette: Palette,
  measure: Measure,
  words: Pick<LandWords, 'tick'>,
): Drawing {
  const at = panel(
    { left: 24, top: 8, width: Math.max(1, width - 32), height: 240 },
    { from: -2, to: 2 },
    { from: -1, to: 1 },
  );
  const across = ticks(at.across, 5);
  const marks = [
    ...heights(at, ticks(at.up, 3), palette, words.tick),
    ...axis(at, across, palette),
    ...foot(at, across, palette, { label: words.tick, name: 'x' }, measure),
  ];
  return { width, height: 276, marks };
}

function frame(
  { words, ground, narrow }: LandView,
  at: Panel,
  labelled: boolean,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const across = ticks(at.across, narrow ? 3 : 4);
  const grid = heights(at, ticks(at.up, 3), palette, words.tick);
  return [
    ...grid.filter(({ kind }) => labelled || kind === 'line'),
    ...axis(at, across, palette),
    ...foot(at, across, palette, { label: words.tick, name: ground.variables[0] }, measure),
  ];
}

function title(view: LandView, walk: Walk, x: number, at: Panel, palette: Palette, measure: Measure): Mark[] {
  const room = at.left + at.width + gap - 4 - x;
  const fate = cut(view.words.fate(walk, view.head), room, measure);
  const name = cut(view.words.title(walk), room, (text) => (measure(text, true) * 14) / 12);
  return [
    { kind: 'words', x, y: 10, text: name, color: palette.text, bold: true, size: 14 },
    { kind: 'words', x, y: 29, text: fate, color: palette.quiet },
  ].map((mark): Mark => ({ ...(mark as Mark & { kind: 'words' }), y: mark.y + at.top - titled }));
}

/** Text cut to the room there is. */
function cut(text: string, room: number, measure: Measure): string {
  if (measure(text) <= room) return text;
  let kept = text;
  while (kept.length > 1 && measure(`${kept}…`) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

const line = (curve: readonly number[], at: Panel, palette: Palette): Mark[] => {
  const points = curve.map((value, i) => (i % 2 ? at.y(value) : at.x(value)));
  return [{ kind: 'line', points: calm(points, at), color: palette.text, width: 2, within: at }];
};

/** Points with their heights clamped to what a canvas can draw. */
const calm = (points: readonly number[], { top, height }: Panel) =>
  points.map((each, i) => (i % 2 ? Math.max(top - height * 50, Math.min(top + height * 50, each)) : each));

function beginning({ start, ground }: LandView, at: Panel, { surface, text }: Palette): Mark[] {
  if (!start) return [];
  const [x, y] = [at.x(start[0]), at.y(ground.value(start))];
  if (!contains(at, x, y, 0.5)) return [];
  return [
    { kind: 'dot', x, y, r: 7, color: surface },
    { kind: 'dot', x, y, r: 5, color: surface, ring: text },
  ];
}

function walked(view: LandView, walk: Walk, at: Panel, palette: Palette): Mark[] {
  const last = lapOf(walk, view.head);
  const color = (walk.lowest && palette.lowest) || palette.series[walk.colour];
  const past = pathOf(walk, 0, last, at);
  const ahead = view.future ? pathOf(walk, last, walk.end, at).points : [];
  const shown = seen(walk, last, at);
  const head = shown[shown.length - 1];
  const crossed = hasDiverged(walk, view.head) && past.exit;
  return [
    ...shown.flatMap(({ lap }) => tangent(view, walk.points[lap], at, palette)),
    ...(ahead.length > 0 ? [{ kind: 'line' as const, points: ahead, color, width: 1, alpha: 0.3 }] : []),
    { kind: 'line', points: past.points, color, width: palette.line },
    ...shown.flatMap(({ x, y }): Mark[] => [
      { kind: 'dot', x, y, r: 3.5, color: palette.surface },
      { kind: 'dot', x, y, r: 2.5, color },
    ]),
    ...(head && head.lap === last ? [{ kind: 'dot' as const, x: head.x, y: head.y, r: 4, color }] : []),
    ...(crossed ? [{ kind: 'cross' as const, x: crossed[0], y: crossed[1], size: 8, color }] : []),
  ];
}

/** Segments between iterates, clipped to the panel, and where the last of them leaves it. */
function pathOf({ points, values }: Walk, from: number, to: number, at: Panel) {
  const drawn: number[] = [];
  let exit: [number, number] | null = null;
  for (let lap = from; lap < to; lap++) {
    const [x0, y0] = [at.x(points[lap]), at.y(values[lap])];
    const [x1, y1] = [at.x(points[lap + 1]), at.y(values[lap + 1])];
    const piece = clipped(x0, y0, x1, y1, roomy(at));
    if (!piece) continue;
    drawn.push(...piece, Number.NaN, Number.NaN);
    const whole = distance(piece[2] - x1, piece[3] - y1) < 1e-6;
    exit = whole ? null : [piece[2], piece[3]];
  }
  return { points: drawn, exit };
}

/** Iterates far enough from the one before, and the last. */
function seen({ points, values }: Walk, last: number, at: Panel) {
  const found: { lap: number; x: number; y: number }[] = [];
  for (let lap = 0; lap <= last; lap++) {
    const [x, y] = [at.x(points[lap]), at.y(values[lap])];
    if (!contains(at, x, y, 0.5)) continue;
    const before = found[found.length - 1];
    if (before && distance(x - before.x, y - before.y) < apart) {
      if (lap < last) continue;
      if (found.length > 1) found.pop();
    }
    found.push({ lap, x, y });
  }
  return found;
}

function tangent({ ground }: LandView, w: number, at: Panel, palette: Palette): Mark[] {
  const [rise] = ground.slopes([w]);
  const [dx, dy] = [at.x(1) - at.x(0), at.y(rise) - at.y(0)];
  const length = distance(dx, dy);
  if (!Number.isFinite(length)) return [];
  const [x, y] = [at.x(w), at.y(ground.value([w]))];
  const [ux, uy] = [(dx / length) * reach, (dy / length) * reach];
  const points = [x - ux, y - uy, x + ux, y + uy];
  return [{ kind: 'line', points, color: palette.series[slope], width: 2, within: at }];
}
