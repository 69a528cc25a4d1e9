// Bars of true height over names, each with its number.

import type { Sheet } from '../compare/lossChart.js';
import { areasOverlap } from '../namePlaces.js';
import { createPanel, gridY, type Panel, type Span } from '../panel.js';
import type { Area, Mark, Measure } from '../scene.js';
import { ticks } from '../ticks.js';

/** A bar: its number, and how it is drawn. */
export interface Bar {
  name: string;
  /** Its height; no bar where it is no number or infinite. */
  value: number;
  text: string;
  bold?: boolean;
  /** Whether its number comes before those of others where they have no room. */
  first?: boolean;
}

export interface BarPanel {
  panel: Panel;
  /** Round numbers beside it. */
  at: readonly number[];
  /** Width of a bar. */
  bar: number;
  /** Middle of a bar. */
  x(i: number): number;
  /** Height from which bars begin, in pixels. */
  base: number;
}

/** Room of the numbers left of a panel: no less than most need. */
const leastGutter = 32;
/** Pixels between a bar and its number. */
const labelGap = 10;

export type Tick = (value: number) => string;

/** What bars are drawn on: the range of their numbers, where they begin, at most so many round numbers beside it. */
interface BarScale {
  up: Span;
  from: number;
  most: number;
  /** The widest that a bar becomes. */
  widest: number;
}

/** Width that the round numbers beside an axis take. */
export const gutterFor = (values: readonly number[], tick: Tick, measure: Measure): number =>
  Math.max(leastGutter, ...values.map((value) => Math.ceil(measure(tick(value))) + 10));

/** The panel of so many bars in an area, its round numbers on the left included. */
export function barPanel(
  { left, top, width, height }: Area,
  count: number,
  { up, from, most, widest }: BarScale,
  tick: Tick,
  measure: Measure,
): BarPanel {
  const at = most > 0 ? ticks(up, most) : [];
  const gutter = gutterFor(at, tick, measure);
  const inner = { left: left + gutter, top, width: Math.max(1, width - gutter), height };
  const panel = createPanel(inner, { from: 0, to: Math.max(1, count) }, up);
  const slot = inner.width / Math.max(1, count);
  const base = Math.max(top, Math.min(top + height, panel.y(from)));
  return { panel, at, bar: Math.min(widest, slot * 0.7), x: (i) => panel.x(i + 0.5), base };
}

/** Lines at round numbers, the line that bars begin at stronger, and names below. */
export function barFrame(
  { panel, x, base, at }: BarPanel,
  names: readonly string[],
  tick: Tick,
  { palette, measure }: Sheet,
): Mark[] {
  const { left, top, width, height } = panel;
  const line = Math.round(base) + 0.5;
  const slot = width / Math.max(1, names.length);
  return [
    ...gridY(panel, at, palette, tick),
    { kind: 'line', points: [left, line, left + width, line], color: palette.control, width: 1 },
    ...names.map((name, i): Mark => {
      const text = fitText(name, slot - 2, measure);
      return { kind: 'words', x: x(i), y: top + height + 14, text, color: palette.text, align: 'center' };
    }),
  ];
}

/** Height of the end of a bar in pixels, within its panel. */
export function barEnd({ panel: { top, height, y } }: BarPanel, value: number): number {
  return Math.max(top, Math.min(top + height, y(value)));
}

const isDrawable = (value: number): boolean => Number.isFinite(value);

export function barMarks(frame: BarPanel, bars: readonly Bar[], color: string): Mark[] {
  return bars.flatMap(({ value }, i): Mark[] => {
    if (!isDrawable(value)) return [];
    const [end, half] = [barEnd(frame, value), frame.bar / 2];
    if (Math.abs(end - frame.base) < 0.1) return [];
    return [
      { kind: 'shape', points: rectangle(frame.x(i) - half, frame.base, frame.x(i) + half, end), color },
    ];
  });
}

/**
 * Numbers above their bars, below those that hang, `gap` pixels away. One that another number or a bar is in the way of
 * is left out.
 */
export function barLabels(
  frame: BarPanel,
  bars: readonly Bar[],
  color: string,
  measure: Measure,
  taken: Area[] = [],
  gap = labelGap,
): Mark[] {
  const order = bars.map((_, i) => i).sort((a, b) => weightOf(bars[b]) - weightOf(bars[a]));
  const barAreas = bars.map(({ value }, i) => barArea(frame, i, value));
  const marks: Mark[] = [];
  for (const i of order) {
    const { value, text, bold = false } = bars[i];
    if (!isDrawable(value)) continue;
    const end = barEnd(frame, value);
    const y = end > frame.base + 0.1 ? end + gap : end - gap;
    const width = measure(text, bold);
    const { left, width: room } = frame.panel;
    const x = Math.max(left + width / 2, Math.min(frame.x(i), left + room - width / 2));
    const area = { left: x - width / 2 - 2, top: y - 7, width: width + 4, height: 14 };
    const inTheWay = [...taken, ...barAreas.filter((_, k) => k !== i)];
    if (inTheWay.some((other) => areasOverlap(area, other))) continue;
    taken.push(area);
    marks.push({ kind: 'words', x, y, text, color, bold, align: 'center' });
  }
  return marks;
}

/** What a bar covers. */
function barArea(frame: BarPanel, i: number, value: number): Area {
  const end = isDrawable(value) ? barEnd(frame, value) : frame.base;
  const [left, top] = [frame.x(i) - frame.bar / 2, Math.min(end, frame.base)];
  return { left, top, width: frame.bar, height: Math.abs(end - frame.base) };
}

const weightOf = ({ first, value }: Bar) => (first ? Infinity : Math.abs(value) || 0);

/** Two slanted cuts through the foot of a bar that begins farther away than its panel shows. */
export function footCut(frame: BarPanel, i: number, surface: string): Mark {
  const [half, x] = [frame.bar / 2 + 1, frame.x(i)];
  const isBelow = frame.base > frame.panel.top + 1;
  const y = frame.base + (isBelow ? -10 : 10);
  return {
    kind: 'shape',
    points: [x - half, y + 4, x + half, y, x + half, y - 4, x - half, y],
    color: surface,
  };
}

/** A dashed box without a ground. */
export function dashedBox(from: number, top: number, to: number, bottom: number, color: string): Mark {
  return {
    kind: 'line',
    points: [from, bottom, from, top, to, top, to, bottom],
    color,
    width: 1.5,
    dash: [4, 3],
  };
}

const rectangle = (x0: number, y0: number, x1: number, y1: number) => [x0, y0, x1, y0, x1, y1, x0, y1];

/** A text, or as much of its beginning as has room, with an ellipsis. */
function fitText(text: string, room: number, measure: Measure): string {
  const short = text.slice(0, 40);
  if (short === text && measure(text) <= room) return text;
  for (let n = short.length - 1; n > 0; n--)
    if (measure(`${short.slice(0, n)}…`) <= room) return `${short.slice(0, n)}…`;
  return short.slice(0, 1);
}
