// View of a landscape: a function of one or two variables, and the paths of runs on it.

import type { Level, Relief } from '../contours.js';
import { markerCount } from '../markers.js';
import type { Span } from '../panel.js';
import type { Strand, Style } from '../series.js';

/** Series of a run whose points were recorded. */
export interface Walk extends Strand {
  points: ArrayLike<number>;
}

/** Colours of runs: green and purple are for slopes and directions. */
const runColours = [0, 1, 4, 5];

/**
 * Style of a path, always solid. On a map the rates of one optimizer have a colour each; in panels of their own they
 * need none.
 */
export function walkStyle(variables: number, ...[optimizer, rate, optimizers, rates]: Parameters<Style>) {
  const map = variables > 1;
  return {
    colour: runColours[(map && optimizers === 1 ? rate : optimizer) % runColours.length],
    dash: 0,
    marker: map ? (optimizer * rates + rate) % markerCount : 0,
  };
}

/** Writers of a drawing's numbers and labels, in the page's language. */
export interface LandWords {
  /** Number beside an axis. */
  tick(value: number): string;
  /** A slope, a length, a level. */
  value(value: number): string;
  /** A coordinate. */
  place(value: number): string;
  /** Title of a run's panel. */
  title(walk: Walk): string;
  /** Outcome of a run by a sample, above its panel. */
  fate(walk: Walk, head: number): string;
  /** Label at the end of a path. */
  end(walk: Walk, head: number): string;
  start: string;
}

export interface Ground {
  variables: readonly string[];
  value(point: readonly number[]): number;
  /** Values at many points: coordinate i of point p at [i·count + p]. */
  values(points: Float64Array, count: number): Float64Array;
  /** ∇f, and its Euclidean norm. */
  slopes(point: readonly number[]): readonly number[];
  steep(point: readonly number[]): number;
  /** Directional derivative ∇f·d, the direction in degrees from the first axis towards the second. */
  along(point: readonly number[], degrees: number): number;
}

export interface LandView {
  ground: Ground;
  /** A span for each variable. */
  domain: readonly Span[];
  walks: readonly Walk[];
  start: readonly number[] | null;
  /** Sample shown. */
  head: number;
  /** Whether samples after it are drawn, faintly. */
  future: boolean;
  narrow: boolean;
  words: LandWords;
}

/** Handles of a map. */
export type Held = 'point' | 'start' | 'direction';

export interface MapView extends LandView {
  relief: Relief;
  /** Point where the gradient is taken. */
  at: readonly number[];
  /** Level curve through it. */
  level: Level;
  /** Direction d, in degrees from the first axis towards the second. */
  direction: number;
  /** Handle that is being dragged. */
  held: Held | null;
}

/** Sample of a run that is shown: after its end, its last. */
export const lapOf = ({ end }: Walk, head: number) => Math.min(head, end);

export const hasDiverged = ({ diverged }: Walk, head: number) => diverged !== null && head >= diverged;

/** Spans as long as the longer one, around their own middles: equal units, so that a right angle looks like one. */
export function squared([across, up]: readonly Span[]): [Span, Span] {
  const length = Math.max(across.to - across.from, up.to - up.from);
  const grown = ({ from, to }: Span): Span => {
    const middle = (from + to) / 2;
    return { from: middle - length / 2, to: middle + length / 2 };
  };
  return [grown(across), grown(up)];
}

/** Default domain: the start, and the points of the runs that did not diverge, with some room. */
export function around(start: readonly number[] | null, walks: readonly Walk[], variables: number): Span[] {
  const found = walks.some(({ diverged }) => diverged === null);
  const pad = variables === 1 ? 0.25 : 0.3;
  return Array.from({ length: variables }, (_, i) => {
    const at = start?.[i] ?? 0;
    let [from, to] = [at, at];
    for (const { points, end, diverged } of walks) {
      if (found && diverged !== null) continue;
      for (let lap = 0; lap <= (found ? end : Math.min(1, end)); lap++) {
        const here = points[lap * variables + i];
        if (!Number.isFinite(here)) continue;
        [from, to] = [Math.min(from, here), Math.max(to, here)];
      }
    }
    const room = Math.max((to - from) * pad, to > from ? 0 : Math.max(1, Math.abs(from) / 2));
    return { from: from - room, to: to + room };
  });
}
