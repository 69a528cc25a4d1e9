// View of a comparison at one moment, and how each run is drawn in it.
import { exitPoint } from '../lossPolyline.js';
import { axisPosition, type LossRange } from '../lossRange.js';
import type { Palette } from '../palette.js';
import type { Box, Measure } from '../scene.js';
import { crowdSize, type RunSeries } from '../series.js';

/** Writers of a drawing's numbers and labels, in the page's language. */
export interface ChartWords {
  value(loss: number): string;
  /** A loss beside its axis. */
  tick(loss: number): string;
  step(step: number): string;
  /** The last step of the axis, with the name of the axis. */
  named(step: number): string;
  diverged(label: string, step: number | null): string;
  changed(rate: string): string;
  /** Name of validation losses, or of training losses. */
  losses(validation: boolean): string;
  /** The name of an axis of rates, with its last label. */
  rate(label: string): string;
  divergesFrom(optimizer: string, rate: number): string;
  more(runs: number): string;
}

export interface RunsView {
  seriesList: readonly RunSeries[];
  /** Whether their losses are validation losses; null where no rows are kept apart. */
  showsValidation: boolean | null;
  /** As in `LossHistory`: samples that curves leave out. */
  held: ReadonlyMap<ArrayLike<number>, Uint8Array>;
  /** Step of each sample. */
  steps: ArrayLike<number>;
  /** Sample shown, and the last that has been computed. */
  head: number;
  computed: number;
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
  cursor: { sample: number; series: RunSeries | null } | null;
  /** Run whose chip is pointed at. */
  focus: RunSeries | null;
}

/** A view with the box, palette, words and text measure that it is drawn with. */
export interface RunsScene extends RunsView {
  box: Box;
  palette: Palette;
  wording: ChartWords;
  measure: Measure;
  crowded: boolean;
  /** Whether runs are so few that the `other` losses of each are drawn. */
  few: boolean;
}

/** Most runs that are all drawn with their `other` losses; of more, only the one pointed at or the lowest is. */
const maxPairs = 3;

export function createScene(
  view: RunsView,
  visible: number,
  on: Pick<RunsScene, 'box' | 'palette' | 'wording' | 'measure'>,
): RunsScene {
  return { ...view, ...on, crowded: visible > crowdSize, few: visible <= maxPairs };
}

export const seriesColor = ({ palette }: RunsScene, series: RunSeries) => palette.series[series.colour];
/** Colours of a label and of its leader line. */
export const labelColors = (scene: RunsScene, series: RunSeries) => ({
  color: scene.palette.labels[series.colour],
  line: seriesColor(scene, series),
});
export const headX = ({ box, steps, head }: RunsScene) => box.x(steps[head]);
export const hasDiverged = ({ head }: RunsView, series: RunSeries) =>
  series.diverged !== null && head >= series.diverged;
export const isInFront = (scene: RunsScene, series: RunSeries) =>
  scene.focus === series || scene.cursor?.series === series;
export const isReceding = (scene: RunsScene, series: RunSeries) =>
  scene.crowded && !series.leads && !isInFront(scene, series);
/** Whether a run is labelled: in a crowd those that lead, those that diverged, and the one pointed at. */
export const isLabelled = (scene: RunsScene, series: RunSeries) =>
  scene.palette.paper || !isReceding(scene, series) || hasDiverged(scene, series);

export function divergedExit({ box, range, steps }: RunsScene, series: RunSeries) {
  return exitPoint(series.values, steps, series.diverged!, box, range);
}

/** Whether a run is drawn with its `other` losses. */
export function showsBothLosses(scene: RunsScene, series: RunSeries): boolean {
  if (!series.paired || scene.showsValidation === null) return false;
  const { focus, cursor } = scene;
  if (focus || cursor?.series) return isInFront(scene, series);
  return scene.few || (scene.ended && series.lowest);
}

/** Point of a loss at a sample, or on the edge that it lies beyond. */
export function lossPoint({ box, range, steps }: RunsScene, values: ArrayLike<number>, sample: number) {
  const height = box.y(axisPosition(values[sample], range));
  return { x: box.x(steps[sample]), y: Math.min(Math.max(height, box.top), box.top + box.height) };
}
