import type { Point } from '../calculus/source.js';
import { needNumber, needWhole, wrongKind } from '../need.js';

/** What `minimize` and `compare` take in common. */
export interface DescentOptions<P extends Point = Point> {
  /** Updates to make at most: a whole number from 1 to 1e9. */
  steps: number;
  /** Where to start, for a problem without a place of its own, or instead of it. */
  start?: P;
  /**
   * A run has settled where no entry of the gradient of the whole objective exceeds tolerance·max(1, |L|).
   * 1e-8 unless said; 0 switches the test off.
   */
  tolerance?: number;
  /** Keep the point of every entry of `losses`. */
  record?: boolean;
  /** The largest 2-norm a gradient keeps; a longer one is shortened to it. */
  clip?: number;
}

export const DESCENT_KEYS = ['steps', 'start', 'tolerance', 'record', 'clip'];
const MOST_STEPS = 1e9;

export interface Limits {
  steps: number;
  tolerance: number;
  record: boolean;
  clip: number;
}

export function limitsFrom(who: string, options: Partial<Record<keyof DescentOptions, unknown>>): Limits {
  const { tolerance = 1e-8, record = false, clip } = options;
  if (typeof record !== 'boolean') throw wrongKind(who, 'record', 'true or false', record);
  return {
    steps: needWhole(who, 'steps', options.steps, 1, MOST_STEPS),
    tolerance: needNumber(who, 'tolerance', tolerance, 'a number from 0 up', (x) => x >= 0),
    record,
    clip: clip === undefined ? Infinity : needNumber(who, 'clip', clip, 'a number above 0', (x) => x > 0),
  };
}
