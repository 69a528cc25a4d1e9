// Range of the loss axis. A log axis is linear in decades, log₁₀ of the loss, so that no loss, however small or large,
// needs more ticks than fit.

import { log10 } from '../math/log10.js';

/** Losses below this are drawn at it; a log axis has at most `maxDecades` decades. */
const lossFloor = 1e-30;
const maxDecades = 16;
/** Share of the axis that is room for the line of zero. */
const zeroShare = 0.12;

/** Range of the loss axis, in decades; where it is linear, in losses. */
export interface LossRange {
  low: number;
  high: number;
  /** Position of losses of exactly zero, below a break; null where there are none. */
  zero: number | null;
  linear: boolean;
}

interface LossColumn {
  values: ArrayLike<number>;
  count: number;
  diverged: boolean;
}

/**
 * Range half a decade wider than the finite losses of runs that did not diverge, to at most ten times the start. Where
 * all diverged, their losses up to a thousand times the start: enough to see them leave.
 */
export function lossRange(columns: readonly LossColumn[], linear = false): LossRange {
  if (linear) return linearRange(columns);
  const start = startLoss(columns);
  const lasting = columns.filter(({ diverged }) => !diverged);
  const ceiling = start > 0 ? log10(start) + (lasting.length > 0 ? 1 : 3) : Number.POSITIVE_INFINITY;
  const { least, most, zeros } = lossExtent(lasting.length > 0 ? lasting : columns, start);
  const high = Math.min(log10(most) + 0.5, ceiling);
  const low = Math.min(Math.max(log10(Math.max(least, lossFloor)) - 0.5, high - maxDecades), high - 1);
  if (!zeros) return { low, high, zero: null, linear };
  return { low, high, zero: low - ((high - low) * zeroShare) / (1 - zeroShare), linear };
}

/**
 * Linear range from 0, or below where losses are, to the highest of runs that did not diverge, at most twice the start.
 */
function linearRange(columns: readonly LossColumn[]): LossRange {
  const start = Math.abs(startLoss(columns));
  let [low, high] = [0, 0];
  for (const { values, count, diverged } of columns) {
    for (let i = 0; i < count; i++) {
      const value = Math.min(values[i], diverged ? start : 2 * start);
      if (value < low && value > Number.NEGATIVE_INFINITY) low = value;
      if (value > high) high = value;
    }
  }
  if (low === high) high = low + 1;
  const room = (high - low) * 0.05;
  return { low: low < 0 ? low - room : 0, high: high + room, zero: null, linear: true };
}

function lossExtent(columns: readonly LossColumn[], start: number) {
  let least = start > 0 ? start : Number.POSITIVE_INFINITY;
  let most = start > 0 ? start : 0;
  let zeros = false;
  for (const { values, count } of columns) {
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value > 0 && value < least) least = value;
      if (value > most && value < Number.POSITIVE_INFINITY) most = value;
      zeros ||= value === 0;
    }
  }
  if (most === 0) most = 1;
  return { least: Math.min(least, most), most, zeros };
}

function startLoss(columns: readonly LossColumn[]): number {
  const first = columns.find(({ values, count }) => count > 0 && Number.isFinite(values[0]));
  return first ? first.values[0] : 0;
}

/** Position of a loss on its axis: its decade; below the axis for zero, above it for what is not finite. */
export function axisPosition(value: number, { low, high, zero, linear }: LossRange): number {
  if (linear) {
    const most = high + (high - low);
    return Number.isNaN(value) ? most : Math.max(low - (high - low), Math.min(value, most));
  }
  if (value === 0 && zero !== null) return zero;
  if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return high + 1;
  // What is too small for the axis runs off it, or into the break above zero.
  const least = zero === null ? low - 1 : (low + zero) / 2;
  if (value <= 0) return least;
  return Math.min(Math.max(log10(value), least), high + 1);
}
