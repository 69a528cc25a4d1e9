// View of a comparison at one moment, and how each run is drawn in it.
import { leaving } from '../lossPolyline.js';
import { decade, type LossRange } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Measure } from '../scene.js';
import { crowd, type Strand } from '../series.js';

/** Writers of a drawing's numbers and labels, in the page's language. */
export interface Wording {
  value(loss: number): string;
  /** A loss beside its axis. */
  tick(loss: number): string;
  step(step: number): string;
  /** The last step of the axis, with the name of the axis. */
  named(step: number): string;
  diverged(label: string, step: number | null): string;
  changed(rate: string): string;
  /** Name of validation losses, or of training losses. */
  losses(apart: boolean): string;
  /** The name of an axis of rates, with its last label. */
  rate(label: string): string;
  divergesFrom(optimizer: string, rate: number): string;
  more(runs: number): string;
}

export interface View {
  strands: readonly Strand[];
  /** Whether their losses are validation losses; null where no rows are kept apart. */
  apart: boolean | null;
  /** Step of each sample. */
  steps: ArrayLike<number>;
  /** Sample shown, and the last that has been computed. */
  head: number;
  frontier: number;
  /** Last sample there will be, once that is known. */
  last: number | null;
  range: LossRange;
  /** Last step of the axis. */
  span: number;
  /** Whether all has been shown, so that the lowest run may be named. */
  ended: boolean;
  /** Whether samples after the one shown are drawn, faintly. */
  future: boolean;
  /** Sample under the pointer, and the run nearest to it. */
  cursor: { lap: number; strand: Strand | null } | null;
  /** Run whose chip is pointed at. */
  focus: Strand | null;
}

/** A view with the box, palette, words and text measure that it is drawn with. */
export interface Scene extends View {
  box: Box;
  palette: Palette;
  wording: Wording;
  measure: Measure;
  crowded: boolean;
  /** Whether runs are so few that the `other` losses of each are drawn. */
  few: boolean;
}

/** Most runs that are all drawn with their `other` losses; of more, only the one pointed at or the lowest is. */
const fewPairs = 3;

export function sceneOf(
  view: View,
  visible: number,
  on: Pick<Scene, 'box' | 'palette' | 'wording' | 'measure'>,
): Scene {
  return { ...view, ...on, crowded: visible > crowd, few: visible <= fewPairs };
}

export const ink = ({ palette }: Scene, strand: Strand) => palette.series[strand.colour];
/** Colours of a label and of its leader line. */
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
/** Whether a run is labelled: in a crowd those that lead, those that diverged, and the one pointed at. */
export const isNamed = (scene: Scene, strand: Strand) =>
  scene.palette.paper || !recedes(scene, strand) || hasDiverged(scene, strand);

export function exit({ box, range, steps }: Scene, strand: Strand) {
  return leaving(strand.values, steps, strand.diverged!, box, range);
}

/** Whether a run is drawn with its `other` losses. */
export function isPaired(scene: Scene, strand: Strand): boolean {
  if (!strand.other || scene.apart === null) return false;
  const { focus, cursor } = scene;
  if (focus || cursor?.strand) return stands(scene, strand);
  return scene.few || (scene.ended && strand.lowest);
}

/** Point of a loss at a sample, or on the edge that it lies beyond. */
export function spot({ box, range, steps }: Scene, values: ArrayLike<number>, lap: number) {
  const height = box.y(decade(values[lap], range));
  return { x: box.x(steps[lap]), y: Math.min(Math.max(height, box.top), box.top + box.height) };
}
