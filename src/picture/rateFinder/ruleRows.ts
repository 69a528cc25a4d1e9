// Rows of rules: name, dot on the axis of rates, rate and reason, and what real runs say of it.
import { log10 } from '../../math/log10.js';
import type { Sheet } from '../compare/lossChart.js';
import { areasTaken } from '../namePlaces.js';
import type { Area, Box, Mark, TextMark } from '../scene.js';
import type { FinderLayout, PlacedRow } from './finderLayout.js';
import { shortenTo } from './finderText.js';
import type { FinderWords } from './finderWords.js';

const gap = 10;

/** Place of a rate, moved onto the axis. */
export const rateX = ({ left, width, x }: Box, rate: number): number =>
  Math.max(left, Math.min(x(log10(rate)), left + width));

export function ruleMarks(layout: FinderLayout, sheet: Sheet, words: FinderWords): Mark[] {
  const { palette, measure, width, narrow } = sheet;
  const { heads, rules, curvature, curve, truth } = layout;
  const head = (y: number, text: string): TextMark => ({
    kind: 'words',
    x: 0,
    y,
    text,
    color: palette.quiet,
  });
  const products = shortenTo(words.products, width - (narrow ? 80 : curve.left), measure);
  return [
    head(heads.rules, words.rule),
    ...(truth ? [{ ...head(heads.rules, words.against), x: width, align: 'right' } as const] : []),
    ...rules.flatMap((row) => rowMarks(row, false, layout, sheet, words)),
    ...(heads.curvature === null
      ? []
      : [
          head(heads.curvature, words.curvature),
          { ...head(heads.curvature, products), x: narrow ? 80 : curve.left },
        ]),
    ...curvature.flatMap((row) => rowMarks(row, true, layout, sheet, words)),
  ];
}

function rowMarks(
  row: PlacedRow,
  isHollow: boolean,
  { curve }: FinderLayout,
  sheet: Sheet,
  words: FinderWords,
): Mark[] {
  const { palette, width } = sheet;
  const { rate } = row.suggestion;
  const { left, width: inner } = curve;
  const inside = row.verdict.word === 'inside';
  return [
    { kind: 'line', points: [left, row.y, left + inner, row.y], color: palette.grid, width: 1 },
    { kind: 'words', x: 0, y: row.words, text: words.name(row), color: palette.text },
    {
      ...{ kind: 'words', x: width, y: row.words, text: words.verdict(row), align: 'right' },
      ...{ color: inside ? palette.text : palette.quiet, bold: inside },
    },
    ...(rate === null
      ? missingMarks(row, curve, sheet, words)
      : foundMarks(row, rate, isHollow, curve, sheet, words)),
  ];
}

/** A filled dot for what was read off a run, a ring for what was not. */
export const dotMark = (x: number, y: number, isHollow: boolean, { palette }: Sheet): Mark => ({
  ...{ kind: 'dot', x, y, r: isHollow ? 4 : 4.5 },
  ...{ color: isHollow ? palette.surface : palette.text, ring: isHollow ? palette.text : palette.surface },
});

function missingMarks(row: PlacedRow, { left }: Box, sheet: Sheet, words: FinderWords): Mark[] {
  const { measure, palette, narrow, width } = sheet;
  const [x, y] = narrow ? [0, row.y] : [left, row.words];
  return [
    { kind: 'words', x, y, text: shortenTo(words.reason(row), width - x, measure), color: palette.quiet },
  ];
}

function foundMarks(
  row: PlacedRow,
  rate: number,
  isHollow: boolean,
  curve: Box,
  sheet: Sheet,
  words: FinderWords,
): Mark[] {
  const said = sheet.narrow ? narrowRate(row, rate, sheet, words) : rateMarks(row, rate, curve, sheet, words);
  const taken = sheet.narrow ? [] : areasTaken(said, sheet.measure);
  return [
    ...spreadMarks(row, curve, sheet, taken),
    ...said,
    dotMark(rateX(curve, rate), row.y, isHollow, sheet),
  ];
}

/** Rates of the other repeats, on a line that stops short of words. */
function spreadMarks(
  { suggestion, y }: PlacedRow,
  curve: Box,
  { palette }: Sheet,
  taken: readonly Area[],
): Mark[] {
  const rates = (suggestion.repeats ?? []).filter((rate) => rate !== null);
  if (rates.length < 2) return [];
  const places = rates.map((rate) => rateX(curve, rate));
  const [from, to] = [Math.min(...places), Math.max(...places)];
  const words = {
    from: Math.min(...taken.map(({ left }) => left - 4)),
    to: Math.max(...taken.map(({ left, width }) => left + width + 4)),
  };
  const pieces = [
    [from, Math.min(to, words.from)],
    [Math.max(from, words.to), to],
  ].filter(([left, right]) => right > left);
  const color = palette.control;
  const isFree = (x: number) => x < words.from || x > words.to;
  return [
    ...pieces.map(([left, right]): Mark => ({ kind: 'line', points: [left, y, right, y], color, width: 1 })),
    ...places.filter(isFree).map((x): Mark => ({ kind: 'dot', x, y, r: 2, color })),
  ];
}

/** The rate and its reason beside the dot, on the side with more room: beyond the other repeats where both fit there. */
function rateMarks(
  row: PlacedRow,
  rate: number,
  curve: Box,
  { palette, measure }: Sheet,
  words: FinderWords,
): Mark[] {
  const { left, width } = curve;
  const x = rateX(curve, rate);
  const [number, reason] = [words.rateText(rate), words.reason(row)];
  const wide = measure(number, true) + gap + measure(reason);
  const places = (row.suggestion.repeats ?? []).flatMap((each) =>
    each === null ? [] : [rateX(curve, each)],
  );
  const isLeft = x - left > left + width - x;
  const way = isLeft ? -1 : 1;
  const far = isLeft ? Math.min(x, ...places) : Math.max(x, ...places);
  const room = isLeft ? far - left : left + width - far;
  const from = (room > wide + 2 * gap ? far : x) + way * (gap + 3);
  const align = isLeft ? 'right' : 'left';
  const beyond = from + way * (measure(number, true) + gap);
  return [
    { kind: 'words', x: from, y: row.words, text: number, color: palette.text, bold: true, align },
    { kind: 'words', x: beyond, y: row.words, text: reason, color: palette.quiet, align },
  ];
}

/** Where the figure is narrow, the rate stands after the name, above its own track. */
const narrowRate = (
  row: PlacedRow,
  rate: number,
  { palette, measure }: Sheet,
  words: FinderWords,
): Mark[] => [
  {
    ...{ kind: 'words', x: measure(words.name(row)) + gap, y: row.words, text: words.rateText(rate) },
    ...{ color: palette.text, bold: true },
  },
];
