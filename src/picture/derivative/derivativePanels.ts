// Plot of a curve with its tangent and a secant, over that of its derivative, on one x axis.
import { areasTaken, nameHeight, placeNames } from '../namePlaces.js';
import type { Palette } from '../palette.js';
import { axisX, createPanel, gridY, type Panel, type Span, tickLabels } from '../panel.js';
import type { Drawing, LineMark, Mark, Measure, TextMark } from '../scene.js';
import { ticks } from '../ticks.js';

/** Points of a curve; NaN interrupts it. */
interface PlotCurve {
  x: readonly number[];
  y: readonly number[];
}

/** Singularity of a curve. */
interface SingularPoint {
  at: number;
  kind: string;
  value: number;
  limits: readonly [number, number];
  slopes: readonly [number, number];
}

/** Point of the tangent. */
type TangentPoint = SingularPoint & { slope: number };

/** View of a function and its derivative, with its words. */
export interface DerivativeView {
  variable: string;
  across: Span;
  curves: { upper: PlotCurve; lower: PlotCurve };
  singularities: readonly SingularPoint[];
  /** Null where there are only axes. */
  point: TangentPoint | null;
  h: number;
  /** Value at x + h, and slope of the secant to there; NaN where there is none. */
  end: number;
  secant: number;
  narrow: boolean;
  /** Whether the point is being dragged. */
  held: boolean;
  words: {
    upper: string;
    lower: string;
    tangent: string;
    secant: string;
    slope: string;
    h: string;
    spot(kind: string): string;
    tick(value: number): string;
  };
}

/** Layout of the two plots. */
interface DerivativePanels {
  upper: Panel;
  lower: Panel;
  height: number;
}

const slopeColour = 2;
const secantColour = 3;
const plotTop = 10;
const maxPixel = 1e5;

/** Layout of f above its derivative, for a width in pixels; the left gutter holds the widest tick. */
export function derivativePanels(view: DerivativeView, width: number, measure: Measure): DerivativePanels {
  const { across, curves, singularities, narrow } = view;
  const [tall, gap, low, right, least] = narrow ? [232, 24, 104, 56, 32] : [260, 24, 116, 92, 48];
  const jagged = isEndless(view) || singularities.some(({ slopes }) => !slopes.every(Number.isFinite));
  const up = upperHeights(view);
  const below = heightRange(curves.lower.y, jagged, 0.1);
  const labels = [...upperTicks(up, narrow), ...lowerTicks(below)].map(view.words.tick);
  const left = Math.max(least, ...labels.map((label) => Math.ceil(measure(label)) + 10));
  const room = { left, width: Math.max(1, width - left - right) };
  return {
    upper: createPanel({ ...room, top: plotTop, height: tall }, across, up),
    lower: createPanel({ ...room, top: plotTop + tall + gap, height: low }, across, below),
    height: plotTop + tall + gap + low + 26,
  };
}

const isEndless = ({ singularities }: Pick<DerivativeView, 'singularities'>) =>
  singularities.some(({ kind }) => kind === 'pole');

/** Range of the upper plot, with room below the curve for the bracket of h. */
export const upperHeights = (view: Pick<DerivativeView, 'curves' | 'singularities'>): Span =>
  heightRange(view.curves.upper.y, isEndless(view), 0.16);

export const upperTicks = (span: Span, narrow: boolean) => atLeastTwoTicks(span, narrow ? 6 : 8);
const lowerTicks = (span: Span) => atLeastTwoTicks(span, 4);

/** Range of values with some room; where the curve is unbounded, that of most of them. */
export function heightRange(values: readonly number[], endless: boolean, foot = 0.1): Span {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return { from: -1, to: 1 };
  const quantileAt = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const boundValue = (value: number) => Math.max(-1e300, Math.min(1e300, value));
  let [low, high] = [boundValue(quantileAt(0)), boundValue(quantileAt(1))];
  const [ninth, first] = [boundValue(quantileAt(0.92)), boundValue(quantileAt(0.08))];
  const most = ninth - first;
  if (most > 0 && (endless || high - low > 60 * most)) {
    low = Math.max(low, first - most * 0.6);
    high = Math.min(high, ninth + most * 0.6);
  }
  // A range as small as rounding counts as one value.
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low < 1e-9 * size) [low, high] = [low - size / 2, high + size / 2];
  // Zero is included where it is near.
  const height = high - low;
  if (low > 0 && low < height) low = 0;
  if (high < 0 && -high < height) high = 0;
  if (high === low)
    return { from: low - Math.max(1, Math.abs(low)) / 2, to: high + Math.max(1, Math.abs(high)) / 2 };
  return { from: low - foot * (high - low), to: high + 0.1 * (high - low) };
}

