// Annotations of a loss chart: the losses under the pointer, and sentences on the runs that left it.
import { besides, type Tag } from '../labels.js';
import type { Mark } from '../scene.js';
import type { Strand } from '../series.js';
import { exit, headX, inks, isPaired, type Scene, spot } from './runView.js';

/** Most sentences on top of the curves. */
const mostSentences = 3;
/** Most runs whose losses the cursor labels each; of more, only the nearest. */
const fewValues = 8;

/** Dots and labels of the losses under the pointer. */
export function values(scene: Scene, visible: readonly Strand[]): Mark[] {
  const { box, steps, cursor, palette, wording } = scene;
  if (!cursor) return [];
  const { lap } = cursor;
  const nearest = cursor.strand ? [cursor.strand] : [];
  const told = (visible.length > fewValues ? nearest : visible).filter((strand) => strand.end >= lap);
  const x = box.x(steps[lap]);
  const tag = (strand: Strand, values: ArrayLike<number>, name: string): Tag => {
    const text = name ? `${name}  ${wording.value(values[lap])}` : wording.value(values[lap]);
    return { ...spot(scene, values, lap), text, bold: true, ...inks(scene, strand) };
  };
  const tags = told.flatMap((strand) => [
    tag(strand, strand.values, visible.length > fewValues ? strand.label : ''),
    ...(isPaired(scene, strand) ? [tag(strand, strand.other!, wording.losses(!scene.apart))] : []),
  ]);
  const dots = tags.flatMap(({ y, line }): Mark[] => [
    { kind: 'dot', x, y, r: 5.5, color: palette.surface },
    { kind: 'dot', x, y, r: 4, color: line },
  ]);
  const widest = Math.max(0, ...tags.map(({ text }) => scene.measure(text, true)));
  // At the head the right side is for the names of the runs.
  const flip = x + 12 + widest > box.edge || (lap === scene.head && x - 12 - widest > 0);
  const words = besides(tags, box.top, box.top + box.height);
  return [...dots, ...(flip ? words.map((mark) => mirrored(mark, x)) : words)];
}

/** Label on the other side of its point, where it would run off the plot. */
function mirrored(mark: Mark, x: number): Mark {
  if (mark.kind === 'words') return { ...mark, x: 2 * x - mark.x, align: 'right' };
  if (mark.kind === 'line') return { ...mark, points: mark.points.map((p, i) => (i % 2 ? p : 2 * x - p)) };
  return mark;
}

/** Sentences on the runs that left the picture, beside the last of their ×. */
export function sentencesOf(scene: Scene, over: readonly Strand[]) {
  const { box, steps, palette, wording, measure } = scene;
  const exits = over.map((strand) => ({ strand, at: exit(scene, strand) }));
  const inside = exits.filter(({ at }) => at.x < headX(scene) - 1).sort((a, b) => a.at.x - b.at.x);
  if (inside.length === 0) return { marks: [], bottom: box.top, right: 0 };
  const shown = inside.length > mostSentences ? inside.slice(0, mostSentences - 1) : inside;
  const lines = shown.map(({ strand }) => ({
    text: wording.diverged(strand.label, steps[strand.diverged!]),
    color: palette.labels[strand.colour],
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
