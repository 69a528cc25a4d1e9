// Range of the loss axis. A log axis is linear in decades, log₁₀ of the loss, so that no loss, however small or large,
// needs more ticks than fit. Where losses are below 0 it becomes a signed log or linear by itself.

import { asinh } from '../math/asinh.js';
import { log10 } from '../math/log10.js';

/** Losses below this are drawn at it; a log axis has at most `maxDecades` decades. */
const lossFloor = 1e-30;
const maxDecades = 16;
/** Share of the axis that is room for the line of zero. */
const zeroShare = 0.12;
/** Losses beyond these, either way, are drawn at the edge of a linear axis, so that its height is a number. */
const farthest = 1e307;
const LN10 = 2.302585092994046;

/** `signed log` is asinh: logarithmic far from 0 on both sides of it, linear near it. */
export type LossScale = 'log' | 'signed log' | 'linear';

/** Range of the loss axis, in decades; where it is linear, in losses. */
export interface LossRange {
  low: number;
  high: number;
  /** Position of losses of exactly zero, below a break; null where there are none. */
  zero: number | null;
  scale: LossScale;
  /** Of a signed log, the loss one decade from 0 on it. */
  unit?: number;
}

interface LossColumn {
  values: ArrayLike<number>;
  count: number;
  diverged: boolean;
}

/** Range of the loss axis; of a log axis another scale where lasting losses are below 0. */
export function lossRange(columns: readonly LossColumn[], asked: LossScale = 'log'): LossRange {
  const extent = lossExtent(columns);
  const scale = asked === 'log' && extent.least < 0 ? scaleBelowZero(extent) : asked;
  return { log: logRange, linear: linearRange, 'signed log': signedLogRange }[scale](extent);
}

/** Finite losses of the runs that did not diverge; of all runs where all did. */
interface LossExtent {
  start: number;
  least: number;
  most: number;
  /** Least positive loss. */
  leastPositive: number;
  zeros: boolean;
  /** Distances from 0 of the lowest loss of the run with the least one, and of that with the largest. */
  depths: { least: number; most: number };
  allDiverged: boolean;
}

function lossExtent(columns: readonly LossColumn[]): LossExtent {
  const start = startLoss(columns);
  const lasting = columns.filter(({ diverged }) => !diverged);
  const allDiverged = lasting.length === 0;
  const depths = { least: Number.POSITIVE_INFINITY, most: 0 };
  let [least, most, leastPositive, zeros] = [
    start,
    start,
    start > 0 ? start : Number.POSITIVE_INFINITY,
    false,
  ];
  for (const { values, count } of allDiverged ? columns : lasting) {
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value < lowest && value > Number.NEGATIVE_INFINITY) lowest = value;
      if (value > 0 && value < leastPositive) leastPositive = value;
      if (value > most && value < Number.POSITIVE_INFINITY) most = value;
      zeros ||= value === 0;
    }
    if (lowest < least) least = lowest;
    const depth = Math.abs(lowest);
    if (depth > 0 && depth < depths.least) depths.least = depth;
    if (depth > depths.most && depth < Number.POSITIVE_INFINITY) depths.most = depth;
  }
  return { start, least, most, leastPositive, zeros, depths, allDiverged };
}

function startLoss(columns: readonly LossColumn[]): number {
  const first = columns.find(({ values, count }) => count > 0 && Number.isFinite(values[0]));
  return first ? first.values[0] : 0;
}

/**
 * Scale of losses below 0: linear where the lowest can be told from 0 on it, a signed log where they are too far below
 * the highest or from each other.
 */
function scaleBelowZero(extent: LossExtent): LossScale {
  const { least, depths } = extent;
  const tall = boundedMost(extent, 10) > -30 * least;
  return tall || depths.most > 1e3 * depths.least ? 'signed log' : 'linear';
}

/**
 * Highest loss within the picture: so many times the start, or as far above it as the lowest is below; where all
 * diverged, a hundred times as much: enough to see them leave.
 */
function boundedMost({ start, least, most, allDiverged }: LossExtent, times: number): number {
  const room = allDiverged ? 100 * times : times;
  return Math.min(most, Math.max(room * start, start + Math.max(start - least, Math.abs(start))));
}

/** Lowest loss within the picture: where all runs diverged, a thousand times the start below it. */
const boundedLeast = ({ start, least, allDiverged }: LossExtent) =>
  allDiverged ? Math.max(least, start - 1e3 * (Math.abs(start) || 1)) : least;

/** Range half a decade wider than the losses above 0, to at most ten times the start. */
function logRange({ start, most, leastPositive, zeros, allDiverged }: LossExtent): LossRange {
  const top = most > 0 ? most : 1;
  const ceiling = start > 0 ? log10(start) + (allDiverged ? 3 : 1) : Number.POSITIVE_INFINITY;
  const high = Math.min(log10(top) + 0.5, ceiling);
  const least = Math.max(Math.min(leastPositive, top), lossFloor);
  const low = Math.min(Math.max(log10(least) - 0.5, high - maxDecades), high - 1);
  const zero = zeros ? low - ((high - low) * zeroShare) / (1 - zeroShare) : null;
  return { low, high, zero, scale: 'log' };
}

/** Range half a decade wider than the losses, in which every run's lowest is at least a decade from 0. */
function signedLogRange(extent: LossExtent): LossRange {
  const [least, most] = [boundedLeast(extent), boundedMost(extent, 10)];
  const size = Math.max(Math.abs(least), Math.abs(most)) || 1;
  const near = Math.max(Math.min(extent.depths.least, size), size * Number(`1e-${maxDecades}`), lossFloor);
  const unit = Number(`1e${Math.floor(log10(near)) - 1}`);
  const [low, high] = [least, most].map((loss) => signedDecades(loss, unit));
  return { low: low - 0.5, high: high + 0.5, zero: null, scale: 'signed log', unit };
}

/** Range from 0, or from below where losses are, to at most twice the start; without 0 where that is far. */
function linearRange(extent: LossExtent): LossRange {
  const most = extent.allDiverged ? extent.start : boundedMost(extent, 2);
  let [low, high] = [boundedLeast(extent), most].map((loss) => Math.max(-farthest, Math.min(loss, farthest)));
  if (low > 0) low = 0;
  if (high < 0 && -high < high - low) high = 0;
  if (low === high) high = low + Math.max(1, Math.abs(low) / 2);
  const room = (high - low) * 0.05;
  return { low: low < 0 ? low - room : 0, high: high + room, zero: null, scale: 'linear' };
}

/** Position on a signed log: a loss of 10ᵏ units is about k decades and one more from 0. */
const signedDecades = (loss: number, unit: number) => asinh((loss / unit) * 5) / LN10;

/** Position of a loss on its axis: its decade; below the axis for zero, above it for what is not finite. */
export function axisPosition(value: number, { low, high, zero, scale, unit = 1 }: LossRange): number {
  if (scale === 'linear') {
    const most = high + (high - low);
    return Number.isNaN(value) ? most : Math.max(low - (high - low), Math.min(value, most));
  }
  if (value === 0 && zero !== null) return zero;
  if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return high + 1;
  if (scale === 'signed log') return Math.max(low - 1, Math.min(signedDecades(value, unit), high + 1));
  // What is too small for the axis runs off it, or into the break above zero.
  const least = zero === null ? low - 1 : (low + zero) / 2;
  if (value <= 0) return least;
  return Math.min(Math.max(log10(value), least), high + 1);
}
