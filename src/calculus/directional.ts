import { checkedNumbers } from '../numbers.js';
import { fnByMethod, needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

/**
 * Directional derivative ∇f·d/‖d‖ of f at x, per unit of length along d. One push.
 * Throws RangeError for a d of the wrong length or of length 0, or unless f has one output.
 */
export function directional<P extends Point>(f: Source<P>, x: P, d: ArrayLike<number>): number {
  const { fn, point } = sourceAt('directional', f, x);
  const near = fnByMethod('directional', fn).at(point);
  needOneOutput('directional', near.value);
  const direction = checkedNumbers('directional', 'd', d, point.length);
  // Scaled by its largest entry, so that the squares of a long or short d neither overflow nor vanish.
  const scale = direction.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (scale === 0) throw new RangeError('directional: d needs a length above 0, got 0');
  const unit = direction.map((x) => x / scale);
  return near.push(unit)[0] / Math.sqrt(unit.reduce((sum, x) => sum + x * x, 0));
}
