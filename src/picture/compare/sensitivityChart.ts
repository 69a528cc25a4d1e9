// Sensitivity chart: losses against rates, a point for each run, a line for each optimizer.
import { log10 } from '../../math/log10.js';
import { lossGrid, lossGutter, zeroBreak } from '../axes.js';
import { labelsBeside, type PointLabel } from '../labels.js';
import { axisPosition, lossRange } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Drawing, Mark } from '../scene.js';
import type { RunSeries } from '../series.js';
import { chartHeight, lossBox, type Sheet, topMargin } from './lossChart.js';
import type { ChartWords, RunsView } from './runView.js';

/** Height of a row of × above the plot. */
const crossRowHeight = 18;
/** Distance of a name below its point. */
const nameOffset = 18;

/** A run as a point: its rate, in decades, and its loss; null for one that diverged. */
interface RateDot {
  series: RunSeries;
  rate: number;
  loss: number | null;
}

/** Chart of the losses at the step shown against the rates. */
export function sensitivityChart(view: RunsView, sheet: Sheet, wording: ChartWords): Drawing {
  const { palette, measure, narrow } = sheet;
  const dots = rateDots(view);
  // The highest first: a range begins at the start of a run, and none of these leaves it.
  const finite = dots.flatMap(({ loss }) => (loss === null ? [] : [loss])).sort((a, b) => b - a);
  const all = [{ values: finite, count: finite.length, diverged: false }];
  const range = lossRange(all, view.range.scale);
  const rates = dots.map(({ rate }) => rate);
  const [from, to] = [Math.min(...rates), Math.max(...rates)];
  const pad = from === to ? 0.5 : 0;
  const gutters = { left: lossGutter(range, sheet, wording.tick), right: 24 };
  const box = lossBox(sheet, gutters, range, { from: from - pad, to: to + pad }, topMargin + crossRowHeight);
  const names = [...new Set(dots.map(({ series }) => series.family))];
  const lowest = lowestDot(dots);
  const marks: Mark[] = [
    ...lossGrid(range, box, palette, narrow, wording.tick),
    ...rateAxis(box, from - pad, to + pad, sheet, wording),
    ...zeroBreak(range, box, palette),
  ];
  const tags: PointLabel[] = [];
  for (const [row, name] of names.entries()) {
    const own = dots.filter(({ series }) => series.family === name).sort((a, b) => a.rate - b.rate);
    const y = (loss: number) => Math.max(box.top, box.y(axisPosition(loss, range)));
    marks.push(...optimizerLine(own, box, y, palette), ...divergedMarks(own, box, row, sheet, wording));
    const best = lowestDot(own);
    for (const { series, rate, loss } of own) {
      if (loss === null) continue;
      const [x, height, color] = [box.x(rate), y(loss), palette.series[series.colour]];
      const isBest = best?.series === series;
      if (isBest) marks.push({ kind: 'dot', x, y: height, r: 6, color: palette.surface, ring: color });
      marks.push({ kind: 'dot', x, y: height, r: 2.5, color });
      if (!isBest) continue;
      const bold = lowest?.series === series && view.ended;
      tags.push({
        x,
        y: height,
        text: series.label,
        color: palette.labels[series.colour],
        line: color,
        bold,
      });
    }
  }
  return {
    width: sheet.width,
    height: chartHeight(sheet),
    marks: [...marks, ...labelsBelow(tags, box, measure)],
  };
}

function rateDots({ seriesList, head: now, steps }: RunsView): RateDot[] {
  return seriesList
    .filter(({ hidden, rate }) => !hidden && rate !== null)
    .map((series) => {
      const gone = series.diverged !== null && steps[series.diverged] <= steps[now];
      return {
        series,
        rate: log10(series.rate!),
        loss: gone ? null : series.values[Math.min(now, series.end)],
      };
    });
}

const lowestDot = (dots: readonly RateDot[]): RateDot | null =>
  dots.reduce<RateDot | null>(
    (best, each) => (each.loss !== null && (!best || each.loss < best.loss!) ? each : best),
    null,
  );

