// A line that is turned about a point of a curve, as a guess of the slope there.

import type { Sheet } from '../compare/lossChart.js';
import { niceNumber, niceStep } from '../niceNumbers.js';
import { createPanel, type Panel, type Span } from '../panel.js';
import type { Mark } from '../scene.js';
import { guessHandle } from './guessHandle.js';

/** Where the line is turned about, and on what. */
interface TurnedLine {
  panel: Panel;
  x: number;
  y: number;
}

/** Length of the line to its handle, as a share of the plot, and of what is beyond the point. */
const [reach, beyond] = [0.36, 0.55];
/** The steepest that it is turned, as a ratio of pixels. */
const steepest = 8;

/** Slope of a line that rises a pixel for each pixel across. */
const slopeOfPixel = ({ across, up, width, height }: Panel) =>
  (up.to - up.from) / height / ((across.to - across.from) / width);

/** Plot that slopes are judged by, whatever its width. */
const usualArea = { left: 0, top: 0, width: 540, height: 260 };

/** How far a line is turned in a plot of these ranges, a step of it, and a difference that counts as none. */
export function turning(across: Span, up: Span): { span: Span; step: number; within: number } {
  const panel = createPanel(usualArea, across, up);
  const unit = slopeOfPixel(panel);
  const [most, within] = [steepest * unit, ((0.05 * panel.height) / lengthOf(panel)) * unit];
  const step = niceStep(unit / 50);
  const end = niceNumber(most, step);
  return { span: { from: -end, to: end }, step, within };
}

const lengthOf = ({ width, height }: Panel) => Math.min(reach * width, height);

/** The side on which the handle is: right, unless there is no room. */
const sideOf = ({ panel, x }: TurnedLine) => (x + lengthOf(panel) > panel.left + panel.width ? -1 : 1);

/** The handle of a line of a slope. */
export function turnedPlace(line: TurnedLine, slope: number): [x: number, y: number] {
  const ratio = slope / slopeOfPixel(line.panel);
  const run = (sideOf(line) * lengthOf(line.panel)) / Math.sqrt(1 + ratio * ratio);
  return [line.x + run, line.y - run * ratio];
}

/** The slope of the line through the point and a place. */
export function turnedTo(line: TurnedLine, x: number, y: number): number {
  const across = Math.abs(x - line.x) < 1 ? sideOf(line) : x - line.x;
  return ((line.y - y) / across) * slopeOfPixel(line.panel);
}

/** The line as it is turned, its handle and its name; with the truth the wedge between both. */
export function turnedMarks(
  line: TurnedLine,
  slope: number,
  truth: number | null,
  text: string,
  sheet: Sheet,
): Mark[] {
  const { palette } = sheet;
  const [x, y] = turnedPlace(line, slope);
  const color = palette.series[3];
  const back = [line.x - beyond * (x - line.x), line.y - beyond * (y - line.y)];
  const wedge: Mark[] =
    truth === null
      ? []
      : [
          {
            ...{ kind: 'shape', color, alpha: 0.12, within: line.panel },
            points: [line.x, line.y, x, y, ...turnedPlace(line, truth)],
          },
        ];
  return [
    ...wedge,
    { kind: 'line', points: [...back, x, y], color, width: 2, dash: [6, 4] },
    ...(truth === null
      ? [{ kind: 'dot' as const, x: line.x, y: line.y, r: 6, color: palette.surface, ring: palette.text }]
      : []),
    ...guessHandle(x, y, text, truth !== null, sheet),
  ];
}
