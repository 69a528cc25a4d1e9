// The curve of a finder: losses and their average against the rate, the ends left out, and where the run stopped.
import { log10 } from '../../math/log10.js';
import type { Sheet } from '../compare/lossChart.js';
import { areasTaken, placeNames } from '../namePlaces.js';
import { createPanel, gridY, type Panel } from '../panel.js';
import type { Box, LineMark, Mark } from '../scene.js';
import { ticks } from '../ticks.js';
import { shortenTo } from './finderText.js';
import type { FinderView } from './finderView.js';
import type { FinderWords } from './finderWords.js';

/** Ratio of losses from which their axis is logarithmic. */
const tall = 1e3;
/** Share of the raw losses that the axis reaches to, so that one batch far off does not flatten the others. */
const mostOf = 0.95;

/** Axis of the losses, from what is shown of the curve. */
export interface LossAxis {
  readonly panel: Panel;
  readonly isLog: boolean;
  y(loss: number): number;
}

export function lossAxis({ found }: FinderView, { left, top, width, height }: Box): LossAxis {
  const { losses, smoothed, kept } = found;
  const from = kept.to > kept.from ? kept.from : 0;
  const to = kept.to > kept.from ? kept.to : smoothed.length;
  const shown = (values: Float64Array) => [...values.subarray(from, to)].filter(Number.isFinite);
  const [mean, raw] = [shown(smoothed), shown(losses).sort((a, b) => a - b)];
  const most = Math.max(0, ...mean, raw[Math.floor(mostOf * (raw.length - 1))] ?? 0);
  const least = Math.min(...mean, most);
  const isLog = least > 0 && most > tall * least;
  const up = isLog
    ? { from: log10(least) - 0.2, to: log10(most) + 0.2 }
    : { from: Math.min(0, least), to: most + 0.12 * (most - Math.min(0, least)) };
  const panel = createPanel({ left, top, width, height }, { from: 0, to: 1 }, up);
  const y = (loss: number) => panel.y(isLog ? log10(Math.max(loss, Number.MIN_VALUE)) : loss);
  return { panel, isLog, y };
}

export function curveMarks(
  view: FinderView,
  box: Box,
  axis: LossAxis,
  sheet: Sheet,
  words: FinderWords,
): Mark[] {
  const { palette } = sheet;
  const { rates, losses, smoothed, kept, smoothing } = view.found;
  const line = (values: Float64Array, from: number, to: number): number[] => {
    const points: number[] = [];
    for (let i = Math.max(0, from); i < to; i++)
      points.push(...(Number.isFinite(values[i]) ? [box.x(log10(rates[i])), axis.y(values[i])] : [NaN, NaN]));
    return points;
  };
  const curve = (points: number[], more: Partial<LineMark>): LineMark => ({
    ...{ kind: 'line', points, color: palette.text, width: 2, within: box },
    ...more,
  });
  const skipped = { color: palette.control, dash: [1, 4], round: true };
  const [first, last] = [line(smoothed, 0, kept.from + 1), line(smoothed, kept.to - 1, smoothed.length)];
  const raw = smoothing > 0 ? [curve(line(losses, 0, losses.length), { width: 1, alpha: 0.32 })] : [];
  const whole = line(smoothed, kept.from, kept.to);
  return [
    { kind: 'words', x: 0, y: 8, text: words.title, color: palette.quiet },
    ...lossTickMarks(axis, sheet, words),
    ...raw,
    curve(first, skipped),
    curve(last, skipped),
    curve(whole, {}),
    ...nameMarks(view, raw[0]?.points ?? [], whole, box, sheet, words),
    ...bracketMarks(view, box, sheet, words),
    ...stopMarks(view, box, sheet, words),
  ];
}

function lossTickMarks({ panel, isLog }: LossAxis, { palette, narrow }: Sheet, words: FinderWords): Mark[] {
  const { from, to } = panel.up;
  const most = narrow ? 3 : 4;
  if (!isLog) return gridY(panel, ticks({ from, to }, most), palette, words.tick);
  const decades: number[] = [];
  const every = Math.max(1, Math.ceil((to - from) / most));
  for (let each = Math.ceil(from); each <= to; each += every) decades.push(each);
  return gridY(panel, decades, { ...palette, control: palette.grid }, (decade) =>
    words.tick(Number(`1e${decade}`)),
  );
}

/** Names of the losses and of their average, beside them. */
function nameMarks(
  { found }: FinderView,
  raw: readonly number[],
  mean: readonly number[],
  box: Box,
  { palette, measure }: Sheet,
  words: FinderWords,
): Mark[] {
  if (words.smoothed === null || mean.length < 8) return [];
  const at = (points: readonly number[], share: number, text: string, bold: boolean) => {
    const i = 2 * Math.floor((share * points.length) / 2);
    return { x: points[i], y: Math.max(box.top + 8, points[i + 1]), wide: measure(text, bold) };
  };
  const ends = [at(raw, 0.2, words.raw, false), at(mean, 0.35, words.smoothed, true)];
  const [one, average] = placeNames(ends, 1, box, [raw, mean], areasTaken([], measure));
  const said = (area: typeof one, text: string, bold: boolean): Mark => ({
    ...{ kind: 'words', x: area.left, y: area.top + area.height / 2, text, bold },
    color: bold ? palette.text : palette.quiet,
  });
  return found.smoothing > 0 ? [said(one, words.raw, false), said(average, words.smoothed, true)] : [];
}

/** Brackets under the points left out, with how many they are. */
function bracketMarks(
  { found }: FinderView,
  box: Box,
  { palette, measure, narrow }: Sheet,
  words: FinderWords,
): Mark[] {
  const { rates, kept } = found;
  const y = box.top + box.height + 6;
  const at = (i: number) => box.x(log10(rates[Math.max(0, Math.min(i, rates.length - 1))]));
  const bracket = (from: number, to: number): Mark => ({
    ...{ kind: 'line', color: palette.control, width: 1 },
    points: [from, y, from, y + 5, to, y + 5, to, y],
  });
  const { first, last } = words.skipped;
  const marks: Mark[] = [];
  let free = 0;
  if (first !== null) {
    const text: Mark = { kind: 'words', x: box.left, y: y + 15, text: first, color: palette.quiet };
    marks.push(bracket(at(0), at(kept.from)), text);
    free = box.left + measure(first) + 12;
  }
  if (last === null) return marks;
  const from = at(kept.to);
  const x = Math.min(from, (narrow ? box.left + box.width : box.edge) - measure(last));
  marks.push(bracket(from, at(rates.length - 1)));
  if (x > free) marks.push({ kind: 'words', x, y: y + 15, text: last, color: palette.quiet });
  return marks;
}

function stopMarks({ found }: FinderView, box: Box, { palette, measure }: Sheet, words: FinderWords): Mark[] {
  if (words.stopped === null) return [];
  const x = box.x(log10(found.stopped.rate));
  const points = [x, box.top, x, box.top + box.height];
  const isLeft = x > measure(words.stopped) + 6;
  const text = isLeft ? words.stopped : shortenTo(words.stopped, box.edge - x - 6, measure);
  return [
    { kind: 'line', points, color: palette.text, width: 1.5, dash: [0.1, 4], round: true },
    {
      ...{ kind: 'words', x: isLeft ? x - 6 : x + 6, y: box.top + 8, text },
      ...{ color: palette.text, align: isLeft ? 'right' : 'left' },
    },
  ];
}
