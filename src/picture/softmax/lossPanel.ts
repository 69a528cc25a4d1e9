// The loss as a logit moves, with its slope.

import type { Sheet } from '../compare/lossChart.js';
import { areasTaken, nameHeight, placeNames } from '../namePlaces.js';
import { axisX, createPanel, gridY, type Panel, tickLabels } from '../panel.js';
import type { Area, LineMark, Mark } from '../scene.js';
import { ticks } from '../ticks.js';
import { gutterFor } from './barPanel.js';
import { roundAbove, type SoftmaxWords, titleMark } from './softmaxBars.js';
import type { SoftmaxView } from './softmaxView.js';

/** The loss as the logit in hand moves, and its tangent there. */
export function lossMarks(view: SoftmaxView, area: Area, sheet: Sheet, words: SoftmaxWords): Mark[] {
  const { palette, measure, narrow } = sheet;
  const { curve, loss, chosen, classes } = view;
  const across = { from: curve.logit[0], to: curve.logit[curve.logit.length - 1] };
  const up = { from: 0, to: roundAbove(Math.max(0, ...curve.loss) || 1) };
  const gutter = gutterFor(ticks(up, 3), words.tick, measure);
  const inner = { ...area, left: area.left + gutter, width: Math.max(1, area.width - gutter - 8) };
  const panel = createPanel(inner, across, up);
  const { logit, slope } = classes[chosen];
  const at = ticks(panel.across, narrow ? 3 : 5);
  const [x, y] = [panel.x(logit), panel.y(loss)];
  const points = curve.logit.flatMap((each, k) => [panel.x(each), panel.y(curve.loss[k])]);
  const ends = tangentEnds(panel, x, y, slope);
  const frame: Mark[] = [
    titleMark(area, words.loss, palette.quiet, measure),
    ...gridY(panel, ticks(panel.up, 3), palette, words.tick),
    ...axisX(panel, at, palette),
    ...tickLabels(panel, at, palette, { label: words.tick, name: words.z }, measure),
  ];
  const lines: LineMark[] = [
    { kind: 'line', points, color: palette.text, width: 2, within: inner },
    { kind: 'line', points: ends, color: palette.series[2], width: 2, within: inner },
  ];
  const point: Mark[] = [
    { kind: 'dot', x, y, r: 9, color: palette.surface },
    { kind: 'dot', x, y, r: 7, color: palette.series[3] },
  ];
  const say = narrow
    ? { loss: words.number, slope: words.number }
    : { loss: words.lossIs, slope: words.slopeIs };
  const names = [
    { x, y: y - 6, text: say.loss(loss), color: palette.text },
    { ...outerEnd(panel, ends), text: say.slope(slope), color: palette.labels[2] },
  ];
  const places = placeNames(
    names.map(({ text, ...end }) => ({ ...end, wide: measure(text, true) })),
    slope > 0 ? -1 : 1,
    { left: inner.left + 2, top: inner.top - 8, width: inner.width, height: inner.height },
    lines.map((line) => line.points),
    areasTaken(point, measure),
  );
  const labels = names.map(
    ({ text, color }, i): Mark => ({
      ...{ kind: 'words', x: places[i].left, y: places[i].top + nameHeight / 2, text, color, bold: true },
    }),
  );
  return [...frame, ...lines, ...point, ...labels];
}

/** A tangent of 50 pixels to each side of a point. */
function tangentEnds({ across, up, width, height }: Panel, x: number, y: number, slope: number): number[] {
  const rise = ((slope * height) / (up.to - up.from) / width) * (across.to - across.from);
  const run = 50 / Math.sqrt(1 + rise * rise);
  return [x - run, y + run * rise, x + run, y - run * rise];
}

/** The higher end of a tangent, within its panel. */
function outerEnd(
  { left, top, width }: Panel,
  [x0, y0, x1, y1]: readonly number[],
): { x: number; y: number } {
  const [x, y] = y0 < y1 ? [x0, y0] : [x1, y1];
  return { x: Math.max(left, Math.min(left + width, x)), y: Math.max(top, y) };
}
