import * as activations from '../activations/index.js';
import { type Activation, byName } from '../entry.js';
import { type Fn, local, type Vec } from '../fn.js';
import { needWhole, wrongKind } from '../need.js';

function needActivation(of: Activation): Activation {
  const knows = [of.value, of.slope, of.curve].every((part) => typeof part === 'function');
  if (knows) return of;
  throw wrongKind('elementwise', 'activation', 'a name, or an object with value, slope and curve', of);
}

/**
 * An activation, by entry or name, applied to each of n numbers: n inputs, n outputs.
 * Throws TypeError for an unknown name, RangeError for n that is no whole number.
 */
export function elementwise(of: Activation | keyof typeof activations, n: number): Fn {
  const activation =
    typeof of === 'object' && of !== null
      ? needActivation(of)
      : byName<Activation>('elementwise', 'activation', activations, of);
  needWhole('elementwise', 'n', n, 0, 2 ** 32);
  return {
    inputs: n,
    outputs: n,
    at(given) {
      const x = given.slice();
      // NaN has no slope, not even a constant one.
      const each = (f: (x: number) => number) => x.map((t) => (Number.isNaN(t) ? NaN : f(t)));
      const scale = (factors: Vec, v: Vec) => factors.map((factor, i) => factor * v[i]);
      let slopes: Vec | null = null;
      const bySlope = (v: Vec) => {
        slopes ??= each(activation.slope);
        return scale(slopes, v);
      };
      return local(each(activation.value), {
        push: bySlope,
        pull: bySlope,
        bend: (v, u) => scale(scale(each(activation.curve), v), u),
      });
    },
    many: (points) => elementwise(activation, n * points),
  };
}
