// What a landscape is drawn from: a function of one or two variables, and the runs that walk on it.

import type { Level, Relief } from '../contours.js';
import { markerCount } from '../markers.js';
import type { Span } from '../panel.js';
import type { Strand, Style } from '../series.js';

/** A run of which it is known where it went. */
export interface Walk extends Strand {
  points: ArrayLike<number>;
}

/** Green and purple are for slopes and directions. */
const runColours = [0, 1, 4, 5];

/** Paths are solid. On a map the rates of one optimizer have a colour each; in panels of their own they need none. */
export function walkStyle(variables: number, ...[optimizer, rate, optimizers, rates]: Parameters<Style>) {
  const map = variables > 1;
  return {
    colour: runColours[(map && optimizers === 1 ? rate : optimizer) % runColours.length],
    dash: 0,
    marker: map ? (optimizer * rates + rate) % markerCount : 0,
  };
}

/** The numbers and words of a drawing, in the page's language. */
export interface LandWords {
  /** Beside an axis. */
  tick(value: number): string;
  /** A slope, a length, a level. */
  value(value: number): string;
  /** A coordinate. */
  place(value: number): string;
  /** What a run's panel is called. */
  title(walk: Walk): string;
  /** What has become of a run by a lap, above its panel. */
  fate(walk: Walk, head: number): string;
  /** The label at the end of a path. */
  end(walk: Walk, head: number): string;
  start: string;
}

export interface Ground {
  variables: readonly string[];
  value(point: readonly number[]): number;
  /** At many points: coordinate i of point p at [i·count + p]. */
  values(points: Float64Array, count: number): Float64Array;
  /** ∇f, and how long it is. */
  slopes(point: readonly number[]): readonly number[];
  steep(point: readonly number[]): number;
  /** ∇f·d for the direction so many degrees from the first axis towards the second. */
  along(point: readonly number[], degrees: number): number;
}

export interface LandView {
  ground: Ground;
  /** One for each variable. */
  domain: readonly Span[];
  walks: readonly Walk[];
  start: readonly number[] | null;
  /** The lap shown. */
  head: number;
  /** Whether what lies ahead of it is drawn, faintly. */
  future: boolean;
  narrow: boolean;
  words: LandWords;
}

/** The handles of a map. */
export type Held = 'point' | 'start' | 'direction';

export interface MapView extends LandView {
  relief: Relief;
  /** Where the gradient is taken. */
  at: readonly number[];
  /** The level curve through it. */
  level: Level;
  /** The direction d, in degrees from the first axis towards the second. */
  direction: number;
  /** The handle that the reader has hold of. */
  held: Held | null;
}

/** A walk's lap shown at a moment: it stays where it ended. */
export const lapOf = ({ end }: Walk, head: number) => Math.min(head, end);

export const hasDiverged = ({ diverged }: Walk, head: number) => diverged !== null && head >= diverged;

/** Both spans as long as the longer one, around their own middles: equal units, so that a right angle looks like one. */
export function squared([across, up]: readonly Span[]): [Span, Span] {
  const length = Math.max(across.to - across.from, up.to - up.from);
  const grown = ({ from, to }: Span): Span => {
    const middle = (from + to) / 2;
    return { from: middle - length / 2, to: middle + length / 2 };
  };
  return [grown(across), grown(up)];
}

/** What is worth looking at where nobody said it: the start, and where the runs that did not diverge went. */
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
