// Plot area with linear axes: its scales, ticks, grid lines and labels.
import type { Palette } from './palette.js';
import type { Area, LineMark, Mark, Measure } from './scene.js';

/** Range of an axis. */
export interface Span {
  from: number;
  to: number;
}

/** Plot area with its scales from numbers to pixels. */
export interface Panel extends Area {
  across: Span;
  up: Span;
  x(value: number): number;
  y(value: number): number;
}

export function createPanel(area: Area, along: Span, upwards: Span): Panel {
  const { left, top, width, height } = area;
  const [across, up] = [drawableSpan(along), drawableSpan(upwards)];
  return {
    ...area,
    across,
    up,
    x: (value) => left + ((value - across.from) / (across.to - across.from)) * width,
    y: (value) => top + ((up.to - value) / (up.to - up.from)) * height,
  };
}

/** Ends of what is drawn: the distance of any two numbers within them is a number. */
const farthest = 1e307;
/** Least width of what is drawn, for itself and as a share of its ends, which rounding alone makes differ. */
const leastWidth = { alone: 1e-300, share: 1e-14 };

/** Span whose width is a number above 0, around the one given where that has none. */
export function drawableSpan({ from, to }: Span): Span {
  const [low, high] = [from, to].map((end) => Math.max(-farthest, Math.min(end || 0, farthest)));
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low >= Math.max(leastWidth.alone, leastWidth.share * size)) return { from: low, to: high };
  const middle = low / 2 + high / 2;
  const room = Math.abs(middle) / 2 || 1;
  return { from: middle - room, to: middle + room };
}

/** Horizontal grid lines at the values `at`, the one at 0 stronger, with labels in the left gutter. */
export function gridY(
  { left, width, y }: Panel,
  at: readonly number[],
  palette: Palette,
  label: (value: number) => string,
): Mark[] {
  return at.flatMap((value): Mark[] => {
    const height = Math.round(y(value)) + 0.5;
    const color = value === 0 ? palette.control : palette.grid;
    return [
      { kind: 'line', points: [left, height, left + width, height], color, width: 1 },
      { kind: 'words', x: left - 8, y: height, text: label(value), color: palette.quiet, align: 'right' },
    ];
  });
}

/**
 * Tick labels below a panel, the last with the axis's name. The one pointed at is bold, and labels that overlap it are
 * left out.
 */
export function tickLabels(
  { left, top, width, height, x, across }: Panel,
  at: readonly number[],
  palette: Palette,
  say: { label(value: number): string; name: string },
  measure: Measure,
  pointed: number | null = null,
): Mark[] {
  const y = top + height + 14;
  const taken: { from: number; to: number }[] = [];
  const marks: Mark[] = [];
  const placeTickLabel = (value: number, text: string, color: string, bold: boolean) => {
    const half = measure(text, bold) / 2;
    const middle = Math.min(x(value), left + width + 8 - half);
    const [from, to] = [middle - half - 6, middle + half + 6];
    if (taken.some((other) => from < other.to && to > other.from)) return;
    taken.push({ from, to });
    marks.push({ kind: 'words', x: middle, y, text, color, bold, align: 'center' });
  };
  if (pointed !== null && pointed >= across.from && pointed <= across.to)
    placeTickLabel(pointed, say.label(pointed), palette.text, true);
  const last = at[at.length - 1];
  if (last !== undefined) placeTickLabel(last, `${say.name} ${say.label(last)}`, palette.quiet, false);
  for (const value of at) if (value !== last) placeTickLabel(value, say.label(value), palette.quiet, false);
  return marks;
}

/** Axis line below a panel, with its ticks. */
export function axisX(
  { left, top, width, height, x }: Panel,
  at: readonly number[],
  palette: Palette,
): LineMark[] {
  const y = Math.round(top + height) + 0.5;
  const points = [left, y, left + width, y];
  for (const value of at) {
    const here = Math.round(x(value)) + 0.5;
    points.push(Number.NaN, Number.NaN, here, y, here, y + 4);
  }
  return [{ kind: 'line', points, color: palette.control, width: 1 }];
}
