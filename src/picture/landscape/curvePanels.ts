// Landscape of one variable: a small panel for each run, with the curve and the run's iterates on it.

import { clipSegment, containsPoint } from '../clip.js';
import { distance } from '../geometry.js';
import type { Palette } from '../palette.js';
import { axisX, createPanel, gridY, type Panel, tickLabels } from '../panel.js';
import type { Area, Drawing, Mark, Measure } from '../scene.js';
import { ticks } from '../ticks.js';
import type { PanelSpans } from './climb.js';
import { type CurvePanel, curvePanels, gap, heightTicks, sampleCurve, titleHeight } from './curveLayout.js';
import {
  hasPathDiverged,
  type LandscapeView,
  type LandscapeWords,
  type RunPath,
  shownSample,
} from './landscapeView.js';

/** Length of a tangent to either side of its point, in pixels. */
const tangentHalfLength = 22;
/** Least distance between iterates that are drawn, in pixels. */
const iterateSpacing = 3;
/** First bounce of a climbing run that is numbered, and the least distance between two numbers in pixels. */
const [firstNumbered, numberSpacing] = [4, 14];
/** Area half a pixel larger, for what lies on the edge. */
const padArea = ({ left, top, width, height }: Area): Area => ({
  left: left - 0.5,
  top: top - 0.5,
  width: width + 1,
  height: height + 1,
});
/** Slope is green in every figure. */
const slopeColour = 2;

export function curveDrawing(
  view: LandscapeView,
  width: number,
  palette: Palette,
  measure: Measure,
): Drawing {
  const { panels, shared, height } = curvePanels(view, width, measure);
  const sharedCurve = sampleCurve(view.field, view.domain[0], 240);
  const marks = panels.flatMap((at, i): Mark[] => {
    const curve = at.own ? sampleCurve(view.field, at.across, 240) : sharedCurve;
    const path: RunPath | undefined = view.paths[i];
    return [
      ...panelFrame(view, at, palette, measure),
      ...(at.own && shared ? framedOthers(view, at, shared, palette, measure) : []),
      ...curveLine(curve, at, palette),
      ...(path && !path.hidden ? pathOnCurve(view, path, at, palette) : []),
      ...startDot(view, at, palette),
      ...(path ? panelTitle(view, path, at, palette, measure) : []),
    ];
  });
  return { width, height, marks };
}

/** Frame of the panels that share their axes, within one whose axes have grown. */
function framedOthers(
  { words }: LandscapeView,
  at: CurvePanel,
  { across, up }: PanelSpans,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const [left, right] = [at.x(across.from), at.x(across.to)];
  const [top, foot] = [at.y(up.to), at.y(up.from)];
  if (right - left > 0.75 * at.width && foot - top > 0.75 * at.height) return [];
  const points = [left, foot, left, top, right, top, right, foot];
  const wide = measure(words.others);
  const text = { kind: 'words' as const, y: foot - 10, text: words.others, color: palette.quiet };
  const beside = right + 6 + wide <= at.left + at.width ? { x: right + 6 } : { x: left - 6 - wide };
  return [
    { kind: 'line', points, color: palette.quiet, width: 1, dash: [1, 3], within: at },
    ...(beside.x >= at.left ? [{ ...text, ...beside }] : []),
  ];
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
  at: CurvePanel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const across = ticks(at.across, narrow ? 3 : 4);
  const grid = gridY(at, heightTicks(at.up, at.own), palette, words.tick);
  return [
    ...grid.filter(({ kind }) => at.labelled || kind === 'line'),
    ...axisX(at, across, palette),
    ...tickLabels(at, across, palette, { label: words.tick, name: field.variables[0] }, measure),
  ];
}

function panelTitle(
  view: LandscapeView,
  path: RunPath,
  at: CurvePanel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const { title: x } = at;
  const room = at.left + at.width + gap - 4 - x;
  const told = view.words.outcome(path, view.head);
  const outcome =
    told.find((text) => measure(text) <= room) ?? truncateText(told[told.length - 1], room, measure);
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

function pathOnCurve(view: LandscapeView, path: RunPath, at: CurvePanel, palette: Palette): Mark[] {
  const last = shownSample(path, view.head);
  const color = (path.lowest && palette.lowest) || palette.series[path.colour];
  const past = pathSegments(path, 0, last, at);
  const ahead = view.future ? pathSegments(path, last, path.end, at).points : [];
  const shown = distinctIterates(path, last, at);
  const head = shown[shown.length - 1];
  const crossed = hasPathDiverged(path, view.head) && past.end;
  const dotted = crossed ? shown.filter(({ sample }) => sample < last) : shown;
  return [
    ...shown.flatMap(({ sample }) => iterateTangent(view, path.points[sample], at, palette)),
    ...(ahead.length > 0 ? [{ kind: 'line' as const, points: ahead, color, width: 1, alpha: 0.3 }] : []),
    { kind: 'line', points: past.points, color, width: palette.line },
    ...dotted.flatMap(({ x, y }): Mark[] => [
      { kind: 'dot', x, y, r: 3.5, color: palette.surface },
      { kind: 'dot', x, y, r: 2.5, color },
    ]),
    ...(at.own ? bounceNumbers(path, dotted, at, palette) : []),
    ...(head && head.sample === last && !crossed
      ? [{ kind: 'dot' as const, x: head.x, y: head.y, r: 4, color }]
      : []),
    ...(crossed ? [{ kind: 'cross' as const, x: crossed[0], y: crossed[1], size: 8, color }] : []),
  ];
}

/** Numbers of the bounces of a climbing run, on the side that each has come to. */
function bounceNumbers(
  { points, colour }: RunPath,
  shown: readonly Iterate[],
  at: Panel,
  palette: Palette,
): Mark[] {
  const far = shown.filter(({ sample }) => sample >= firstNumbered);
  const clear = far.filter(({ x, y }) =>
    far.every((other) => other.x === x || distance(other.x - x, other.y - y) >= numberSpacing),
  );
  return clear.flatMap(({ sample, x, y }): Mark[] => {
    const right = points[sample] > points[sample - 1];
    const outside = right ? x + 20 > at.left + at.width + 8 : x - 20 < at.left;
    if (outside) return [];
    return [
      {
        kind: 'words',
        x: right ? x + 10 : x - 10,
        y,
        text: String(sample),
        color: palette.labels[colour],
        bold: true,
        align: right ? 'left' : 'right',
      },
    ];
  });
}

/** Segments between iterates, clipped to the panel, and where the last of them ends. */
function pathSegments({ points, values }: RunPath, from: number, to: number, at: Panel) {
  const drawn: number[] = [];
  let end: [number, number] | null = null;
  for (let sample = from; sample < to; sample++) {
    const [x0, y0] = [at.x(points[sample]), at.y(values[sample])];
    const [x1, y1] = [at.x(points[sample + 1]), at.y(values[sample + 1])];
    const piece = clipSegment(x0, y0, x1, y1, padArea(at));
    if (!piece) continue;
    drawn.push(...piece, Number.NaN, Number.NaN);
    end = [piece[2], piece[3]];
  }
  return { points: drawn, end };
}

interface Iterate {
  sample: number;
  x: number;
  y: number;
}

/** Iterates far enough from the one before, and the last. */
function distinctIterates({ points, values }: RunPath, last: number, at: Panel): Iterate[] {
  const found: Iterate[] = [];
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
