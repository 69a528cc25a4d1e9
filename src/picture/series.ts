import { dashes, dotted, type Palette, seriesCount } from './palette.js';
import type { Line } from './scene.js';

/** One run as it is drawn. */
export interface Strand {
  /** What is written at its end: `sgd 0.1`. */
  label: string;
  optimizer: string;
  /** Runs that differ in nothing but their rate: `sgd momentum 0.9`. */
  family: string;
  /** The rate it ends with; null for an optimizer that has none. */
  rate: number | null;
  /** A loss for each lap; those past `end` repeat the last. */
  values: ArrayLike<number>;
  /** The same on the other rows, where some are kept apart: of training where `values` are of validation. */
  other: ArrayLike<number> | null;
  /** The last lap at which it was still running. */
  end: number;
  /** The lap at which it diverged, where it did. */
  diverged: number | null;
  /** Of its optimizer's runs the one that ends lowest. */
  leads: boolean;
  /** Of all runs the one that ends lowest. */
  lowest: boolean;
  hidden: boolean;
  /** Where its rate was changed, and to what. */
  changes: readonly { step: number; text: string }[];
  /** Which series' colour, and which dash, from 0. */
  colour: number;
  dash: number;
  /** Which marker stands on its path, where it has one. */
  marker?: number;
  /** The point of each lap, coordinates side by side, where they were recorded. */
  points?: ArrayLike<number> | undefined;
}

/** How run `rate` of optimizer `optimizer` is drawn, both counted from 0, and how many there are of each. */
export type Style = (
  optimizer: number,
  rate: number,
  optimizers: number,
  rates: number,
) => Pick<Strand, 'colour' | 'dash' | 'marker'>;

/** From here on only some runs are labelled, and the others recede. */
export const crowd = 12;

/**
 * Several optimizers: the colour is the optimizer's and the dash the rate's, rising from solid. One optimizer: a few
 * rates have a colour each as well.
 */
export const styleOf: Style = (optimizer, rate, optimizers, rates) => {
  const alone = optimizers === 1 && rates <= seriesCount;
  const turns = Math.floor(optimizer / seriesCount);
  return { colour: (alone ? rate : optimizer) % seriesCount, dash: (rate + turns) % dashes.length };
};

/** The stroke of a strand, as the lines of a drawing and the swatches beside it have it. */
export function strokeOf(strand: Strand, palette: Palette, width: number): Omit<Line, 'kind' | 'points'> {
  const round = strand.dash === dotted;
  const color = (strand.lowest && palette.lowest) || palette.series[strand.colour];
  // Dashes are counted in widths of an ordinary run, so that a thick line reads as the same dash.
  const scale = Math.max(1, width / 2);
  return { color, width, round, dash: dashes[strand.dash].map((length) => length * scale) };
}
