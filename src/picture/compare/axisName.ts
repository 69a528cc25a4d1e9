import { lossPhrases } from '../../phrases/en.js';
import type { Language } from '../language.js';
import type { LossScale } from '../lossRange.js';

export type LossView = 'loss' | 'validation' | 'sensitivity';

/**
 * Name of a comparison's loss axis, with its scale where that is not as asked; `after` is the number of steps, null
 * before the end.
 */
export function axisName(
  view: LossView,
  hasValidation: boolean,
  asked: LossScale,
  scale: LossScale,
  after: string | null,
  { phrases }: Language,
): string {
  const { axes, scales, scaleByLosses } = phrases(lossPhrases);
  const { each, now, final } = axes[!hasValidation ? 'loss' : view === 'loss' ? 'training' : 'validation'];
  const what = view !== 'sensitivity' ? each : after === null ? now : final(after);
  if (scale === asked) return scale === 'linear' ? what : `${what}, ${scales[scale]}`;
  return `${what}, ${scaleByLosses(scales[scale])}`;
}