/** Drawing of both plots. */
export function derivativeDrawing(
  view: DerivativeView,
  width: number,
  palette: Palette,
  measure: Measure,
): Drawing {
  const { upper, lower, height } = derivativePanels(view, width, measure);
  const { words, narrow } = view;
  const along = ticks(view.across, narrow ? 5 : 7);
  const up = upperTicks(upper.up, narrow);
  const down = lowerTicks(lower.up);
  const { point } = view;
  const touch = point ? tangentMarks({ ...view, point }, upper, lower, width, palette, measure) : [];
  const marks: Mark[] = [
    ...gridY(upper, up, palette, words.tick),
    ...gridY(lower, down, palette, words.tick),
    ...(down.includes(0)
      ? axisX(lower, along, palette).map((line) => withoutBaseline(line))
      : axisX(lower, along, palette)),
    ...tickLabels(lower, along, palette, { label: words.tick, name: view.variable }, measure),
    ...poleLines(view, upper, palette),
    curveMark(view.curves.upper, upper, palette.text, curveWidth(palette)),
    curveMark(view.curves.lower, lower, palette.series[slopeColour], curveWidth(palette)),
    ...singularityMarks(view, upper, lower, palette, measure).filter((mark) => isClearOf(mark, touch)),
    ...touch,
    ...curveNames(view, upper, lower, palette, touch),
  ];
  return { width, height, marks };
}

/** Drawing of the upper curve alone. */
export function curveAlone(view: DerivativeView, width: number, palette: Palette, measure: Measure): Drawing {
  const { upper } = derivativePanels(view, width, measure);
  const { words, narrow, variable, curves } = view;
  const along = ticks(view.across, narrow ? 5 : 7);
  return {
    width,
    height: upper.top + upper.height + 26,
    marks: [
      ...gridY(upper, upperTicks(upper.up, narrow), palette, words.tick),
      ...axisX(upper, along, palette),
      ...tickLabels(upper, along, palette, { label: words.tick, name: variable }, measure),
      ...poleLines(view, upper, palette),
      curveMark(curves.upper, upper, palette.text, curveWidth(palette)),
      ...curveName(curves.upper, upper, words.upper, palette.text, []),
    ],
  };
}

type ViewWithPoint = DerivativeView & { point: TangentPoint };

/** Marks of the point: guide, tangent and secant, bracket of h, slope and handle. */
function tangentMarks(
  view: ViewWithPoint,
  upper: Panel,
  lower: Panel,
  width: number,
  palette: Palette,
  measure: Measure,
): Mark[] {
  return [
    ...slopeGuide(view, upper, lower, palette),
    ...tangentAndSecant(view, upper, width, palette, measure),
    ...stepBracket(view, upper, palette, measure),
    ...slopeDot(view, lower, palette, measure),
    ...pointHandle(view, upper, palette),
  ];
}

/** Ticks of a span, if possible two or more: one number says nothing of a scale. */
function atLeastTwoTicks(span: Span, most: number): number[] {
  const found = ticks(span, most);
  return found.length < 2 ? ticks(span, most + 2) : found;
}

export const curveWidth = ({ line }: Palette) => Math.max(2, line);

/** Ticks without the axis line, where a grid line stands at zero already. */
const withoutBaseline = (line: LineMark): LineMark => ({ ...line, points: line.points.slice(6) });

export function curveMark({ x, y }: PlotCurve, on: Panel, color: string, width: number): LineMark {
  const points = x.flatMap((at, i) => (Number.isFinite(y[i]) ? [on.x(at), boundedY(on, y[i])] : [NaN, NaN]));
  return { kind: 'line', points, color, width, within: on };
}

