// A guessed place, with a line to it from where the step begins.

import type { Sheet } from '../compare/lossChart.js';
import type { Mark } from '../scene.js';
import { guessHandle } from './guessHandle.js';

type Pixel = readonly [x: number, y: number];

export const placeMarks = (
  [x0, y0]: Pixel,
  [x, y]: Pixel,
  text: string,
  isAnswered: boolean,
  sheet: Sheet,
): Mark[] => [
  { kind: 'line', points: [x0, y0, x, y], color: sheet.palette.series[3], width: 2, dash: [4, 3] },
  ...guessHandle(x, y, text, isAnswered, sheet),
];
