import { decade, type LossRange } from '../../src/picture/lossRange.js';
import type { Strand } from '../../src/picture/series.js';
import type { Trace } from '../../src/results/lossHistory.js';
import type { Plot } from './plot.js';

/** The distance in pixels within which a pointer selects a curve. */
const reach = 24;

/** The sample under the pointer, and the run nearest to it there; null left of the first step. */
export function pointedAt(
  event: PointerEvent,
  plot: Plot,
  trace: Trace,
  strands: readonly Strand[],
  range: LossRange,
  head: number,
): { lap: number; strand: Strand | null } | null {
  const { box } = plot;
  if (!box || trace.laps === 0) return null;
  const step = plot.stepAt(event.clientX);
  if (step < 0) return null;
  const lap = Math.min(trace.lapAt(Math.round(step)), head);
  const height = plot.heightAt(event.clientY);
  let nearest: Strand | null = null;
  let least = reach;
  for (const strand of strands) {
    if (strand.hidden || strand.end < lap) continue;
    const far = Math.abs(box.y(decade(strand.values[lap], range)) - height);
    if (far < least) [nearest, least] = [strand, far];
  }
  return { lap, strand: nearest };
}
