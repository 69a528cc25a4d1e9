// Real runs under the curve: their losses at the end against the rate, the best, and from where they diverged.
import { log10 } from '../../math/log10.js';
import type { RateTruth } from '../../results/foundRates.js';
import type { Sheet } from '../compare/lossChart.js';
import { axisPosition, lossRange } from '../lossRange.js';
import { placeNames } from '../namePlaces.js';
import type { Box, Mark } from '../scene.js';
import { lossTicks } from '../ticks.js';
import { truthWords } from './finderLayout.js';
import type { FinderView } from './finderView.js';
import type { FinderWords } from './finderWords.js';

/** Marks of the range in which real runs end well, from a height to another. */
export function tintMarks(
  { found, colour }: FinderView,
  box: Box,
  from: number,
  to: number,
  { palette }: Sheet,
): Mark[] {
  const within = found.truth?.within;
  if (!within) return [];
  const [low, high] = tintEnds(box, within);
  const points = [low, from, high, from, high, to, low, to];
  return [{ kind: 'shape', points, color: palette.series[colour], alpha: 0.1 }];
}

/** Ends of the tint: half a step of 4 px about a single rate, so that it is seen. */
function tintEnds(box: Box, { lowest, highest }: NonNullable<RateTruth['within']>): [number, number] {
  const [low, high] = [box.x(log10(lowest)), box.x(log10(highest))];
  return high - low < 4 ? [low - 2, high + 2] : [low, high];
}

export function truthMarks(view: FinderView, box: Box, sheet: Sheet, words: FinderWords): Mark[] {
  const truth = view.found.truth!;
  const { palette, measure, narrow } = sheet;
  const [color, label] = [palette.series[view.colour], palette.labels[view.colour]];
  const x = (i: number) => box.x(log10(truth.rates[i]));
  const all = [truth.losses, truth.lowest, truth.highest].map((values) =>
    [...values].filter(Number.isFinite),
  );
  const columns = all.map((values) => ({
    values: values.sort((a, b) => b - a),
    count: values.length,
    diverged: false,
  }));
  const range = lossRange(columns);
  const perUnit = box.height / (range.high - (range.zero ?? range.low));
  const y = (loss: number) => {
    const height = box.top + (range.high - axisPosition(loss, range)) * perUnit;
    return Math.max(box.top, Math.min(height, box.top + box.height));
  };
  const points = [...truth.losses].flatMap((loss, i) => (Number.isNaN(loss) ? [NaN, NaN] : [x(i), y(loss)]));
  const whiskers = [...truth.rates].flatMap((_, i) => {
    const { lowest, highest } = truth;
    return highest[i] > lowest[i] ? [x(i), y(lowest[i]), x(i), y(highest[i]), NaN, NaN] : [];
  });
  const top = box.top - truthWords;
  const head = measure(words.realRuns) + 12;
  return [
    { kind: 'words', x: 0, y: top + 12, text: words.realRuns, color: palette.quiet },
    ...withinMarks(truth, box, top + (narrow ? 28 : 12), narrow ? 0 : head, label, sheet, words),
    ...divergedMarksOf(truth, box, top + (narrow ? 44 : 32), color, label, sheet, words),
    ...lossTicks(range, 3).flatMap((loss): Mark[] => {
      const height = Math.round(y(loss)) + 0.5;
      const line = [box.left, height, box.left + box.width, height];
      return [
        { kind: 'line', points: line, color: palette.grid, width: 1 },
        {
          kind: 'words',
          x: box.left - 8,
          y: height,
          text: words.tick(loss),
          color: palette.quiet,
          align: 'right',
        },
      ];
    }),
    { kind: 'line', points: whiskers, color, width: 1, alpha: 0.5, within: box },
    { kind: 'line', points, color, width: palette.line, within: box },
    ...[...truth.losses].flatMap((loss, i): Mark[] =>
      Number.isNaN(loss) ? [] : [{ kind: 'dot', x: x(i), y: y(loss), r: 2.5, color }],
    ),
    ...bestMarks(truth, box, y, [...points, NaN, NaN, ...whiskers], color, label, sheet, words),
  ];
}

/** Words above the tint, right of what stands there already. */
function withinMarks(
  { within }: RateTruth,
  box: Box,
  y: number,
  free: number,
  color: string,
  { measure, width }: Sheet,
  words: FinderWords,
): Mark[] {
  if (!within) return [];
  const [low, high] = tintEnds(box, within);
  const half = measure(words.within) / 2;
  const middle = Math.max(free + half, Math.min((low + high) / 2, width - half));
  return [{ kind: 'words', x: middle, y, text: words.within, color, align: 'center' }];
}

function divergedMarksOf(
  { rates, losses, divergedFrom }: RateTruth,
  box: Box,
  y: number,
  color: string,
  label: string,
  { measure }: Sheet,
  words: FinderWords,
): Mark[] {
  const gone = [...rates].filter((_, i) => Number.isNaN(losses[i]));
  if (gone.length === 0) return [];
  const crosses = gone.map((rate): Mark => ({ kind: 'cross', x: box.x(log10(rate)), y, size: 7, color }));
  const text = words.divergedFrom(divergedFrom ?? gone[0]);
  const left = box.x(log10(gone[0])) - 10;
  const fits = left - measure(text) > 0;
  return fits ? [...crosses, { kind: 'words', x: left, y, text, color: label, align: 'right' }] : crosses;
}

/** The best, ringed, and named where the line leaves room. */
function bestMarks(
  { best }: RateTruth,
  box: Box,
  y: (loss: number) => number,
  line: readonly number[],
  color: string,
  label: string,
  { palette, measure }: Sheet,
  words: FinderWords,
): Mark[] {
  if (!best) return [];
  const [x, height] = [box.x(log10(best.rate)), y(best.loss)];
  const text = words.best(best.rate);
  const ring = { left: x - 7, top: height - 7, width: 14, height: 14 };
  const end = { x: x + 4, y: height, wide: measure(text, true) };
  const [place] = placeNames([end], 1, box, [line], [ring]);
  const middle = place.top + place.height / 2;
  return [
    { kind: 'dot', x, y: height, r: 6, color: palette.surface, ring: color },
    { kind: 'dot', x, y: height, r: 2.5, color },
    { kind: 'words', x: place.left, y: middle, text, color: label, bold: true },
  ];
}
