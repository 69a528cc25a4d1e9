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
 * first, lowest, highest and last stand for all, so that nothing visible is left out. Samples that are `held` are.
 */
export function lossCurve(
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  from: number,
  to: number,
  box: Box,
  range: LossRange,
  held?: Uint8Array,
): number[] {
  const { left, top, width, height } = box;
  const { low, high, zero, scale, unit } = range;
  const frame = [left, top, width, height, box.x(1), low, high, zero, scale, unit].join();
  const kept = from === 0 ? growingCurves.get(values) : undefined;
  const same = kept?.frame === frame && kept.sample <= to;
  const all: GrowingCurve = same ? kept : { frame, points: [], sample: from, length: 0 };
  if (from === 0) growingCurves.set(values, all);
  extendCurve(all, values, steps, to, box, range, held);
  return all.points;
}

function extendCurve(
  all: GrowingCurve,
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  to: number,
  box: Box,
  range: LossRange,
  held: Uint8Array | undefined,
): void {
  const { points } = all;
  points.length = all.length;
  const lossY = (sample: number) => box.y(axisPosition(values[sample], range));
  for (let sample = all.sample; sample <= to; ) {
    if (held?.[sample]) {
      sample++;
      continue;
    }
    [all.sample, all.length] = [sample, points.length];
    const column = Math.floor(box.x(steps[sample]));
    let next = sample + 1;
    let top = lossY(sample);
    let bottom = top;
    points.push(box.x(steps[sample]), top);
    while (next <= to && !held?.[next] && Math.floor(box.x(steps[next])) === column) {
      const here = lossY(next++);
      if (here < top) top = here;
      if (here > bottom) bottom = here;
    }
    if (next > sample + 2 && bottom - top > 0.5) points.push(column + 0.5, top, column + 0.5, bottom);
    if (next > sample + 1) points.push(box.x(steps[next - 1]), lossY(next - 1));
    sample = next;
  }
}

/**
 * Exit of a diverged run from the picture: the sample from which it stays above the range, or below it, and the point
 * for its ×.
 */
export function exitPoint(
  values: ArrayLike<number>,
  steps: ArrayLike<number>,
  at: number,
  box: Box,
  range: LossRange,
): { sample: number; x: number; y: number } {
  const { low, high, zero } = range;
  const lossHeight = (sample: number) => axisPosition(values[sample], range);
  const sideOf = (height: number) => (height > high ? 1 : height < low && height !== zero ? -1 : 0);
  const there = lossHeight(at);
  const side = sideOf(there);
  if (side === 0) return { sample: at, x: box.x(steps[at]), y: box.y(there) };
  let sample = at;
  while (sample > 0 && sideOf(lossHeight(sample - 1)) === side) sample--;
  const edge = side > 0 ? high : low;
  if (sample === 0) return { sample, x: box.x(steps[0]), y: box.y(edge) };
  const [before, after] = [lossHeight(sample - 1), lossHeight(sample)];
  const share = (edge - before) / (after - before);
  return {
    sample,
    x: box.x(steps[sample - 1] + share * (steps[sample] - steps[sample - 1])),
    y: box.y(edge),
  };
}
