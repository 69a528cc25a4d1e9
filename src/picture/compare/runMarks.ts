// Marks of a comparison's runs at one moment.

import { besides, endDot, type Tag } from '../labels.js';
import { curve } from '../lossPolyline.js';
import { decade } from '../lossRange.js';
import { dotted, type Palette } from '../palette.js';
import type { Box, Mark, Measure } from '../scene.js';
import { type Strand, strokeOf } from '../series.js';
import { sentencesOf, values } from './annotations.js';
import {
  exit,
  hasDiverged,
  headX,
  ink,
  inks,
  isNamed,
  isPaired,
  recedes,
  type Scene,
  sceneOf,
  spot,
  stands,
  type View,
  type Wording,
} from './runView.js';

const faint = 0.45;

export function picture(view: View, box: Box, palette: Palette, wording: Wording, measure: Measure): Mark[] {
  const visible = view.strands.filter((strand) => !strand.hidden);
  const scene = sceneOf(view, visible.length, { box, palette, wording, measure });
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

/** Drawing order: what comes later lies on top. */
const rank = (scene: Scene, strand: Strand) =>
  stands(scene, strand) ? 3 : strand.lowest ? 2 : recedes(scene, strand) ? 0 : 1;

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

/** Dotted line of a run's `other` losses. */
function others(scene: Scene, strand: Strand): Mark[] {
  if (!isPaired(scene, strand)) return [];
  const { box, range, steps, head, palette } = scene;
  const end = hasDiverged(scene, strand) ? exit(scene, strand).lap : head;
  const points = curve(strand.other!, steps, 0, end, box, range);
  return [
    { kind: 'line', ...strokeOf({ ...strand, dash: dotted }, palette, palette.line), points, within: box },
  ];
}

/** Rings where a rate was changed, each with the new rate above it. */
function changes(scene: Scene, strand: Strand): Mark[] {
  const { box, range, steps, head, palette, wording } = scene;
  const end = hasDiverged(scene, strand) ? strand.diverged! - 1 : Math.min(head, strand.end);
  return strand.changes
    .filter(({ step }) => step <= steps[end])
    .flatMap(({ step, text }): Mark[] => {
      // Assumes one sample a step.
      const [x, y] = [box.x(step), box.y(decade(strand.values[step], range))];
      const color = palette.labels[strand.colour];
      return [
        { kind: 'dot', x, y, r: 4, color: palette.surface, ring: ink(scene, strand) },
        { kind: 'words', x: x + 8, y: Math.max(box.top, y - 14), text: wording.changed(text), color },
      ];
    });
}

/**
 * Opacity of a run in a crowd, so that each gets about the same amount of ink: one that jumps up and down for a
 * thousand steps would otherwise paint over all the others.
 */
function lightness(points: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.abs(points[i] - points[i - 2]) + Math.abs(points[i + 1] - points[i - 1]);
  }
  const across = points.length > 2 ? points[points.length - 2] - points[0] : 0;
  return Math.max(0.4, Math.min(1, (2 * across + 100) / length));
}

/** Dots of the runs at the step shown, and the labels beside them. */
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

/** Vertical lines through the step pointed at and, when the runs do not end there, the step shown. */
function hairline(scene: Scene): Mark[] {
  const { box, steps, palette } = scene;
  const laps = [scene.cursor?.lap, scene.future ? scene.head : undefined].filter((lap) => lap !== undefined);
  return laps.map((lap) => {
    const x = Math.round(box.x(steps[lap])) + 0.5;
    return { kind: 'line', points: [x, box.top, x, box.top + box.height], color: palette.text, width: 1 };
  });
}
