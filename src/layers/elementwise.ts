import * as activations from '../activations/index.js';
import { type Activation, entryByName, type Pointwise } from '../entry.js';
import { type InPlaceFn, isFastPathOf, makeFn, makeLocal, type Vec } from '../fn.js';
import { hasNaN, type InPlace } from '../inPlace.js';
import { needWhole, wrongKind } from '../need.js';

/** Activation by entry or name, or any object with value, slope and curve. */
export function activationFrom(who: string, of: unknown): Activation {
  if (typeof of !== 'object' || of === null)
    return entryByName<Activation>(who, 'activation', activations as never, of);
  const own = of as Activation;
  if (!knowsItself(own))
    throw wrongKind(who, 'activation', 'a name, or an object with value, slope and curve', of);
  if (own.many !== undefined && !(own.many && knowsItself(own.many)))
    throw wrongKind(who, 'activation.many', 'an object with value, slope and curve', own.many);
  return own;
}

const knowsItself = ({ value, slope, curve }: Readonly<Record<'value' | 'slope' | 'curve', unknown>>) =>
  [value, slope, curve].every((part) => typeof part === 'function');

/** Activation at many numbers, one by one where it has no fast path. */
function pointwiseOf(of: Activation): Pointwise {
  if (of.many && isFastPathOf(of.many, of.value, of.slope, of.curve)) return of.many;
  const each = (f: (x: number) => number) => (x: Vec, weight: Vec, out: Vec) => {
    for (let i = 0; i < out.length; i++) out[i] = f(x[i]) * weight[i];
  };
  return {
    value(x, out) {
      for (let i = 0; i < out.length; i++) out[i] = of.value(x[i]);
    },
    slope: each(of.slope),
    curve: each(of.curve),
  };
}

/**
 * Activation, by entry or name, applied to each of n numbers: n inputs, n outputs.
 * Throws TypeError for an unknown name, RangeError for n that is no whole number.
 */
export function elementwise(of: Activation | keyof typeof activations, n: number): InPlaceFn {
  const activation = activationFrom('elementwise', of);
  const each = pointwiseOf(activation);
  const losesNaN = each !== activation.many || !keepsNaN(each);
  needWhole('elementwise', 'n', n, 0, 2 ** 32);
  return makeFn({
    inputs: n,
    outputs: n,
    at(given) {
      const x = given.slice();
      // NaN has no slope, not even a constant one.
      const lost = x.some(Number.isNaN);
      const whole = (out: Vec) => (lost ? out.map((y, i) => (Number.isNaN(x[i]) ? NaN : y)) : out);
      const found = (write: (out: Vec) => void, out: Vec = new Float64Array(n)) => {
        write(out);
        return whole(out);
      };
      const bySlope = (v: Vec, into?: Vec) => found((out) => each.slope(x, v, out), into);
      let slopes: Vec | null = null;
      const diagonal = () => {
        slopes ??= bySlope(new Float64Array(n).fill(1));
        return slopes;
      };
      return makeLocal(
        found((out) => each.value(x, out)),
        {
          push: (v) => bySlope(v),
          pull: bySlope,
          bend(v, u) {
            const turn = found((out) => each.curve(x, v, out)).map((half, i) => half * u[i]);
            if (!hasNaN(turn)) return turn;
            // Where nothing bends near by it is 0 whatever the weights, 0·∞ included.
            const bends = found((out) => each.curve(x, new Float64Array(n).fill(NaN), out));
            return turn.map((half, i) => (bends[i] === 0 ? 0 : half));
          },
          diagonal,
        },
      );
    },
    many: (points) => elementwise(activation, n * points),
    inPlace: () => inArrays(each, losesNaN),
  });
}

/** Whether an activation of NaN is NaN, as that of a formula is. */
function keepsNaN(each: Pointwise): boolean {
  const none = Float64Array.of(NaN);
  each.value(none, none);
  return Number.isNaN(none[0]);
}

function inArrays(each: Pointwise, losesNaN: boolean): InPlace {
  let x: Vec;
  return {
    overwrites: true,
    value(given, out) {
      x = given;
      each.value(x, out);
      if (losesNaN) for (let i = 0; i < out.length; i++) if (Number.isNaN(x[i])) out[i] = NaN;
    },
    pull: (u, out) => each.slope(x, u, out),
  };
}
