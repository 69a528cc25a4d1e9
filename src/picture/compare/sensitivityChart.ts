// Sensitivity chart: losses against rates, a point for each run, a line for each optimizer.
import { log10 } from '../../math/log10.js';
import { lossGrid, zeroBreak } from '../axes.js';
import { besides, type Tag } from '../labels.js';
import { decade, lossRange } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Drawing, Mark } from '../scene.js';
import type { Strand } from '../series.js';
import { head, heightOf, lossBox, type Sheet } from './lossChart.js';
import type { View, Wording } from './runView.js';

/** Height of a row of × above the plot. */
const lane = 18;
/** Distance of a name below its point. */
const below = 18;

/** A run as a point: its rate, in decades, and its loss; null for one that diverged. */
interface Dot {
  strand: Strand;
  rate: number;
  loss: number | null;
}

/** Chart of the losses at the step shown against the rates. */
export function sensitivityChart(view: View, sheet: Sheet, wording: Wording): Drawing {
  const { palette, measure, narrow } = sheet;
  const dots = dotsOf(view);
  const finite = dots.flatMap(({ loss }) => (loss === null ? [] : [loss]));
  const all = [{ values: finite, laps: finite.length, diverged: false }];
  const range = lossRange(all, view.range.linear);
  const rates = dots.map(({ rate }) => rate);
  const [from, to] = [Math.min(...rates), Math.max(...rates)];
  const pad = from === to ? 0.5 : 0;
  const gutters = { left: narrow ? 40 : 48, right: 24 };
  const box = lossBox(sheet, gutters, range, { from: from - pad, to: to + pad }, head + lane);
  const names = [...new Set(dots.map(({ strand }) => strand.family))];
  const lowest = lowestOf(dots);
  const marks: Mark[] = [
    ...lossGrid(range, box, palette, narrow ? 4 : 8, wording.tick),
    ...rateAxis(box, from - pad, to + pad, sheet, wording),
    ...zeroBreak(range, box, palette),
  ];
  const tags: Tag[] = [];
  for (const [row, name] of names.entries()) {
    const own = dots.filter(({ strand }) => strand.family === name).sort((a, b) => a.rate - b.rate);
    const y = (loss: number) => Math.max(box.top, box.y(decade(loss, range)));
    marks.push(...lineOf(own, box, y, palette), ...lost(own, box, row, sheet, wording));
    const best = lowestOf(own);
    for (const { strand, rate, loss } of own) {
      if (loss === null) continue;
      const [x, height, color] = [box.x(rate), y(loss), palette.series[strand.colour]];
      const isBest = best?.strand === strand;
      if (isBest) marks.push({ kind: 'dot', x, y: height, r: 6, color: palette.surface, ring: color });
      marks.push({ kind: 'dot', x, y: height, r: 2.5, color });
      if (!isBest) continue;
      const bold = lowest?.strand === strand && view.ended;
      tags.push({
        x,
        y: height,
        text: strand.label,
        color: palette.labels[strand.colour],
        line: color,
        bold,
      });
    }
  }
  return { width: sheet.width, height: heightOf(sheet), marks: [...marks, ...beneath(tags, box, measure)] };
}

function dotsOf({ strands, head: now, steps }: View): Dot[] {
  return strands
    .filter(({ hidden, rate }) => !hidden && rate !== null)
    .map((strand) => {
      const gone = strand.diverged !== null && steps[strand.diverged] <= steps[now];
      return {
        strand,
        rate: log10(strand.rate!),
        loss: gone ? null : strand.values[Math.min(now, strand.end)],
      };
    });
}

const lowestOf = (dots: readonly Dot[]): Dot | null =>
  dots.reduce<Dot | null>(
    (best, each) => (each.loss !== null && (!best || each.loss < best.loss!) ? each : best),
    null,
  );

/** Line through the points of an optimizer, broken where a run between them diverged. */
function lineOf(dots: readonly Dot[], box: Box, y: (loss: number) => number, palette: Palette): Mark[] {
  const points = dots.flatMap(({ rate, loss }) =>
    loss === null ? [Number.NaN, Number.NaN] : [box.x(rate), y(loss)],
  );
  const [first] = dots;
  const color = palette.series[first.strand.colour];
  return [{ kind: 'line', points, color, width: palette.line, within: box }];
}

/** Crosses of the runs that diverged, above the plot, and from which rate. */
function lost(
  dots: readonly Dot[],
  box: Box,
  row: number,
  { palette, measure }: Sheet,
  wording: Wording,
): Mark[] {
  const gone = dots.filter(({ loss }) => loss === null);
  if (gone.length === 0) return [];
  const y = head + row * lane * 0.75;
  const [{ strand }] = gone;
  const color = palette.series[strand.colour];
  const crosses = gone.map(({ rate }): Mark => ({ kind: 'cross', x: box.x(rate), y, size: 7, color }));
  const text = wording.divergesFrom(strand.family, strand.rate!);
  const least = Math.min(...gone.map(({ rate }) => box.x(rate))) - 10;
  const fits = least - measure(text) > 0;
  const label: Mark = {
    kind: 'words',
    x: least,
    y,
    text,
    color: palette.labels[strand.colour],
    align: 'right',
  };
  return fits ? [...crosses, label] : crosses;
}

/** Names below their points, within the plot and without overlap; beside them where there is no room below. */
export function beneath(tags: readonly Tag[], box: Box, measure: Sheet['measure']): Mark[] {
  const bottom = box.top + box.height;
  const low = tags.filter(({ y }) => y + below > bottom - 8);
  const high = tags.filter((tag) => !low.includes(tag)).map((tag) => ({ ...tag, y: tag.y + below }));
  const words = besides(high, box.top, bottom).filter((mark) => mark.kind === 'words');
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
  wording: Pick<Wording, 'tick' | 'rate'>,
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
