// Marks of a comparison's runs at one moment.

import { endDot, labelsBeside, type PointLabel } from '../labels.js';
import { lossCurve } from '../lossPolyline.js';
import { axisPosition } from '../lossRange.js';
import { dotted, type Palette } from '../palette.js';
import type { Box, Mark, Measure } from '../scene.js';
import { type RunSeries, seriesStroke } from '../series.js';
import { cursorValues, divergenceNotes } from './annotations.js';
import {
  type ChartWords,
  createScene,
  divergedExit,
  hasDiverged,
  headX,
  isInFront,
  isLabelled,
  isReceding,
  labelColors,
  lossPoint,
  type RunsScene,
  type RunsView,
  seriesColor,
  showsBothLosses,
} from './runView.js';

const recedingAlpha = 0.45;

export function runMarks(
  view: RunsView,
  box: Box,
  palette: Palette,
  wording: ChartWords,
  measure: Measure,
): Mark[] {
  const visible = view.seriesList.filter((series) => !series.hidden);
  const scene = createScene(view, visible.length, { box, palette, wording, measure });
  const order = [...visible].sort((a, b) => drawOrder(scene, a) - drawOrder(scene, b));
  const over = order.filter((series) => hasDiverged(scene, series));
  const { marks: sentences, bottom, right } = divergenceNotes(scene, over);
  return [
    ...hairlineMarks(scene),
    ...order.flatMap((series) => [...pairedLine(scene, series), ...runLines(scene, series)]),
    ...over.map(
      (series): Mark => ({
        kind: 'cross',
        ...divergedExit(scene, series),
        size: 8,
        color: seriesColor(scene, series),
      }),
    ),
    ...order.flatMap((series) => rateChangeMarks(scene, series)),
    ...headMarks(scene, order, headX(scene) < right ? bottom : box.top),
    ...sentences,
    ...cursorValues(scene, visible),
  ];
}

/** Drawing order: what comes later lies on top. */
const drawOrder = (scene: RunsScene, series: RunSeries) =>
  isInFront(scene, series) ? 3 : series.lowest ? 2 : isReceding(scene, series) ? 0 : 1;

function runLines(scene: RunsScene, series: RunSeries): Mark[] {
  const { box, range, steps, head, palette } = scene;
  const receding = isReceding(scene, series);
  const width =
    (scene.ended && series.lowest) || isInFront(scene, series) ? 2.5 : receding ? 1 : palette.line;
  const stroke = seriesStroke(series, palette, width);
  const gone = hasDiverged(scene, series);
  const end = gone ? divergedExit(scene, series).sample : Math.min(head, series.end);
  const lineBetween = (from: number, to: number) =>
    lossCurve(series.values, steps, from, to, box, range, scene.held.get(series.values));
  const marks: Mark[] = [];
  if (scene.future && series.end > end && !gone) {
    marks.push({
      kind: 'line',
      ...stroke,
      points: lineBetween(end, series.end),
      width: 1,
      dash: [],
      alpha: 0.3,
      within: box,
    });
  }
  const past = lineBetween(0, end);
  marks.push({
    kind: 'line',
    ...stroke,
    points: past,
    alpha: receding ? recedingAlpha * inkShare(past) : 1,
    within: box,
  });
  if (!gone && series.end < head) {
    const points = lineBetween(series.end, head);
    marks.push({ kind: 'line', points, color: stroke.color, width: 1, alpha: recedingAlpha, within: box });
    if (!receding) marks.push(endDot(points[0], points[1], stroke.color));
  }
  return marks;
}

/** Dotted line of a run's `other` losses. */
function pairedLine(scene: RunsScene, series: RunSeries): Mark[] {
  if (!showsBothLosses(scene, series)) return [];
  const { box, range, steps, head, palette } = scene;
  const end = hasDiverged(scene, series) ? divergedExit(scene, series).sample : head;
  const points = lossCurve(series.paired!, steps, 0, end, box, range, scene.held.get(series.paired!));
  return [
    {
      kind: 'line',
      ...seriesStroke({ ...series, dash: dotted }, palette, palette.line),
      points,
      within: box,
    },
  ];
}

/** Rings where a rate was changed, each with the new rate above it. */
function rateChangeMarks(scene: RunsScene, series: RunSeries): Mark[] {
  const { box, range, steps, head, palette, wording } = scene;
  const end = hasDiverged(scene, series) ? series.diverged! - 1 : Math.min(head, series.end);
  return series.changes
    .filter(({ step }) => step <= steps[end])
    .flatMap(({ step, text }): Mark[] => {
      // Assumes one sample a step.
      const [x, y] = [box.x(step), box.y(axisPosition(series.values[step], range))];
      const color = palette.labels[series.colour];
      return [
        { kind: 'dot', x, y, r: 4, color: palette.surface, ring: seriesColor(scene, series) },
        { kind: 'words', x: x + 8, y: Math.max(box.top, y - 14), text: wording.changed(text), color },
      ];
    });
}

/**
 * Opacity of a run in a crowd, so that each gets about the same amount of ink: one that jumps up and down for a
 * thousand steps would otherwise paint over all the others.
 */
function inkShare(points: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.abs(points[i] - points[i - 2]) + Math.abs(points[i + 1] - points[i - 1]);
  }
  const across = points.length > 2 ? points[points.length - 2] - points[0] : 0;
  return Math.max(0.4, Math.min(1, (2 * across + 100) / length));
}

/** Dots of the runs at the step shown, and the labels beside them. */
function headMarks(scene: RunsScene, seriesList: readonly RunSeries[], top: number): Mark[] {
  const { box } = scene;
  const dots: Mark[] = [];
  const tags: PointLabel[] = [];
  for (const series of seriesList) {
    const over = hasDiverged(scene, series);
    const at = over ? divergedExit(scene, series) : lossPoint(scene, series.values, scene.head);
    if (over && at.x < headX(scene) - 1) continue;
    if (!over && !isReceding(scene, series) && series.end >= scene.head) {
      dots.push(endDot(at.x, at.y, seriesColor(scene, series)));
    }
    if (!isLabelled(scene, series)) continue;
    const text = over ? scene.wording.diverged(series.label, null) : series.label;
    const bold = isInFront(scene, series) || (scene.ended && series.lowest);
    tags.push({ ...at, text, bold, ...labelColors(scene, series) });
    if (over || !showsBothLosses(scene, series)) continue;
    const name = scene.wording.losses(!scene.showsValidation);
    const place = lossPoint(scene, series.paired!, scene.head);
    tags.push({ ...place, text: name, bold: false, ...labelColors(scene, series) });
  }
  const labels = labelsBeside(tags, top, box.top + box.height);
  return [...dots, ...labels.map((mark) => withinEdge(mark, scene))];
}

/** Label that ends where the drawing does: one that the gutter was not made for, as of a run in a crowd pointed at. */
function withinEdge(mark: Mark, { box, measure }: RunsScene): Mark {
  if (mark.kind !== 'words') return mark;
  return { ...mark, x: Math.min(mark.x, box.edge - measure(mark.text, mark.bold)) };
}

/** Vertical lines through the step pointed at and, when the runs do not end there, the step shown. */
function hairlineMarks(scene: RunsScene): Mark[] {
  const { box, steps, palette } = scene;
  const samples = [scene.cursor?.sample, scene.future ? scene.head : undefined].filter(
    (sample) => sample !== undefined,
  );
  return samples.map((sample) => {
    const x = Math.round(box.x(steps[sample])) + 0.5;
    return { kind: 'line', points: [x, box.top, x, box.top + box.height], color: palette.text, width: 1 };
  });
}
