import type { Vec } from '../fn.js';
import { Formula } from '../formula/formula.js';
import { needKeys, needWhole, wrongKind } from '../need.js';
import { checkedNumbers } from '../numbers.js';
import { seriesAlong } from './formulaDerivative.js';
import { needOneOutput } from './method.js';
import { type Point, type Source, sourceAt } from './source.js';

const HIGHEST = 1000;

/**
 * Taylor coefficients c₀ … c_order of f at x, c_k = f⁽ᵏ⁾(x)/k!, by power-series arithmetic, for formulas of one
 * variable; `along: d` takes those of t ↦ f(x + t·d), d as it is.
 * Throws TypeError for what is not a formula or for several variables without `along`.
 */
export function taylor<P extends Point>(
  f: Source<P>,
  x: P,
  order: number,
  options: { along?: ArrayLike<number> } = {},
): Vec {
  needKeys('taylor', 'option', options, ['along']);
  needWhole('taylor', 'order', order, 0, HIGHEST);
  const { fn, point } = sourceAt('taylor', f, x);
  if (!(fn instanceof Formula)) throw wrongKind('taylor', 'f', 'a formula', f);
  needOneOutput('taylor', fn.at(point).value);
  const { along } = options;
  if (along === undefined && point.length !== 1) {
    throw new TypeError(
      `taylor: f of ${fn.variables.join(', ')} needs a direction: along, an array of ${point.length} numbers`,
    );
  }
  const d = along === undefined ? Float64Array.of(1) : checkedNumbers('taylor', 'along', along, point.length);
  return seriesAlong(fn, point, d, order).slice();
}