/** Height in pixels, clamped to what a canvas can draw. */
const boundedY = (on: Panel, value: number) => Math.max(-maxPixel, Math.min(maxPixel, on.y(value)));

export const isInRange = (on: Panel, value: number) => value >= on.up.from && value <= on.up.to;

/** Names of the curves where they leave the picture, clear of what else is written there. */
function curveNames(
  { curves, words }: DerivativeView,
  upper: Panel,
  lower: Panel,
  palette: Palette,
  others: readonly Mark[],
): Mark[] {
  return [
    ...curveName(curves.upper, upper, words.upper, palette.text, others),
    ...curveName(curves.lower, lower, words.lower, palette.labels[slopeColour], others),
  ];
}

/** Whether words overlap no others. */
const isClearOf = (mark: Mark, others: readonly Mark[]) =>
  mark.kind !== 'words' ||
  !others.some(
    (other) => other.kind === 'words' && Math.abs(other.x - mark.x) < 80 && Math.abs(other.y - mark.y) < 14,
  );

function curveName(
  { x, y }: PlotCurve,
  on: Panel,
  text: string,
  color: string,
  others: readonly Mark[],
): Mark[] {
  let last = x.length - 1;
  while (last >= 0 && !isInRange(on, y[last])) last--;
  if (last < 0) return [];
  const [at, wanted] = [on.x(x[last]) + 6, on.y(y[last])];
  const places = [0, -16, 16, -32, 32].map(
    (by): TextMark => ({ kind: 'words', x: at, y: wanted + by, text, color }),
  );
  return [places.find((mark) => isClearOf(mark, others)) ?? places[0]];
}

/** Vertical asymptotes at the poles. */
function poleLines({ singularities }: DerivativeView, on: Panel, palette: Palette): Mark[] {
  return singularities
    .filter(({ kind }) => kind === 'pole')
    .map(({ at }) => ({
      kind: 'line',
      points: [on.x(at), on.top, on.x(at), on.top + on.height],
      color: palette.control,
      width: 1,
      dash: [4, 3],
    }));
}

function singularityMarks(
  view: DerivativeView,
  upper: Panel,
  lower: Panel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const { singularities, point } = view;
  const ringsOn = (on: Panel, at: number, values: readonly number[], color: string) =>
    values
      .filter((value) => isInRange(on, value))
      .map((value) => ringMark(on.x(at), on.y(value), 4, color, palette));
  const named = singularities.length <= 3;
  return singularities.flatMap((singularity): Mark[] => {
    const { at, kind, value, limits, slopes } = singularity;
    const below = kind === 'kink' || kind === 'hole' || kind === 'jump' ? distinctSides(slopes) : [];
    const here = at === point?.at;
    const label = named && !here ? singularityLabel(view, singularity, upper, palette, measure) : [];
    const marks: Mark[] = [...ringsOn(lower, at, below, palette.series[slopeColour])];
    if (kind === 'hole' || kind === 'jump') {
      marks.push(
        ...ringsOn(upper, at, kind === 'hole' ? limits.slice(0, 1) : openLimits(limits, value), palette.text),
      );
      if (isInRange(upper, value))
        marks.push({ kind: 'dot', x: upper.x(at), y: upper.y(value), r: 4, color: palette.text });
    }
    if ((kind === 'kink' || kind === 'steep') && isInRange(upper, value) && !here)
      marks.push(diamondMark(upper.x(at), upper.y(value), palette));
    return [...marks, ...label];
  });
}

const distinctSides = ([a, b]: readonly [number, number]) =>
  Math.abs(a - b) <= 1e-3 * Math.abs(a) ? [a] : [a, b];

/** Limits that the value itself does not equal. */
const openLimits = (limits: readonly [number, number], value: number) =>
  distinctSides(limits).filter((limit) => !(Math.abs(limit - value) <= 1e-6 * Math.max(1, Math.abs(value))));

const ringMark = (x: number, y: number, r: number, color: string, { surface }: Palette): Mark => ({
  kind: 'dot',
  x,
  y,
  r,
  color: surface,
  ring: color,
});

function diamondMark(x: number, y: number, { text }: Palette): Mark {
  return { kind: 'shape', points: [x, y - 5, x + 5, y, x, y + 5, x - 5, y], color: text };
}

