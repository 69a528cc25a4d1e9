// Runs that climb: how many of their bounces are drawn, and how far axes grow to hold them.

import { divergenceBound } from '../../runs/outcome.js';
import { distance } from '../geometry.js';
import type { Span } from '../panel.js';
import type { RunSeries } from '../series.js';
import type { RunPath } from './landscapeView.js';

/** Most moves that axes grow for, and how many times as long as the first the last of them may be. */
const [manyMoves, manyTimes] = [8, 50];
/** The same of runs that grow faster. */
const [fewMoves, fewTimes] = [5, 1000];
/** Moves that axes grow for however long they are. */
const leastMoves = 2;
/** Room beyond the farthest bounce, as a share of what is drawn. */
const margin = 0.1;

/** Last sample that axes grow for; beyond it a climbing run leaves them. */
export function lastHeldSample({ points, values, end }: RunPath, variables: number): number {
  const moveLength = (sample: number) => {
    const moved = (k: number) => points[sample * variables + k] - points[(sample - 1) * variables + k];
    return variables === 1 ? Math.abs(moved(0)) : distance(moved(0), moved(1));
  };
  const first = moveLength(1);
  let held = 0;
  for (let sample = 1; sample <= Math.min(end, manyMoves); sample++) {
    const times = moveLength(sample) / first;
    const fits = sample <= leastMoves || times <= manyTimes || (sample <= fewMoves && times <= fewTimes);
    if (!fits || !Number.isFinite(times) || !Number.isFinite(values[sample])) break;
    held = sample;
  }
  return held;
}

/** Whether a run ended above its start, but has not exploded. */
export const hasClimbed = ({ values, end, diverged }: RunSeries) =>
  diverged !== null && values[end] > values[0] && values[end] <= divergenceBound(values[0]);

/** Spans of a panel. */
export interface PanelSpans {
  across: Span;
  up: Span;
}

/**
 * Spans that hold a climbing run of one variable: at rest all samples that axes grow for, while it runs those up to
 * `head`, by doublings of the spans that the other runs share.
 */
export function climbingSpans(path: RunPath, shared: PanelSpans, head: number, running: boolean): PanelSpans {
  const held = lastHeldSample(path, 1);
  const final = spansHolding(path, shared, held);
  if (!running) return final;
  const reached = spansHolding(path, shared, Math.min(head, held));
  return {
    across: grownSpan(shared.across, reached.across, final.across),
    up: grownSpan(shared.up, reached.up, final.up),
  };
}

function spansHolding({ points, values }: RunPath, { across, up }: PanelSpans, last: number): PanelSpans {
  const samples = Array.from({ length: last + 1 }, (_, sample) => sample);
  return {
    across: spanHolding(
      across,
      samples.map((sample) => points[sample]),
    ),
    up: spanHolding(
      up,
      samples.map((sample) => values[sample]),
    ),
  };
}

/** A span widened to hold numbers, with a margin on the sides where it was. */
function spanHolding({ from, to }: Span, numbers: readonly number[]): Span {
  const [low, high] = [Math.min(from, ...numbers), Math.max(to, ...numbers)];
  const room = margin * (high - low);
  return { from: low < from ? low - room : from, to: high > to ? high + room : to };
}

/** A span whose sides, doubled as often as needed, hold what is reached, and go no farther than the final ones. */
function grownSpan({ from, to }: Span, reached: Span, final: Span): Span {
  const half = (to - from) / 2;
  const grow = (needed: number, most: number) => {
    let side = half;
    while (side < needed && side < most) side *= 2;
    return Math.min(side, most);
  };
  const middle = from + half;
  return {
    from: middle - grow(middle - reached.from, middle - final.from),
    to: middle + grow(reached.to - middle, final.to - middle),
  };
}
