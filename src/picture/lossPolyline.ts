import { axisPosition, type LossRange } from './lossRange.js';
import type { Box } from './scene.js';

/** Points of a curve computed so far, from its first sample on: a run that plays only grows. */
interface GrowingCurve {
  /** Key of the box and range that the points are for. */
  frame: string;
  points: number[];
  /** First sample of the pixel column that its last one is in, and where that sample begins in `points`. */
  sample: number;
  length: number;
}

const growingCurves = new WeakMap<ArrayLike<number>, GrowingCurve>();

/**
 * Points of a curve from sample `from` to sample `to`, by M4 aggregation: of several samples in one pixel column, the
 * first, lowest, highest and last stand for all, so that nothing visible is left out.
 */
export function lossCurve(
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
  const kept = from === 0 ? growingCurves.get(values) : undefined;
  const same = kept?.frame === frame && kept.sample <= to;
  const all: GrowingCurve = same ? kept : { frame, points: [], sample: from, length: 0 };
  if (from === 0) growingCurves.set(values, all);
  extendCurve(all, values, steps, to, box, range);
  return all.points;
}

function extendCurve(
  all: GrowingCurve,
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  to: number,
  box: Box,
  range: LossRange,
): void {
  const { points } = all;
  points.length = all.length;
  const lossY = (sample: number) => box.y(axisPosition(values[sample], range));
  for (let sample = all.sample; sample <= to; ) {
    [all.sample, all.length] = [sample, points.length];
    const column = Math.floor(box.x(steps[sample]));
    let next = sample + 1;
    let top = lossY(sample);
    let bottom = top;
    points.push(box.x(steps[sample]), top);
    while (next <= to && Math.floor(box.x(steps[next])) === column) {
      const here = lossY(next++);
      if (here < top) top = here;
      if (here > bottom) bottom = here;
    }
    if (next > sample + 2 && bottom - top > 0.5) points.push(column + 0.5, top, column + 0.5, bottom);
    if (next > sample + 1) points.push(box.x(steps[next - 1]), lossY(next - 1));
    sample = next;
  }
}

/** Exit of a diverged run from the picture: the sample from which it stays above the range, and the point for its ×. */
export function exitPoint(
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  at: number,
  box: Box,
  range: LossRange,
): { sample: number; x: number; y: number } {
  const lossHeight = (sample: number) => axisPosition(values[sample], range);
  let sample = at;
  while (sample > 0 && lossHeight(sample - 1) > range.high) sample--;
  const there = lossHeight(sample);
  if (there <= range.high) return { sample, x: box.x(steps[sample]), y: box.y(there) };
  const before = sample > 0 ? lossHeight(sample - 1) : there;
  const share = sample > 0 ? (range.high - before) / (there - before) : 1;
  const step = sample > 0 ? steps[sample - 1] + share * (steps[sample] - steps[sample - 1]) : steps[0];
  return { sample, x: box.x(step), y: box.y(range.high) };
}