function singularityLabel(
  { words, point, h }: DerivativeView,
  { at, kind, value, limits }: SingularPoint,
  on: Panel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const text = words.spot(kind);
  const height = Number.isFinite(value) ? value : limits[0];
  const x = on.x(at);
  const y = kind === 'pole' || !isInRange(on, height) ? on.top + 8 : on.y(height) + 16;
  const busy = point && [point.at, point.at + h].some((other) => Math.abs(on.x(other) - x) < 20);
  if (text === '' || busy) return [];
  const right = x + 8 + measure(text) > on.left + on.width;
  return [
    {
      kind: 'words',
      x: right ? x - 8 : x + 8,
      y,
      text,
      color: palette.quiet,
      align: right ? 'right' : 'left',
    },
  ];
}

/** Line from the point down to its slope. */
function slopeGuide({ point }: ViewWithPoint, upper: Panel, lower: Panel, palette: Palette): Mark[] {
  const x = upper.x(point.at);
  const from = pointHeight(point, upper);
  const to = point.kind === 'smooth' ? clampToPanel(lower.y(point.slope), lower) : lower.top + lower.height;
  return [{ kind: 'line', points: [x, from, x, to], color: palette.control, width: 1, dash: [2, 3] }];
}

export const clampToPanel = (y: number, { top: highest, height }: Panel) =>
  Math.max(highest, Math.min(highest + height, y));

/** Height of the handle: on the curve, in a hole's ring, else on the axis. */
export function pointHeight({ value, kind, limits }: SingularPoint, on: Panel): number {
  if (Number.isFinite(value)) return clampToPanel(on.y(value), on);
  if (kind === 'hole') return clampToPanel(on.y(limits[0]), on);
  return clampToPanel(on.y(0), on);
}

interface StraightLine {
  slope: number;
  text: string;
  colour: number;
  dash: readonly number[];
  /** Length to the far side, as a share of the plot. */
  reach: number;
}

/** Tangent and secant through the point, each with its name at its far end. */
function tangentAndSecant(
  view: ViewWithPoint,
  on: Panel,
  width: number,
  palette: Palette,
  measure: Measure,
): Mark[] {
  const { point, secant, words } = view;
  const drawn: StraightLine[] = [];
  if (Number.isFinite(secant))
    drawn.push({ slope: secant, text: words.secant, colour: secantColour, dash: [8, 4], reach: 0.38 });
  if (point.kind === 'smooth' && Number.isFinite(point.slope))
    drawn.push({ slope: point.slope, text: words.tangent, colour: slopeColour, dash: [], reach: 0.46 });
  const reachTowards = (way: number) =>
    Math.min(...drawn.map((each) => Math.abs(lineEnd(view, each, way, on).x - on.x(point.at))));
  const way = reachTowards(-1) > 1.5 * reachTowards(1) ? -1 : 1;
  const straight = drawn.map((each) => straightMark(view, each, way, on, palette));
  const ends = drawn.map((each) => ({ ...lineEnd(view, each, way, on), wide: measure(each.text) }));
  const room = { left: 0, top: on.top - 10, width, height: on.height + 10 };
  const others = [...stepBracket(view, on, palette, measure), ...pointHandle(view, on, palette)];
  const lines = [curveMark(view.curves.upper, on, palette.text, 2), ...straight];
  const places = placeNames(
    ends,
    way,
    room,
    lines.map(({ points }) => points),
    areasTaken(others, measure),
  );
  return [
    ...straight,
    ...drawn.map(
      ({ text, colour }, i): Mark => ({
        kind: 'words',
        x: places[i].left,
        y: places[i].top + nameHeight / 2,
        text,
        color: palette.labels[colour],
      }),
    ),
  ];
}

/** End of a line through the point to one side: at its reach, or at an edge of the plot. */
function lineEnd(
  { point, across }: ViewWithPoint,
  { slope, reach }: StraightLine,
  way: number,
  on: Panel,
): { x: number; y: number } {
  const [x, y] = [on.x(point.at), on.y(point.value)];
  const steep = -slope * ((across.to - across.from) / on.width) * (on.height / (on.up.to - on.up.from));
  const falls = steep * way > 0;
  const room = way > 0 ? on.left + on.width - x : x - on.left;
  const edge = falls ? on.top + on.height - y : y - on.top;
  const far = Math.max(0, Math.min(reach * on.width, room, steep === 0 ? room : edge / Math.abs(steep)));
  return { x: x + way * far, y: y + way * far * steep };
}

