import { dashes, dotted, type Palette, seriesCount } from './palette.js';
import type { LineMark } from './scene.js';

/** A run as it is drawn. */
export interface RunSeries {
  /** Label at its end: `sgd 0.1`. */
  label: string;
  optimizer: string;
  /** Name common to runs that differ in nothing but their rate: `sgd momentum 0.9`. */
  family: string;
  /** Its last rate; null for an optimizer that has none. */
  rate: number | null;
  /** Loss of each sample; those past `end` repeat the last. */
  values: ArrayLike<number>;
  /** Validation losses where `values` are training losses, and the reverse; null where no rows are kept apart. */
  paired: ArrayLike<number> | null;
  /** Last sample at which it was still running. */
  end: number;
  /** Sample at which it diverged, where it did. */
  diverged: number | null;
  /** Whether it ends lowest of its optimizer's runs. */
  leads: boolean;
  /** Whether it ends lowest of all runs. */
  lowest: boolean;
  hidden: boolean;
  /** Changes of its rate. */
  changes: readonly { step: number; text: string }[];
  /** Indices of its colour and its dash. */
  colour: number;
  dash: number;
  /** Index of the marker on its path, where it has one. */
  marker?: number;
  /** Point of each sample, coordinates side by side, where they were recorded. */
  points?: ArrayLike<number> | undefined;
}

/**
 * Colour, dash and marker of run `rate` of optimizer `optimizer`, both counted from 0, given how many there are of
 * each.
 */
export type SeriesStyle = (
  optimizer: number,
  rate: number,
  optimizers: number,
  rates: number,
) => Pick<RunSeries, 'colour' | 'dash' | 'marker'>;

/** Number of runs above which only some are labelled, and the others recede. */
export const crowdSize = 12;

/**
 * Default style: the colour is the optimizer's and the dash the rate's, rising from solid; of one optimizer alone, a
 * few rates have a colour each as well.
 */
export const seriesStyle: SeriesStyle = (optimizer, rate, optimizers, rates) => {
  const alone = optimizers === 1 && rates <= seriesCount;
  const turns = Math.floor(optimizer / seriesCount);
  return { colour: (alone ? rate : optimizer) % seriesCount, dash: (rate + turns) % dashes.length };
};

/** Stroke of a series, for its line in a drawing and its swatches beside it. */
export function seriesStroke(
  series: RunSeries,
  palette: Palette,
  width: number,
): Omit<LineMark, 'kind' | 'points'> {
  const round = series.dash === dotted;
  const color = (series.lowest && palette.lowest) || palette.series[series.colour];
  // Dashes are counted in widths of an ordinary run, so that a thick line reads as the same dash.
  const scale = Math.max(1, width / 2);
  return { color, width, round, dash: dashes[series.dash].map((length) => length * scale) };
}
