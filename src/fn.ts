import {
  type Allocate,
  composeInPlace,
  type Ground,
  hasNaN,
  type InPlace,
  inPlaceFromGround,
  type Precision,
  propagateNaN,
  weighsNaN,
} from './inPlace.js';
import { countNoun, needWhole, wrongKind } from './need.js';

/** Vector of numbers: a point, its change, a value, a weight. */
export type Vec = Float64Array;

/**
 * Value and derivatives of f at one point x, computed once and used as often as one likes, whatever the caller does to
 * x afterwards; every Vec returned is the caller's own.
 */
export interface Local {
  /** f(x). */
  readonly value: Vec;
  /** J·v: a change of the inputs carried forward. */
  push(v: Vec): Vec;
  /** uᵀ·J: a weight on the outputs carried back; `out` is an array that may be taken for the answer. */
  pull(u: Vec, out?: Vec): Vec;
  /** Σ uᵢ∇²fᵢ·v: how pull(u) turns as x moves along v. */
  bend(v: Vec, u: Vec): Vec;
  // Optional members, for callers that need all of J.
  /** Diagonal of J, where J is a diagonal matrix. */
  diagonal?(): Vec;
  /** J, m×n row by row, where it is known; `out` is an array that may be taken for it. */
  matrix?(out?: Vec): Vec;
  /** J with each row times a factor, where J is known. */
  scaled?(factors: Vec, out?: Vec): Vec;
  /** J·V for V of n rows and so many columns, row by row. */
  pushes?(v: Vec, columns: number): Vec;
  /** U·J for U of so many rows, row by row. */
  pulls?(u: Vec, rows: number): Vec;
  /** Locals of the functions of a composition, the innermost first. */
  readonly chain?: readonly Local[];
  /** Local of the residuals r, where f = Σrᵢ²/2. */
  readonly residuals?: Local;
}

/** Function of one output. */
export interface ScalarFn extends Fn {
  readonly outputs: 1;
}

/** Function of n numbers giving m, with its derivatives. */
export interface Fn {
  /** n; NaN for a callback that does not declare it. */
  readonly inputs: number;
  /** m; NaN for a callback that does not declare it. */
  readonly outputs: number;
  /** Whether its derivatives come by differences, so that nothing may be claimed as measured from them. */
  readonly approximate?: boolean;
  at(x: Vec): Local;
  /**
   * Bit-identical in-place form for a sequence of points; first order only. For functions that propagate NaN: one in x,
   * or met on the way, shows in the value.
   */
  inPlace?(allocate: Allocate): InPlace;
  /** In-place form with the products of layers in single precision: near `at`, not its bits. */
  inSingle?(allocate: Allocate): InPlace;
  /** @deprecated Use `inPlace`, which is preferred where there are both. */
  ground?(allocate: Allocate): Ground;
  /** The function at many points: input i of point p at [i·points + p], outputs alike. */
  many?(points: number): Fn;
}

/** Property of a fast path with the functions that it computes, to the bit; a WeakMap of many would grow with them. */
const COMPUTED = Symbol('computed');

interface Noted {
  readonly [COMPUTED]?: readonly unknown[];
}

/** The object, noted as a fast path of functions: a spread may put it beside others. */
export const fastPath = <Made extends object>(made: Made, ...of: readonly unknown[]): Made =>
  Object.defineProperty(made, COMPUTED, { value: of, configurable: true });

/** Whether a fast path is one of these functions; true of what was never noted as one. */
export const isFastPathOf = (made: object, ...of: readonly unknown[]): boolean =>
  (made as Noted)[COMPUTED]?.every((each, i) => each === of[i]) ?? true;

/** Fn whose `many` and `inPlace` are fast paths of its `at`: a spread of it with another `at` does not use them. */
export function makeFn<Made extends Fn>(made: Made): Made {
  for (const own of [made.many, made.inPlace, made.inSingle]) if (own) fastPath(own, made.at);
  return made;
}

/** Function with an in-place form. */
export type InPlaceFn = Fn & Required<Pick<Fn, 'inPlace'>>;

const hasInPlace = (f: Fn): f is InPlaceFn => f.inPlace !== undefined && isFastPathOf(f.inPlace, f.at);

/** Whether f has an in-place form in single precision. */
const hasSingle = (f: Fn): boolean => f.inSingle !== undefined && isFastPathOf(f.inSingle, f.at);

/** In-place form of f, with the rule for NaN; null where there is none of its `at`. */
export function inPlaceOf(f: Fn, precision: Precision = 'f64'): ((allocate: Allocate) => InPlace) | null {
  if (precision === 'f32' && hasSingle(f))
    return (allocate) => propagateNaN(f.inSingle!(allocate), (x) => f.at(x));
  if (hasInPlace(f)) return (allocate) => propagateNaN(f.inPlace(allocate), (x) => f.at(x));
  return f.ground ? (allocate) => inPlaceFromGround(f.ground!(allocate)) : null;
}

/**
 * Local with the rule for NaN: where f is NaN its derivatives are. An output that is NaN makes its entry of push NaN,
 * and everything that a pull or bend gives it weight in.
 */
export function makeLocal(value: Vec, parts: Omit<Local, 'value'>): Local {
  if (!hasNaN(value)) return { value, ...parts };
  const { push, pull, bend, matrix, residuals } = parts;
  const weighed = (u: Vec) => weighsNaN(value, u);
  return {
    value,
    push: (v) => push(v).map((change, i) => (Number.isNaN(value[i]) ? NaN : change)),
    pull: (u, out) => (weighed(u) ? pull(u, out).fill(NaN) : pull(u, out)),
    bend: (v, u) => (weighed(u) ? bend(v, u).fill(NaN) : bend(v, u)),
    ...(matrix && { matrix: () => withNaNRows(matrix(), value) }),
    ...(residuals && { residuals }),
  };
}

