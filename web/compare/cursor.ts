import { axisPosition, type LossRange } from '../../src/picture/lossRange.js';
import type { RunSeries } from '../../src/picture/series.js';
import type { LossHistory } from '../../src/results/lossHistory.js';
import type { UplotSurface } from './plot.js';

/** The distance in pixels within which a pointer selects a curve. */
const hitDistance = 24;

/** The sample under the pointer, and the run nearest to it there; null left of the first step. */
export function findPointedRun(
  event: PointerEvent,
  plot: UplotSurface,
  history: LossHistory,
  seriesList: readonly RunSeries[],
  range: LossRange,
  head: number,
): { sample: number; series: RunSeries | null } | null {
  const { box } = plot;
  if (!box || history.length === 0) return null;
  const step = plot.stepAtPointer(event);
  if (step < 0) return null;
  const sample = Math.min(history.sampleAt(Math.round(step)), head);
  const height = plot.heightAtPointer(event);
  let nearest: RunSeries | null = null;
  let least = hitDistance;
  for (const series of seriesList) {
    if (series.hidden || series.end < sample) continue;
    const far = Math.abs(box.y(axisPosition(series.values[sample], range)) - height);
    if (far < least) [nearest, least] = [series, far];
  }
  return { sample, series: nearest };
}