/** Line through the points of an optimizer, broken where a run between them diverged. */
function optimizerLine(
  dots: readonly RateDot[],
  box: Box,
  y: (loss: number) => number,
  palette: Palette,
): Mark[] {
  const points = dots.flatMap(({ rate, loss }) =>
    loss === null ? [Number.NaN, Number.NaN] : [box.x(rate), y(loss)],
  );
  const [first] = dots;
  const color = palette.series[first.series.colour];
  return [{ kind: 'line', points, color, width: palette.line, within: box }];
}

/** Crosses of the runs that diverged, above the plot, and from which rate. */
function divergedMarks(
  dots: readonly RateDot[],
  box: Box,
  row: number,
  { palette, measure }: Sheet,
  wording: ChartWords,
): Mark[] {
  const gone = dots.filter(({ loss }) => loss === null);
  if (gone.length === 0) return [];
  const y = topMargin + row * crossRowHeight * 0.75;
  const [{ series }] = gone;
  const color = palette.series[series.colour];
  const crosses = gone.map(({ rate }): Mark => ({ kind: 'cross', x: box.x(rate), y, size: 7, color }));
  const text = wording.divergesFrom(series.family, series.rate!);
  const least = Math.min(...gone.map(({ rate }) => box.x(rate))) - 10;
  const fits = least - measure(text) > 0;
  const label: Mark = {
    kind: 'words',
    x: least,
    y,
    text,
    color: palette.labels[series.colour],
    align: 'right',
  };
  return fits ? [...crosses, label] : crosses;
}

/** Names below their points, within the plot and without overlap; beside them where there is no room below. */
export function labelsBelow(tags: readonly PointLabel[], box: Box, measure: Sheet['measure']): Mark[] {
  const bottom = box.top + box.height;
  const low = tags.filter(({ y }) => y + nameOffset > bottom - 8);
  const high = tags.filter((tag) => !low.includes(tag)).map((tag) => ({ ...tag, y: tag.y + nameOffset }));
  const words = labelsBeside(high, box.top, bottom).filter((mark) => mark.kind === 'words');
  return [
    ...words.map((mark): Mark => {
      const half = measure(mark.text, mark.bold) / 2;
      const x = Math.max(box.left + half, Math.min(mark.x - 10, box.left + box.width - half));
      return { ...mark, x, align: 'center' };
    }),
    ...low.map(({ x, y, text, color, bold }): Mark => {
      const left = x - 12 - measure(text, bold) > box.left;
      return {
        kind: 'words',
        x: left ? x - 12 : x + 12,
        y,
        text,
        color,
        bold,
        align: left ? 'right' : 'left',
      };
    }),
  ];
}

/** Axis of rates: whole decades, the last with the name of the axis. */
export function rateAxis(
  box: Box,
  from: number,
  to: number,
  { palette, narrow, measure }: Sheet,
  wording: Pick<ChartWords, 'tick' | 'rate'>,
): Mark[] {
  const y = Math.round(box.top + box.height) + 0.5;
  const most = narrow ? 3 : 6;
  const every = Math.max(1, Math.ceil((to - from) / most));
  const decades: number[] = [];
  for (let each = Math.ceil(from - 1e-9); each <= to + 1e-9; each += every) decades.push(each);
  const points = [box.left, y, box.left + box.width, y];
  for (const each of decades) points.push(Number.NaN, Number.NaN, box.x(each), y, box.x(each), y + 4);
  const labels = decades.map((each, i): Mark => {
    const text = wording.tick(Number(`1e${each}`));
    const whole = i === decades.length - 1 ? wording.rate(text) : text;
    const half = measure(whole) / 2;
    const x = Math.min(box.x(each), box.edge - half);
    return {
      kind: 'words',
      x,
      y: box.top + box.height + 14,
      text: whole,
      color: palette.quiet,
      align: 'center',
    };
  });
  return [{ kind: 'line', points, color: palette.control, width: 1 }, ...labels];
}
