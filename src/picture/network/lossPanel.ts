// Loss panel beside the plane of a network: what it learns from, and what is kept apart.
import { lossGrid, lossGutter, stepAxis, stepLabels, zeroBreak } from '../axes.js';
import type { RunsView } from '../compare/runView.js';
import { dodgeLabels, endDot } from '../labels.js';
import { lossCurve } from '../lossPolyline.js';
import { axisPosition } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Drawing, Mark, Measure } from '../scene.js';
import { stepTicks } from '../ticks.js';
import type { NetworkWords } from './networkWords.js';

/** Size of the panel, with palette and text measure. */
interface LossSheet {
  width: number;
  height: number;
  narrow: boolean;
  palette: Palette;
  measure: Measure;
}

interface LossLine {
  name: string;
  values: ArrayLike<number>;
  bold: boolean;
  dash: readonly number[];
}

const [topRoom, bottomRoom] = [26, 26];

/** Losses of one run up to the step shown, and what is still to come, faintly. */
export function lossPanel(view: RunsView, sheet: LossSheet, words: NetworkWords): Drawing {
  const { width, height, narrow, palette, measure } = sheet;
  const [series] = view.seriesList;
  const lines: LossLine[] = [{ name: words.learned, values: series.values, bold: true, dash: [] }];
  if (series.paired) lines.push({ name: words.keptApart, values: series.paired, bold: false, dash: [4, 3] });
  const head = Math.min(view.head, series.end);
  const ends = lines.map(({ values, bold }) => measure(words.value(values[head]), bold));
  const box = boxOf(view, sheet, Math.max(40, ...ends) + 12, words);
  const ticks = stepTicks(view.span, narrow ? 3 : 2);
  return {
    width,
    height,
    marks: [
      { kind: 'words', x: 0, y: 8, text: words.axis(view.range.scale), color: palette.quiet },
      ...lossGrid(view.range, box, palette, true, words.tick),
      ...stepAxis(ticks, box, palette),
      ...stepLabels(ticks, null, box, palette, words, measure),
      ...zeroBreak(view.range, box, palette),
      ...lines.flatMap((line) => lossLine(line, view, head, box, palette)),
      ...lowestRing(lines[lines.length - 1], view, head, box, palette),
      ...lineNames(lines, view, head, box, palette),
      ...endValues(lines, view, head, box, palette, words),
    ],
  };
}

function boxOf({ range, span }: RunsView, sheet: LossSheet, right: number, words: NetworkWords): Box {
  const { width: edge, height: tall, measure } = sheet;
  const left = lossGutter(range, { narrow: true, measure }, words.tick);
  const [width, height] = [Math.max(1, edge - left - right), tall - topRoom - bottomRoom];
  const { low, high, zero } = range;
  const perUnit = height / (high - (zero ?? low));
  return {
    ...{ left, top: topRoom, width, height, edge },
    x: (step) => left + (step / span) * width,
    y: (unit) => topRoom + (high - unit) * perUnit,
  };
}

function lossLine(
  { values, bold, dash }: LossLine,
  { steps, range, seriesList: [{ end }], future }: RunsView,
  head: number,
  box: Box,
  palette: Palette,
): Mark[] {
  const between = (from: number, to: number) => lossCurve(values, steps, from, to, box, range);
  const color = palette.text;
  const past: Mark = {
    kind: 'line',
    points: between(0, head),
    color,
    width: bold ? palette.line : 1.5,
    dash,
    within: box,
  };
  // System palettes have no faint lines.
  if (!future || head >= end || palette.lowest) return [past];
  return [{ kind: 'line', points: between(head, end), color, width: 1, alpha: 0.3, within: box }, past];
}

/** Height of a loss, within the box. */
function heightAt({ values }: LossLine, { range }: RunsView, sample: number, box: Box): number {
  const height = box.y(axisPosition(values[sample], range));
  return Math.min(Math.max(height, box.top), box.top + box.height);
}

/** Ring at the lowest loss so far. */
function lowestRing(line: LossLine, view: RunsView, head: number, box: Box, palette: Palette): Mark[] {
  let lowest = 0;
  for (let i = 1; i <= head; i++) if (line.values[i] < line.values[lowest]) lowest = i;
  const [x, y] = [box.x(view.steps[lowest]), heightAt(line, view, lowest, box)];
  return [{ kind: 'dot', x, y, r: 4.5, color: palette.surface, ring: palette.text }];
}

/** Share of the axis at which curves have their names. */
const nameShare = 0.5;

/** Names on the curves: of two above the higher and below the lower, once they are long enough. */
function lineNames(
  lines: readonly LossLine[],
  view: RunsView,
  head: number,
  box: Box,
  palette: Palette,
): Mark[] {
  const sample = Math.round(nameShare * head);
  const x = box.x(view.steps[sample]);
  if (lines.length < 2 || x < box.left + 40) return [];
  const heights = lines.map((line) => heightAt(line, view, sample, box));
  return lines.map(({ name, bold }, i): Mark => {
    const isHigher = heights[i] < heights[1 - i] || (heights[i] === heights[1 - i] && i === 1);
    const y = Math.min(Math.max(heights[i] + (isHigher ? -14 : 14), box.top + 6), box.top + box.height - 8);
    return { kind: 'words', x, y, text: name, color: palette.text, bold, align: 'center' };
  });
}

/** Losses at the step shown, beside their curves. */
function endValues(
  lines: readonly LossLine[],
  view: RunsView,
  head: number,
  box: Box,
  palette: Palette,
  words: NetworkWords,
): Mark[] {
  const x = box.x(view.steps[head]);
  const ends = lines.map((line) => ({ line, y: heightAt(line, view, head, box) })).sort((a, b) => a.y - b.y);
  const places = dodgeLabels(
    ends.map(({ y }) => y),
    box.top,
    box.top + box.height,
  );
  return ends.flatMap(({ line, y }, i): Mark[] => {
    const text = words.value(line.values[head]);
    return [
      ...(line.bold ? [endDot(x, y, palette.text)] : []),
      { kind: 'words', x: x + 10, y: places[i], text, color: palette.text, bold: line.bold },
    ];
  });
}
