// The handle of a guess with its name, and the words in place of what is hidden.

import type { Sheet } from '../compare/lossChart.js';
import type { Area, Mark } from '../scene.js';

/** A handle, or, once the answer is there, a small dot; the name beside it where there is room. */
export function guessHandle(
  x: number,
  y: number,
  text: string,
  isAnswered: boolean,
  { width, palette, measure }: Sheet,
): Mark[] {
  const color = palette.series[3];
  const gap = isAnswered ? 9 : 14;
  const isRight = x + gap + measure(text, !isAnswered) <= width;
  const dots: Mark[] = isAnswered
    ? [{ kind: 'dot', x, y, r: 3.5, color }]
    : [
        { kind: 'dot', x, y, r: 13, color, alpha: 0.2 },
        { kind: 'dot', x, y, r: 7, color, ring: palette.surface },
      ];
  return [
    ...dots,
    {
      ...{ kind: 'words', x: isRight ? x + gap : x - gap, y, text, color: palette.labels[3] },
      ...{ bold: !isAnswered, align: isRight ? 'left' : 'right' },
    },
  ];
}

/** What stands where something is not shown yet. */
export const hiddenNote = ({ left, top, width, height }: Area, text: string, { palette }: Sheet): Mark => ({
  ...{ kind: 'words', x: left + width / 2, y: top + height / 2, text, color: palette.quiet },
  align: 'center',
});

/** A line from top to foot of a plot, with its handle in the middle; beside the answer its name at the top. */
export function lineAcross(
  x: number,
  { top, height }: Area,
  text: string,
  isAnswered: boolean,
  sheet: Sheet,
): Mark[] {
  const color = sheet.palette.series[3];
  const y = isAnswered ? top + 4 : top + height / 2;
  return [
    { kind: 'line', points: [x, top, x, top + height], color, width: 2, dash: [6, 4] },
    ...guessHandle(x, y, text, isAnswered, sheet),
  ];
}
