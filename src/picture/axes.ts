// Axes of a loss plot: steps across, losses up, and the axis break above the line of zero.

import { axisPosition, type LossRange } from './lossRange.js';
import type { Palette } from './palette.js';
import type { Box, Mark, Measure } from './scene.js';
import { lossTicks } from './ticks.js';

/** Labelled losses, zero first where it has a line of its own. */
const labelledLosses = (range: LossRange, most: number) => [
  ...(range.zero === null ? [] : [0]),
  ...lossTicks(range, most),
];

/** Width left of the plot area: that of the widest label, and no less than most labels need. */
export function lossGutter(
  range: LossRange,
  { narrow, measure }: { narrow: boolean; measure: Measure },
  label: (loss: number) => string,
): number {
  const widths = labelledLosses(range, maxLossTicks(narrow)).map(
    (loss) => Math.ceil(measure(label(loss))) + 8,
  );
  return Math.max(narrow ? 40 : 48, ...widths);
}

/** Most labels up the loss axis. */
const maxLossTicks = (narrow: boolean) => (narrow ? 4 : 8);

/** Horizontal grid lines at the loss ticks, the one between losses above and below 0 stronger, with their labels. */
export function lossGrid(
  range: LossRange,
  { left, width, y }: Box,
  palette: Palette,
  narrow: boolean,
  label: (loss: number) => string,
): Mark[] {
  return labelledLosses(range, maxLossTicks(narrow)).flatMap((loss): Mark[] => {
    const height = Math.round(y(axisPosition(loss, range))) + 0.5;
    const points = [left, height, left + width, height];
    const color = loss === 0 && range.zero === null ? palette.control : palette.grid;
    return [
      { kind: 'line', points, color, width: 1 },
      { kind: 'words', x: left - 8, y: height, text: label(loss), color: palette.quiet, align: 'right' },
    ];
  });
}

/** Axis line of the steps, with its ticks. */
export function stepAxis(
  ticks: readonly number[],
  { left, top, width, height, x }: Box,
  palette: Palette,
): Mark[] {
  const y = Math.round(top + height) + 0.5;
  const points = [left, y, left + width, y];
  for (const tick of ticks) {
    const here = Math.min(Math.round(x(tick)) + 0.5, left + width - 0.5);
    points.push(Number.NaN, Number.NaN, here, y, here, y + 4);
  }
  return [{ kind: 'line', points, color: palette.control, width: 1 }];
}

/** Tick labels of the step axis. The step pointed at is bold, and labels that overlap it are left out. */
export function stepLabels(
  ticks: readonly number[],
  pointed: number | null,
  box: Box,
  palette: Palette,
  say: { step(step: number): string; named(step: number): string },
  measure: Measure,
): Mark[] {
  const y = box.top + box.height + 14;
  const end = ticks[ticks.length - 1];
  const right = box.left + box.width;
  const placed: { mark: Mark; from: number; to: number }[] = [];
  const placeStepLabel = (step: number, color: string, bold: boolean) => {
    const last = step === end && !bold;
    const text = last ? say.named(step) : say.step(step);
    const width = measure(text, bold);
    const middle = last ? right - width / 2 : box.x(step);
    const [from, to] = [middle - width / 2 - 6, middle + width / 2 + 6];
    if (placed.some((other) => from < other.to && to > other.from)) return;
    placed.push({ mark: { kind: 'words', x: middle, y, text, color, bold, align: 'center' }, from, to });
  };
  if (pointed !== null) placeStepLabel(pointed, palette.text, true);
  placeStepLabel(end, palette.quiet, false);
  for (const tick of ticks) if (tick !== end) placeStepLabel(tick, palette.quiet, false);
  return placed.map(({ mark }) => mark);
}

/** Axis break: two short strokes where the loss axis leaves the logarithm for zero. */
export function zeroBreak(range: LossRange, box: Box, palette: Palette): Mark[] {
  if (range.zero === null) return [];
  const y = box.y((range.low + range.zero) / 2);
  const breakStroke = (dy: number): Mark => ({
    kind: 'line',
    points: [box.left - 14, y + dy + 3, box.left - 6, y + dy - 3],
    color: palette.control,
    width: 1,
  });
  return [breakStroke(-2), breakStroke(2)];
}
