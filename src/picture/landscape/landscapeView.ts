// View of a landscape: a function of one or two variables, and the paths of runs on it.

import type { ContourLevel, FieldGrid } from '../contours.js';
import { markerCount } from '../markers.js';
import { drawableSpan, type Span } from '../panel.js';
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
  /** Outcome of a run by a sample, above its panel. */
  outcome(path: RunPath, head: number): string;
  /** Label at the end of a path. */
  end(path: RunPath, head: number): string;
  start: string;
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

/** Spans as long as the longer one, around their own middles: equal units, so that a right angle looks like one. */
export function equalizeSpans([across, up]: readonly Span[]): [Span, Span] {
  const length = Math.max(across.to - across.from, up.to - up.from);
  const growSpan = ({ from, to }: Span): Span => {
    const middle = from / 2 + to / 2;
    return { from: middle - length / 2, to: middle + length / 2 };
  };
  return [growSpan(across), growSpan(up)];
}

/** Default domain: the start, and the points of the runs that did not diverge, with some room. */
export function domainAround(
  start: readonly number[] | null,
  paths: readonly RunPath[],
  variables: number,
): Span[] {
  const found = paths.some(({ diverged }) => diverged === null);
  const pad = variables === 1 ? 0.25 : 0.3;
  return Array.from({ length: variables }, (_, i) => {
    const at = start?.[i] ?? 0;
    let [from, to] = [at, at];
    for (const { points, end, diverged } of paths) {
      if (found && diverged !== null) continue;
      for (let sample = 0; sample <= (found ? end : Math.min(1, end)); sample++) {
        const here = points[sample * variables + i];
        if (!Number.isFinite(here)) continue;
        [from, to] = [Math.min(from, here), Math.max(to, here)];
      }
    }
    const room = Math.max((to - from) * pad, to > from ? 0 : Math.max(1, Math.abs(from) / 2));
    return drawableSpan({ from: from - room, to: to + room });
  });
}
