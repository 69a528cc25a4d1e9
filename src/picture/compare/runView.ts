// What is drawn of a comparison at one moment, and how its runs stand to each other then.
import { leaving } from '../lossPolyline.js';
import { decade, type LossRange } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Measure } from '../scene.js';
import { crowd, type Strand } from '../series.js';

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

/** A view, and where and with what it is drawn. */
export interface Scene extends View {
  box: Box;
  palette: Palette;
  wording: Wording;
  measure: Measure;
  crowded: boolean;
  /** So few that the losses on the other rows are drawn for each of them. */
  few: boolean;
}

/** Up to so many runs are drawn with their losses on the other rows too; of more, the one pointed at or the lowest. */
const fewPairs = 3;

export function sceneOf(
  view: View,
  visible: number,
  on: Pick<Scene, 'box' | 'palette' | 'wording' | 'measure'>,
): Scene {
  return { ...view, ...on, crowded: visible > crowd, few: visible <= fewPairs };
}

export const ink = ({ palette }: Scene, strand: Strand) => palette.series[strand.colour];
/** Of a label, and of what leads to it. */
export const inks = (scene: Scene, strand: Strand) => ({
  color: scene.palette.labels[strand.colour],
  line: ink(scene, strand),
});
export const headX = ({ box, steps, head }: Scene) => box.x(steps[head]);
export const hasDiverged = ({ head }: View, strand: Strand) =>
  strand.diverged !== null && head >= strand.diverged;
export const stands = (scene: Scene, strand: Strand) =>
  scene.focus === strand || scene.cursor?.strand === strand;
export const recedes = (scene: Scene, strand: Strand) =>
  scene.crowded && !strand.leads && !stands(scene, strand);
/** In a crowd the names of those that lead, of those that diverged, and of the one pointed at. */
export const isNamed = (scene: Scene, strand: Strand) =>
  scene.palette.paper || !recedes(scene, strand) || hasDiverged(scene, strand);

export function exit({ box, range, steps }: Scene, strand: Strand) {
  return leaving(strand.values, steps, strand.diverged!, box, range);
}

/** Whether a run is drawn with its losses on the other rows. */
export function isPaired(scene: Scene, strand: Strand): boolean {
  if (!strand.other || scene.apart === null) return false;
  const { focus, cursor } = scene;
  if (focus || cursor?.strand) return stands(scene, strand);
  return scene.few || (scene.ended && strand.lowest);
}

/** Where a loss is drawn at a lap, or the edge that it lies beyond. */
export function spot({ box, range, steps }: Scene, values: ArrayLike<number>, lap: number) {
  const height = box.y(decade(values[lap], range));
  return { x: box.x(steps[lap]), y: Math.min(Math.max(height, box.top), box.top + box.height) };
}
