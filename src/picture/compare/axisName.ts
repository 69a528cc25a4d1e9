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
): string {
  const which = !hasValidation ? 'loss' : view === 'loss' ? 'training loss' : 'validation loss';
  const against = after === null ? `${which} at the step shown` : `final ${which} after ${after} steps`;
  const name = view === 'sensitivity' ? against : which;
  const what = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  if (scale === asked) return scale === 'linear' ? what : `${what}, ${scale} scale`;
  return `${what}, ${scale} scale, as some are below 0`;
}