/** A matrix whose rows are NaN where a value is. */
function withNaNRows(matrix: Vec, value: Vec): Vec {
  const columns = matrix.length / value.length;
  value.forEach((each, i) => {
    if (Number.isNaN(each)) matrix.fill(NaN, i * columns, (i + 1) * columns);
  });
  return matrix;
}

export const isFn = (given: unknown): given is Fn =>
  typeof given === 'object' &&
  given !== null &&
  'at' in given &&
  typeof given.at === 'function' &&
  'inputs' in given;

/**
 * Composition g ∘ f of any number of functions, the outermost first: the chain rule, of first and second order. Values
 * run forward once; push runs forward, pull backward, bend both; the cost is linear in the number of functions.
 * Throws TypeError for what is not a Fn or does not declare its sizes, RangeError where sizes do not meet.
 */
export function compose(...outermostFirst: Fn[]): Fn {
  const chain = [...outermostFirst].reverse();
  needChain(outermostFirst);
  const first = chain[0];
  const last = chain[chain.length - 1];
  return makeFn({
    inputs: first.inputs,
    outputs: last.outputs,
    approximate: chain.some((f) => f.approximate),
    at(x) {
      const locals: Local[] = [];
      let value = x;
      for (const f of chain) {
        const local = f.at(value);
        locals.push(local);
        value = local.value;
      }
      return composeLocals(locals, value);
    },
    many: (points) => compose(...outermostFirst.map((f) => atManyPoints(f, points))),
    ...(chain.every(hasInPlace) && {
      inPlace: (allocate) => composeInPlace(chain, allocate),
      ...(chain.some(hasSingle) && { inSingle: (allocate) => composeInPlace(chain, allocate, 'f32') }),
    }),
  });
}

function composeLocals(locals: Local[], value: Vec): Local {
  const push = (v: Vec) => locals.reduce((change, local) => local.push(change), v);
  const pull = (u: Vec, out?: Vec) =>
    locals.reduceRight((weight, local, k) => local.pull(weight, k === 0 ? out : undefined), u);
  const bend = (v: Vec, u: Vec) => {
    const changes: Vec[] = [v];
    for (const local of locals.slice(0, -1)) changes.push(local.push(changes[changes.length - 1]));
    let weight = u;
    let turn: Vec | null = null;
    for (let k = locals.length - 1; k >= 0; k--) {
      const own = locals[k].bend(changes[k], weight);
      turn = turn ? addInto(own, locals[k].pull(turn)) : own;
      if (k > 0) weight = locals[k].pull(weight);
    }
    return turn!;
  };
  const residuals = locals[locals.length - 1].residuals;
  return makeLocal(value, {
    push,
    pull,
    bend,
    chain: locals,
    ...(residuals && { residuals: composeLocals([...locals.slice(0, -1), residuals], residuals.value) }),
  });
}

function needChain(outermostFirst: Fn[]): void {
  if (outermostFirst.length === 0) throw new TypeError('compose: the call needs functions, got none');
  outermostFirst.forEach((f, i) => {
    if (!isFn(f)) throw wrongKind('compose', `argument ${i + 1}`, 'a Fn', f);
    if (Number.isNaN(f.inputs) || Number.isNaN(f.outputs)) {
      throw new TypeError(
        `compose: argument ${i + 1} needs its inputs and outputs said, got a callback without them`,
      );
    }
  });
  for (let i = 1; i < outermostFirst.length; i++) {
    const [outer, inner] = [outermostFirst[i - 1], outermostFirst[i]];
    if (outer.inputs !== inner.outputs) {
      throw new RangeError(
        `compose: argument ${i} needs ${countNoun(outer.inputs, 'input')}, got ${countNoun(inner.outputs, 'output')} of argument ${i + 1}`,
      );
    }
  }
}

const addInto = (a: Vec, b: Vec): Vec => {
  for (let i = 0; i < a.length; i++) a[i] += b[i];
  return a;
};

/** f at many points as one Fn; one after another where f has no fast path. */
export function atManyPoints(f: Fn, points: number): Fn {
  needWhole('many', 'points', points, 0, 2 ** 32);
  return f.many && isFastPathOf(f.many, f.at) ? f.many(points) : pointByPoint(f, points);
}

/** f at many points as one Fn, one after another. */
export function pointByPoint(f: Fn, points: number): Fn {
  const { inputs: n, outputs: m } = f;
  return {
    inputs: n * points,
    outputs: m * points,
    approximate: f.approximate ?? false,
    at(x) {
      const locals = Array.from({ length: points }, (_, p) => f.at(takePoint(x, n, points, p)));
      const each = (size: number, answer: (local: Local, p: number) => Vec) => {
        const out = new Float64Array(size * points);
        locals.forEach((local, p) => {
          putPoint(out, answer(local, p), points, p);
        });
        return out;
      };
      return {
        value: each(m, (local) => local.value),
        push: (v) => each(m, (local, p) => local.push(takePoint(v, n, points, p))),
        pull: (u) => each(n, (local, p) => local.pull(takePoint(u, m, points, p))),
        bend: (v, u) =>
          each(n, (local, p) => local.bend(takePoint(v, n, points, p), takePoint(u, m, points, p))),
      };
    },
  };
}

function takePoint(all: Vec, size: number, points: number, p: number): Vec {
  const one = new Float64Array(size);
  for (let i = 0; i < size; i++) one[i] = all[i * points + p];
  return one;
}

function putPoint(all: Vec, one: Vec, points: number, p: number): void {
  for (let i = 0; i < one.length; i++) all[i * points + p] = one[i];
}
