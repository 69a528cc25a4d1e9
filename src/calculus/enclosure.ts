import { coefficientRange } from '../formula/interval/coefficientRange.js';
import { exactly, multiply } from '../formula/interval/interval.js';
import { needKeys, needWhole, outOfRange } from '../need.js';
import { finiteNumbers } from '../numbers.js';
import { needFormulaOfOne } from './oneVariable.js';
import type { Source } from './source.js';

/** Bounds of a derivative; where one is infinite, with the reason. */
export type Enclosure = [low: number, high: number] & { reason?: string };

export const HIGHEST_ENCLOSED = 1000;

/**
 * Bounds of f⁽ᵒʳᵈᵉʳ⁾ on an interval, rounded outward, for formulas of one variable: every value of the derivative is
 * between them. By Taylor arithmetic on intervals (Moore 1966), which are halved until the bounds are near the range.
 * A pole inside, or where the derivative does not exist, makes an end infinite, and `reason` says which expression.
 * Throws TypeError for what is not a formula of one variable; RangeError for ends that are not finite or not in order.
 */
export function enclosure(
  f: Source,
  interval: ArrayLike<number>,
  options: { order?: number } = {},
): Enclosure {
  needKeys('enclosure', 'option', options, ['order']);
  const { order = 0 } = options;
  needWhole('enclosure', 'order', order, 0, HIGHEST_ENCLOSED);
  const of = needFormulaOfOne('enclosure', f);
  const [from, to] = finiteNumbers('enclosure', 'interval', interval, 2);
  if (from > to) throw outOfRange('enclosure', 'interval', 'its lower end first', interval);
  const { range, reason } = coefficientRange(of, [from, to], order);
  let [low, high] = range;
  for (let k = 2; k <= order; k++) [low, high] = multiply([low, high], exactly(k));
  return Object.assign([low + 0, high + 0] as Enclosure, reason === undefined ? {} : { reason });
}