function straightMark(
  view: ViewWithPoint,
  each: StraightLine,
  way: number,
  on: Panel,
  palette: Palette,
): LineMark {
  const ahead = lineEnd(view, each, way, on);
  const back = lineEnd(view, { ...each, reach: each.reach * 0.55 }, -way, on);
  return {
    kind: 'line',
    points: [back.x, back.y, ahead.x, ahead.y],
    color: palette.series[each.colour],
    width: curveWidth(palette),
    dash: each.dash,
    within: on,
  };
}

/** Bracket of h, and the point at x + h. */
function stepBracket(
  { point, h, end, secant, words }: ViewWithPoint,
  on: Panel,
  palette: Palette,
  measure: Measure,
): Mark[] {
  if (!Number.isFinite(secant)) return [];
  const [color, label] = [palette.series[secantColour], palette.labels[secantColour]];
  const [x, to] = [on.x(point.at), Math.max(on.left, Math.min(on.left + on.width, on.x(point.at + h)))];
  const lowest = Math.max(on.y(point.value), on.y(end));
  const y = Math.round(Math.max(on.top + 24, Math.min(on.top + on.height - 20, lowest + 28))) + 0.5;
  const wide = measure(words.h);
  const short = Math.abs(to - x) < wide;
  // Under the bracket where that is wider than the words, and else beside it, clear of the line down to the slope.
  const beside = Math.max(x, to) + 8;
  const middle = short
    ? beside + wide > on.left + on.width + 40
      ? Math.min(x, to) - 8 - wide / 2
      : beside + wide / 2
    : (x + to) / 2;
  const away = to !== on.x(point.at + h);
  const marks: Mark[] = [
    {
      kind: 'line',
      points: [x, y, to, y, NaN, NaN, x, y - 4, x, y + 4],
      color,
      width: curveWidth(palette) * 0.75,
    },
    { kind: 'words', x: middle, y: short ? y : y + 13, text: words.h, color: label, align: 'center' },
  ];
  if (away) return marks;
  marks.unshift({
    kind: 'line',
    points: [to, clampToPanel(on.y(end), on), to, y],
    color,
    width: 1,
    dash: [2, 3],
  });
  marks.push({ kind: 'line', points: [to, y - 4, to, y + 4], color, width: curveWidth(palette) * 0.75 });
  if (isInRange(on, end)) marks.push(ringMark(to, on.y(end), 6, color, palette));
  return marks;
}

function slopeDot({ point, words }: ViewWithPoint, on: Panel, palette: Palette, measure: Measure): Mark[] {
  if (point.kind !== 'smooth' || !isInRange(on, point.slope)) return [];
  const [x, y, color] = [on.x(point.at), on.y(point.slope), palette.series[slopeColour]];
  const zero = clampToPanel(on.y(0), on);
  const left = x - on.left > measure(words.slope) + 16;
  return [
    { kind: 'line', points: [x, zero, x, y], color, width: curveWidth(palette) },
    { kind: 'dot', x, y, r: 6, color: palette.surface },
    { kind: 'dot', x, y, r: 4, color },
    {
      kind: 'words',
      x: left ? x - 9 : x + 9,
      y: Math.max(on.top + 6, y - 11),
      text: words.slope,
      color: palette.labels[slopeColour],
      align: left ? 'right' : 'left',
    },
  ];
}

function pointHandle({ point, held }: ViewWithPoint, on: Panel, palette: Palette): Mark[] {
  const [x, y, color] = [on.x(point.at), pointHeight(point, on), palette.series[slopeColour]];
  const halo: Mark[] = held ? [{ kind: 'dot', x, y, r: 13, color: palette.text, alpha: 0.12 }] : [];
  if (!Number.isFinite(point.value)) return [...halo, ringMark(x, y, 7, color, palette)];
  return [...halo, { kind: 'dot', x, y, r: 9, color: palette.surface }, { kind: 'dot', x, y, r: 7, color }];
}
