import type { Precision } from './engine/kernel.js';
import { singleWithin, subarraySplitter } from './engine/memory.js';

export type { Precision };

/** Function that allocates an array of n numbers, whatever it holds, for as long as some work takes. */
export type Allocate = (n: number) => Float64Array;

/**
 * In-place form of a function: it writes into arrays that are used again at the next point. All of them, arguments too,
 * come from one `Allocate`; x and the value are left as they are until the next x.
 */
export interface InPlace {
  /** f(x), into `out`. */
  value(x: Float64Array, out: Float64Array): void;
  /** uᵀ·J at the last x, into `out`; called only where no value is NaN. */
  pull(u: Float64Array, out: Float64Array): void;
  /** Whether `out` of `pull` may be u. */
  readonly overwrites?: boolean;
  /**
   * Its copies of the data that it depends on, the innermost first: with one output, other numbers may be put there
   * between one x and the next.
   */
  readonly data?: readonly (Float64Array | Float32Array)[];
}

/** Function of a chain; after the outputs of the one before it may take parameters of its own. */
export interface ChainedFn {
  readonly inputs: number;
  readonly outputs: number;
  inPlace(allocate: Allocate): ChainedInPlace;
  /** The same with its products in single precision, where it has some. */
  inSingle?(allocate: Allocate): ChainedInPlace;
}

/** In-place form of a link; `own` are its parameters, or the weights on them. */
interface ChainedInPlace extends Pick<InPlace, 'overwrites' | 'data'> {
  value(x: Float64Array, out: Float64Array, own: Float64Array): void;
  pull(u: Float64Array, out: Float64Array, own: Float64Array): void;
}

/**
 * In-place composition of a chain, innermost first: values forward once, pull backward. Its x is that of the first,
 * then the own parameters of each.
 */
export function composeInPlace(
  chain: readonly ChainedFn[],
  allocate: Allocate,
  precision: Precision = 'f64',
): InPlace {
  const forms = chain.map((f) =>
    precision === 'f32' && f.inSingle ? f.inSingle(allocate) : f.inPlace(allocate),
  );
  const last = forms.length - 1;
  const values = chain.slice(0, last).map((f) => allocate(f.outputs));
  const partsOf = subarraySplitter(
    chain.map(({ inputs }, k) => (k > 0 ? inputs - chain[k - 1].outputs : inputs)),
  );
  let weights: Float64Array[] | null = null;
  return {
    data: forms.flatMap(({ data = [] }) => data),
    value(x, out) {
      const own = partsOf(x);
      for (let k = 0; k <= last; k++)
        forms[k].value(k > 0 ? values[k - 1] : own[0], k < last ? values[k] : out, own[k]);
    },
    pull(u, out) {
      const own = partsOf(out);
      weights ??= weightBuffers(forms, values, allocate);
      for (let k = last; k >= 0; k--)
        forms[k].pull(k < last ? weights[k] : u, k > 0 ? weights[k - 1] : own[0], own[k]);
    },
  };
}

/** In-place form with the rule for NaN, as `local` has it for `at`. */
export function propagateNaN(
  form: InPlace,
  at: (x: Float64Array) => { pull(u: Float64Array): Float64Array },
): InPlace {
  let x: Float64Array;
  let value: Float64Array;
  return {
    ...form,
    value(given, out) {
      x = given;
      value = out;
      form.value(x, out);
    },
    pull(u, out) {
      if (!hasNaN(value)) form.pull(u, out);
      else if (weighsNaN(value, u)) out.fill(NaN);
      else out.set(at(x).pull(u));
    },
  };
}

/** Arrays for the weights on the values between functions: the same one where a function may overwrite it. */
function weightBuffers(
  forms: readonly ChainedInPlace[],
  values: readonly Float64Array[],
  allocate: Allocate,
) {
  const weights: Float64Array[] = [];
  for (let k = values.length - 1; k >= 0; k--)
    weights[k] = (forms[k + 1].overwrites && weights[k + 1]) || allocate(values[k].length);
  return weights;
}

/** @deprecated The in-place form of a function of one output, as it was before `InPlace`. */
export interface Ground {
  /** f(x). */
  value(x: Float64Array): number;
  /** ∇f at the last x, in an array that is valid until the next x. */
  slope(): Float64Array;
}

export const inPlaceFromGround = (ground: Ground): InPlace => ({
  value(x, out) {
    out[0] = ground.value(x);
  },
  pull(u, out) {
    const slope = ground.slope();
    for (let i = 0; i < out.length; i++) out[i] = slope[i] * u[0];
  },
});

/** Array of n numbers in single precision, in memory that is allocated. */
export const allocateSingle = (allocate: Allocate, n: number): Float32Array =>
  singleWithin(allocate(Math.ceil(n / 2)), n);

/** Allocated copy of some numbers. */
export function allocateCopy(allocate: Allocate, numbers: Float64Array): Float64Array {
  const copy = allocate(numbers.length);
  copy.set(numbers);
  return copy;
}

export function hasNaN(value: Float64Array): boolean {
  for (let i = 0; i < value.length; i++) if (Number.isNaN(value[i])) return true;
  return false;
}

/** Whether a value that is NaN has a weight other than 0. */
export const weighsNaN = (value: Float64Array, weight: Float64Array): boolean =>
  weight.some((each, i) => each !== 0 && Number.isNaN(value[i]));
