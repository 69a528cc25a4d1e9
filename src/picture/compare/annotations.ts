// Annotations of a loss chart: the losses under the pointer, and sentences on the runs that left it.
import { labelsBeside, type PointLabel } from '../labels.js';
import type { Mark } from '../scene.js';
import type { RunSeries } from '../series.js';
import { divergedExit, headX, labelColors, lossPoint, type RunsScene, showsBothLosses } from './runView.js';

/** Most sentences on top of the curves. */
const maxSentences = 3;
/** Most runs whose losses the cursor labels each; of more, only the nearest. */
const maxValues = 8;

/** Dots and labels of the losses under the pointer. */
export function cursorValues(scene: RunsScene, visible: readonly RunSeries[]): Mark[] {
  const { box, steps, cursor, palette, wording } = scene;
  if (!cursor) return [];
  const { sample } = cursor;
  const nearest = cursor.series ? [cursor.series] : [];
  const labelled = (visible.length > maxValues ? nearest : visible).filter((series) => series.end >= sample);
  const x = box.x(steps[sample]);
  const valueLabel = (series: RunSeries, values: ArrayLike<number>, name: string): PointLabel => {
    const text = name ? `${name}  ${wording.value(values[sample])}` : wording.value(values[sample]);
    return { ...lossPoint(scene, values, sample), text, bold: true, ...labelColors(scene, series) };
  };
  const tags = labelled.flatMap((series) => [
    valueLabel(series, series.values, visible.length > maxValues ? series.label : ''),
    ...(showsBothLosses(scene, series)
      ? [valueLabel(series, series.paired!, wording.losses(!scene.showsValidation))]
      : []),
  ]);
  const dots = tags.flatMap(({ y, line }): Mark[] => [
    { kind: 'dot', x, y, r: 5.5, color: palette.surface },
    { kind: 'dot', x, y, r: 4, color: line },
  ]);
  const widest = Math.max(0, ...tags.map(({ text }) => scene.measure(text, true)));
  // At the head the right side is for the names of the runs.
  const flip = x + 12 + widest > box.edge || (sample === scene.head && x - 12 - widest > 0);
  const words = labelsBeside(tags, box.top, box.top + box.height);
  return [...dots, ...(flip ? words.map((mark) => mirrorLabel(mark, x)) : words)];
}

/** Label on the other side of its point, where it would run off the plot. */
function mirrorLabel(mark: Mark, x: number): Mark {
  if (mark.kind === 'words') return { ...mark, x: 2 * x - mark.x, align: 'right' };
  if (mark.kind === 'line') return { ...mark, points: mark.points.map((p, i) => (i % 2 ? p : 2 * x - p)) };
  return mark;
}

/** Sentences on the runs that left the picture, beside the last of their ×. */
export function divergenceNotes(scene: RunsScene, over: readonly RunSeries[]) {
  const { box, steps, palette, wording, measure } = scene;
  const exits = over.map((series) => ({ series, at: divergedExit(scene, series) }));
  const inside = exits.filter(({ at }) => at.x < headX(scene) - 1).sort((a, b) => a.at.x - b.at.x);
  if (inside.length === 0) return { marks: [], bottom: box.top, right: 0 };
  const shown = inside.length > maxSentences ? inside.slice(0, maxSentences - 1) : inside;
  const lines = shown.map(({ series }) => ({
    text: wording.diverged(series.label, steps[series.diverged!]),
    color: palette.labels[series.colour],
  }));
  const rest = inside.length - shown.length;
  if (rest > 0) lines.push({ text: wording.more(rest), color: palette.quiet });
  const widest = Math.max(...lines.map(({ text }) => measure(text)));
  const xs = inside.map(({ at }) => at.x);
  const flip = Math.max(...xs) + 12 + widest > box.edge && Math.min(...xs) - 12 - widest > 0;
  const x = flip ? Math.min(...xs) - 12 : Math.max(...xs) + 12;
  const y = Math.min(...inside.map(({ at }) => at.y));
  const marks = lines.map(
    ({ text, color }, i): Mark => ({
      kind: 'words',
      x,
      y: y + i * 16,
      text,
      color,
      align: flip ? 'right' : 'left',
    }),
  );
  return { marks, bottom: y + lines.length * 16, right: flip ? x : x + widest };
}
