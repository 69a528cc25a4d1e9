// View of a landscape: a function of one or two variables, and the paths of runs on it.

import type { ContourLevel, FieldGrid } from '../contours.js';
import { markerCount } from '../markers.js';
import type { Span } from '../panel.js';
import type { RunSeries, SeriesStyle } from '../series.js';

/** Series of a run whose points were recorded. */
export interface RunPath extends RunSeries {
  points: ArrayLike<number>;
}

/** Colours of runs: green and purple are for slopes and directions. */
const runColours = [0, 1, 4, 5];

/**
 * Style of a path, always solid. On a map the rates of one optimizer have a colour each; in panels of their own they
 * need none.
 */
export function pathStyle(
  variables: number,
  ...[optimizer, rate, optimizers, rates]: Parameters<SeriesStyle>
) {
  const map = variables > 1;
  return {
    colour: runColours[(map && optimizers === 1 ? rate : optimizer) % runColours.length],
    dash: 0,
    marker: map ? (optimizer * rates + rate) % markerCount : 0,
  };
}

/** Writers of a drawing's numbers and labels, in the page's language. */
export interface LandscapeWords {
  /** Number beside an axis. */
  tick(value: number): string;
  /** A slope, a length, a level. */
  value(value: number): string;
  /** A coordinate. */
  coordinate(value: number): string;
  /** Title of a run's panel. */
  title(path: RunPath): string;
  /** Outcome of a run by a sample, above its panel: the longest first that may fit. */
  outcome(path: RunPath, head: number): readonly string[];
  /** Label at the end of a path. */
  end(path: RunPath, head: number): string;
  /** The slope along a direction in degrees. */
  slope(rate: number, degrees: number): string;
  start: string;
  /** Name of the frame of the other panels. */
  others: string;
}

export interface ScalarField {
  variables: readonly string[];
  value(point: readonly number[]): number;
  /** Values at many points: coordinate i of point p at [i·count + p]. */
  values(points: Float64Array, count: number): Float64Array;
  /** ∇f, and its Euclidean norm. */
  gradient(point: readonly number[]): readonly number[];
  gradientNorm(point: readonly number[]): number;
  /** Directional derivative ∇f·d, the direction in degrees from the first axis towards the second. */
  directional(point: readonly number[], degrees: number): number;
}

export interface LandscapeView {
  field: ScalarField;
  /** A span for each variable. */
  domain: readonly Span[];
  /** Whether it was asked for, so that nothing is drawn beyond it. */
  fixed: boolean;
  /** Vertical span asked for, of one variable. */
  heights: Span | null;
  paths: readonly RunPath[];
  start: readonly number[] | null;
  /** Sample shown. */
  head: number;
  /** Whether samples after it are drawn, faintly. */
  future: boolean;
  narrowWidth: boolean;
  words: LandscapeWords;
}

/** Handles of a map. */
export type MapHandle = 'point' | 'start' | 'direction';

export interface LandscapeMapView extends LandscapeView {
  grid: FieldGrid;
  /** Point where the gradient is taken. */
  at: readonly number[];
  /** Level curve through it. */
  contour: ContourLevel;
  /** Direction d, in degrees from the first axis towards the second. */
  direction: number;
  /** Handle that is being dragged. */
  handle: MapHandle | null;
}

/** Sample of a run that is shown: after its end, its last. */
export const shownSample = ({ end }: RunPath, head: number) => Math.min(head, end);

export const hasPathDiverged = ({ diverged }: RunPath, head: number) => diverged !== null && head >= diverged;
