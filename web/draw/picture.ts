// The runs of a comparison at one moment, as marks.
import { curve, leaving } from './curve.js';
import { besides, endDot, type Tag } from './labels.js';
import { dotted, type Palette } from './palette.js';
import { decade, type LossRange } from './range.js';
import type { Box, Mark, Measure } from './scene.js';
import { crowd, type Strand, strokeOf } from './strand.js';

/** The numbers and words of a drawing, in the page's language. */
export interface Wording {
  value(loss: number): string;
  /** A loss beside its axis. */
  tick(loss: number): string;
  step(step: number): string;
  /** The last step of the axis, with the name of the axis. */
  named(step: number): string;
  diverged(label: string, step: number | null): string;
  changed(rate: string): string;
  /** Losses on the rows kept apart, or on those that are learned from. */
  losses(apart: boolean): string;
  /** The name of an axis of rates, with its last label. */
  rate(label: string): string;
  divergesFrom(optimizer: string, rate: number): string;
  more(runs: number): string;
}

export interface View {
  strands: readonly Strand[];
  /** Whether their losses are those on the rows kept apart; null where none are. */
  apart: boolean | null;
  /** The step of each lap. */
  steps: ArrayLike<number>;
  /** The lap shown, and the last that has been computed. */
  head: number;
  frontier: number;
  /** The last lap there will be, once that is known. */
  last: number | null;
  range: LossRange;
  /** The last step of the axis. */
  span: number;
  /** All has been shown: the lowest run may be named. */
  ended: boolean;
  /** Whether what lies ahead of the head is drawn, faintly. */
  future: boolean;
  /** The lap under the pointer, and the run nearest to it. */
  cursor: { lap: number; strand: Strand | null } | null;
  /** The run whose chip is pointed at. */
  focus: Strand | null;
}

interface Scene extends View {
  box: Box;
  palette: Palette;
  wording: Wording;
  measure: Measure;
  crowded: boolean;
  /** So few that the losses on the other rows are drawn for each of them. */
  few: boolean;
}

const faint = 0.45;
/** More sentences than this would be a paragraph on top of the curves. */
const mostSentences = 3;
/** With more runs than this the cursor tells the value of the nearest only. */
const fewValues = 8;
/** Up to so many runs are drawn with their losses on the other rows too; of more, the one pointed at or the lowest. */
const fewPairs = 3;

export function picture(view: View, box: Box, palette: Palette, wording: Wording, measure: Measure): Mark[] {
  const visible = view.strands.filter((strand) => !strand.hidden);
  const scene: Scene = {
    ...view,
    box,
    palette,
    wording,
    measure,
    crowded: visible.length > crowd,
    few: visible.length <= fewPairs,
  };
  const order = [...visible].sort((a, b) => rank(scene, a) - rank(scene, b));
  const over = order.filter((strand) => hasDiverged(scene, strand));
  const { marks: sentences, bottom, right } = sentencesOf(scene, over);
  return [
    ...hairline(scene),
    ...order.flatMap((strand) => [...others(scene, strand), ...strokes(scene, strand)]),
    ...over.map(
      (strand): Mark => ({ kind: 'cross', ...exit(scene, strand), size: 8, color: ink(scene, strand) }),
    ),
    ...order.flatMap((strand) => changes(scene, strand)),
    ...heads(scene, order, headX(scene) < right ? bottom : box.top),
    ...sentences,
    ...values(scene, visible),
  ];
}

const ink = ({ palette }: Scene, strand: Strand) => palette.series[strand.colour];
/** Of a label, and of what leads to it. */
const inks = (scene: Scene, strand: Strand) => ({
  color: scene.palette.labels[strand.colour],
  line: ink(scene, strand),
});
const headX = ({ box, steps, head }: Scene) => box.x(steps[head]);
const hasDiverged = ({ head }: View, strand: Strand) => strand.diverged !== null && head >= strand.diverged;
const stands = (scene: Scene, strand: Strand) => scene.focus === strand || scene.cursor?.strand === strand;
const recedes = (scene: Scene, strand: Strand) => scene.crowded && !strand.leads && !stands(scene, strand);
/** In a crowd the names of those that lead, of those that diverged, and of the one pointed at. */
const isNamed = (scene: Scene, strand: Strand) =>
  scene.palette.paper || !recedes(scene, strand) || hasDiverged(scene, strand);

/** What is drawn later lies on top. */
const rank = (scene: Scene, strand: Strand) =>
  stands(scene, strand) ? 3 : strand.lowest ? 2 : recedes(scene, strand) ? 0 : 1;

function exit({ box, range, steps }: Scene, strand: Strand) {
  return leaving(strand.values, steps, strand.diverged!, box, range);
}

function strokes(scene: Scene, strand: Strand): Mark[] {
  const { box, range, steps, head, palette } = scene;
  const receding = recedes(scene, strand);
  const width = (scene.ended && strand.lowest) || stands(scene, strand) ? 2.5 : receding ? 1 : palette.line;
  const stroke = strokeOf(strand, palette, width);
  const gone = hasDiverged(scene, strand);
  const end = gone ? exit(scene, strand).lap : Math.min(head, strand.end);
  const line = (from: number, to: number) => curve(strand.values, steps, from, to, box, range);
  const marks: Mark[] = [];
  if (scene.future && strand.end > end && !gone) {
    marks.push({
      kind: 'line',
      ...stroke,
      points: line(end, strand.end),
      width: 1,
      dash: [],
      alpha: 0.3,
      within: box,
    });
  }
  const past = line(0, end);
  marks.push({
    kind: 'line',
    ...stroke,
    points: past,
    alpha: receding ? faint * lightness(past) : 1,
    within: box,
  });
  if (!gone && strand.end < head) {
    const points = line(strand.end, head);
    marks.push({ kind: 'line', points, color: stroke.color, width: 1, alpha: faint, within: box });
    if (!receding) marks.push(endDot(points[0], points[1], stroke.color));
  }
  return marks;
}

