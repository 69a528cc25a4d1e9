import { decade, type LossRange } from './range.js';
import type { Box } from './scene.js';

/**
 * The points of a curve from lap `from` to lap `to`. Where several laps fall on one column of pixels, their first,
 * lowest, highest and last losses stand for them all: nothing that could be seen is left out.
 */
export function curve(
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  from: number,
  to: number,
  box: Box,
  range: LossRange,
): number[] {
  const points: number[] = [];
  const y = (lap: number) => box.y(decade(values[lap], range));
  const perColumn = (to - from) / Math.max(1, box.x(steps[to]) - box.x(steps[from]));
  if (!(perColumn > 2)) {
    for (let lap = from; lap <= to; lap++) points.push(box.x(steps[lap]), y(lap));
    return points;
  }
  for (let lap = from; lap <= to; ) {
    const column = Math.floor(box.x(steps[lap]));
    let next = lap + 1;
    let top = y(lap);
    let bottom = top;
    while (next <= to && Math.floor(box.x(steps[next])) === column) {
      const here = y(next++);
      if (here < top) top = here;
      if (here > bottom) bottom = here;
    }
    points.push(box.x(steps[lap]), y(lap));
    if (bottom - top > 0.5) points.push(column + 0.5, top, column + 0.5, bottom);
    points.push(box.x(steps[next - 1]), y(next - 1));
    lap = next;
  }
  return points;
}

/** Where a diverged run leaves the picture for good: the last lap of its climb, and the point to put its × at. */
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
