import { decade, type LossRange } from './lossRange.js';
import type { Box } from './scene.js';

/** Points of a curve computed so far, from its first sample on: a run that plays only grows. */
interface Grown {
  /** Key of the box and range that the points are for. */
  frame: string;
  points: number[];
  /** First sample of the pixel column that its last one is in, and where that sample begins in `points`. */
  lap: number;
  length: number;
}

const grown = new WeakMap<ArrayLike<number>, Grown>();

/**
 * Points of a curve from sample `from` to sample `to`, by M4 aggregation: of several samples in one pixel column, the
 * first, lowest, highest and last stand for all, so that nothing visible is left out.
 */
export function curve(
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  from: number,
  to: number,
  box: Box,
  range: LossRange,
): number[] {
  const { left, top, width, height } = box;
  const { low, high, zero, linear } = range;
  const frame = [left, top, width, height, box.x(1), low, high, zero, linear].join();
  const kept = from === 0 ? grown.get(values) : undefined;
  const same = kept?.frame === frame && kept.lap <= to;
  const all: Grown = same ? kept : { frame, points: [], lap: from, length: 0 };
  if (from === 0) grown.set(values, all);
  grow(all, values, steps, to, box, range);
  return all.points;
}

function grow(
  all: Grown,
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  to: number,
  box: Box,
  range: LossRange,
): void {
  const { points } = all;
  points.length = all.length;
  const y = (lap: number) => box.y(decade(values[lap], range));
  for (let lap = all.lap; lap <= to; ) {
    [all.lap, all.length] = [lap, points.length];
    const column = Math.floor(box.x(steps[lap]));
    let next = lap + 1;
    let top = y(lap);
    let bottom = top;
    points.push(box.x(steps[lap]), top);
    while (next <= to && Math.floor(box.x(steps[next])) === column) {
      const here = y(next++);
      if (here < top) top = here;
      if (here > bottom) bottom = here;
    }
    if (next > lap + 2 && bottom - top > 0.5) points.push(column + 0.5, top, column + 0.5, bottom);
    if (next > lap + 1) points.push(box.x(steps[next - 1]), y(next - 1));
    lap = next;
  }
}

/** Exit of a diverged run from the picture: the sample from which it stays above the range, and the point for its ×. */
export function leaving(
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  at: number,
  box: Box,
  range: LossRange,
): { lap: number; x: number; y: number } {
  const height = (lap: number) => decade(values[lap], range);
  let lap = at;
  while (lap > 0 && height(lap - 1) > range.high) lap--;
  const there = height(lap);
  if (there <= range.high) return { lap, x: box.x(steps[lap]), y: box.y(there) };
  const before = lap > 0 ? height(lap - 1) : there;
  const share = lap > 0 ? (range.high - before) / (there - before) : 1;
  const step = lap > 0 ? steps[lap - 1] + share * (steps[lap] - steps[lap - 1]) : steps[0];
  return { lap, x: box.x(step), y: box.y(range.high) };
}