/** Whether a run is drawn with its losses on the other rows. */
function isPaired(scene: Scene, strand: Strand): boolean {
  if (!strand.other || scene.apart === null) return false;
  const { focus, cursor } = scene;
  if (focus || cursor?.strand) return stands(scene, strand);
  return scene.few || (scene.ended && strand.lowest);
}

/** The losses on the other rows, dotted. */
function others(scene: Scene, strand: Strand): Mark[] {
  if (!isPaired(scene, strand)) return [];
  const { box, range, steps, head, palette } = scene;
  const end = hasDiverged(scene, strand) ? exit(scene, strand).lap : head;
  const points = curve(strand.other!, steps, 0, end, box, range);
  return [
    { kind: 'line', ...strokeOf({ ...strand, dash: dotted }, palette, palette.line), points, within: box },
  ];
}

/** A ring where a rate was changed, with the new one above it. */
function changes(scene: Scene, strand: Strand): Mark[] {
  const { box, range, steps, head, palette, wording } = scene;
  const end = hasDiverged(scene, strand) ? strand.diverged! - 1 : Math.min(head, strand.end);
  return strand.changes
    .filter(({ step }) => step <= steps[end])
    .flatMap(({ step, text }): Mark[] => {
      // A lap is a step: nothing else is compared yet.
      const [x, y] = [box.x(step), box.y(decade(strand.values[step], range))];
      const color = palette.labels[strand.colour];
      return [
        { kind: 'dot', x, y, r: 4, color: palette.surface, ring: ink(scene, strand) },
        { kind: 'words', x: x + 8, y: Math.max(box.top, y - 14), text: wording.changed(text), color },
      ];
    });
}

/**
 * In a crowd each run gets about the same amount of ink: one that jumps up and down for a thousand steps would
 * otherwise paint over all the others.
 */
function lightness(points: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.abs(points[i] - points[i - 2]) + Math.abs(points[i + 1] - points[i - 1]);
  }
  const across = points.length > 2 ? points[points.length - 2] - points[0] : 0;
  return Math.max(0.4, Math.min(1, (2 * across + 100) / length));
}

/** The dots where the runs are now, and the labels beside them. */
function heads(scene: Scene, strands: readonly Strand[], top: number): Mark[] {
  const { box } = scene;
  const dots: Mark[] = [];
  const tags: Tag[] = [];
  for (const strand of strands) {
    const over = hasDiverged(scene, strand);
    const at = over ? exit(scene, strand) : spot(scene, strand.values, scene.head);
    if (over && at.x < headX(scene) - 1) continue;
    if (!over && !recedes(scene, strand) && strand.end >= scene.head) {
      dots.push(endDot(at.x, at.y, ink(scene, strand)));
    }
    if (!isNamed(scene, strand)) continue;
    const text = over ? scene.wording.diverged(strand.label, null) : strand.label;
    const bold = stands(scene, strand) || (scene.ended && strand.lowest);
    tags.push({ ...at, text, bold, ...inks(scene, strand) });
    if (over || !isPaired(scene, strand)) continue;
    const name = scene.wording.losses(!scene.apart);
    const place = spot(scene, strand.other!, scene.head);
    tags.push({ ...place, text: name, bold: false, ...inks(scene, strand) });
  }
  return [...dots, ...besides(tags, top, box.top + box.height)];
}

/** Where a loss is drawn at a lap, or the edge that it lies beyond. */
function spot({ box, range, steps }: Scene, values: ArrayLike<number>, lap: number) {
  const height = box.y(decade(values[lap], range));
  return { x: box.x(steps[lap]), y: Math.min(Math.max(height, box.top), box.top + box.height) };
}

/** What became of the runs that left the picture, beside the last × of them. */
function sentencesOf(scene: Scene, over: readonly Strand[]) {
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

/** The line through the step shown, when that is not where the runs end, and through the one pointed at. */
function hairline(scene: Scene): Mark[] {
  const { box, steps, palette } = scene;
  const laps = [scene.cursor?.lap, scene.future ? scene.head : undefined].filter((lap) => lap !== undefined);
  return laps.map((lap) => {
    const x = Math.round(box.x(steps[lap])) + 0.5;
    return { kind: 'line', points: [x, box.top, x, box.top + box.height], color: palette.text, width: 1 };
  });
}

/** The losses under the pointer. */
function values(scene: Scene, visible: readonly Strand[]): Mark[] {
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
  // At the head the names of the runs have the right side.
  const flip = x + 12 + widest > box.edge || (lap === scene.head && x - 12 - widest > 0);
  const words = besides(tags, box.top, box.top + box.height);
  return [...dots, ...(flip ? words.map((mark) => mirrored(mark, x)) : words)];
}

/** A label on the other side of its point, where it would run off the plot. */
function mirrored(mark: Mark, x: number): Mark {
  if (mark.kind === 'words') return { ...mark, x: 2 * x - mark.x, align: 'right' };
  if (mark.kind === 'line') return { ...mark, points: mark.points.map((p, i) => (i % 2 ? p : 2 * x - p)) };
  return mark;
}
