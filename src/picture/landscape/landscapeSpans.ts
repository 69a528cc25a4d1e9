// Spans that a landscape is drawn over.

import { drawableSpan, type Span } from '../panel.js';
import { lastHeldSample } from './climb.js';
import type { LandscapeView, RunPath } from './landscapeView.js';

/** Least length of a span as a share of the longer one. */
const leastShare = 0.25;

/**
 * Spans of a map, which has equal units, so that a right angle looks like one: with `square` both as long as the
 * longer, else the shorter only so long that it can be seen, around their own middles.
 */
export function mapSpans([across, up]: readonly Span[], square: boolean): [Span, Span] {
  const longest = Math.max(across.to - across.from, up.to - up.from);
  const growSpan = ({ from, to }: Span): Span => {
    const middle = from / 2 + to / 2;
    const length = Math.max(to - from, longest * (square ? 1 : leastShare));
    return length === to - from ? { from, to } : { from: middle - length / 2, to: middle + length / 2 };
  };
  return [growSpan(across), growSpan(up)];
}

/**
 * Default domain: the start, the nearest minimum, and the points of the runs that did not diverge, with some room; of
 * one variable the other side of the valley too, where the function is finite there. Where all runs diverge, a map has
 * their first bounces.
 */
export function domainAround({
  field,
  start,
  minimum,
  paths,
}: Pick<LandscapeView, 'field' | 'start' | 'paths'> & { minimum: readonly number[] | null }): Span[] {
  const variables = field.variables.length;
  const pad = variables === 1 ? 0.25 : 0.3;
  const places: (readonly number[])[] = [start ?? minimum ?? field.variables.map(() => 0)];
  if (minimum) places.push(minimum);
  if (minimum && start && variables === 1) {
    const opposite = [2 * minimum[0] - start[0]];
    if (Number.isFinite(field.value(opposite))) places.push(opposite);
  }
  const found = paths.filter(({ diverged }) => diverged === null);
  for (const path of found) places.push(...pathPoints(path, path.end, variables));
  if (found.length === 0 && variables > 1)
    for (const path of paths) places.push(...pathPoints(path, lastHeldSample(path, variables), variables));
  return field.variables.map((_, i) => {
    const along = places.map((place) => place[i]).filter(Number.isFinite);
    const [from, to] = along.reduce(
      ([low, high], x) => [Math.min(low, x), Math.max(high, x)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    const alone = Math.max(start ? 1 : 2, Math.abs(from) / 2);
    const room = Math.max((to - from) * pad, to > from ? 0 : alone);
    return drawableSpan({ from: from - room, to: to + room });
  });
}

const pathPoints = ({ points }: RunPath, last: number, variables: number): number[][] =>
  Array.from({ length: last + 1 }, (_, sample) =>
    Array.from({ length: variables }, (_, i) => points[sample * variables + i]),
  );

/** The place on a map where the gradient is drawn unless another is asked for: one beside the middle. */
export const besideMiddle = ([across, up]: readonly [Span, Span]): number[] => [
  roundedWithin(across, 0.36),
  roundedWithin(up, 0.66),
];

/** A number with few digits at a share of a span. */
function roundedWithin({ from, to }: Span, share: number): number {
  const exponent = Number((to - from).toExponential().split('e')[1]);
  const digits = Math.max(0, Math.min(15, 1 - exponent));
  return Number((from + share * (to - from)).toFixed(digits));
}
