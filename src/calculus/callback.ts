import { type Matrix, matrixFrom } from '../algebra/matrix.js';
import { allocateZeros } from '../engine/memory.js';
import { type Fn, type Local, makeLocal, type Vec } from '../fn.js';
import { matmul, matmulTransposeA } from '../kernels/index.js';
import { needKeys, needWhole, showValue, wrongKind } from '../need.js';
import { checkedNumbers } from '../numbers.js';
import { CUBE_ROOT_EPSILON, centralJacobian, FOURTH_ROOT_EPSILON } from './central.js';

export type CallbackResult = number | ArrayLike<number>;

export interface CallbackOptions {
  /** Number of inputs; without it any length is accepted, and `compose` refuses the function. */
  inputs?: number;
  outputs?: number;
  /** Gradient ∇f(x), for one output. */
  gradient?: (x: Vec) => CallbackResult;
  /** m×n Jacobian at x, as a Matrix or an array of rows. */
  jacobian?: (x: Vec) => Matrix | ArrayLike<number>[];
  /** Product J·v at x. */
  push?: (x: Vec, v: Vec) => CallbackResult;
  /** Product uᵀ·J at x. */
  pull?: (x: Vec, u: Vec) => CallbackResult;
}

const KEYS = ['inputs', 'outputs', 'gradient', 'jacobian', 'push', 'pull'];

/**
 * Fn of a JavaScript function of n numbers that returns a number or an array of numbers. The function receives an
 * ordinary Float64Array, reused between calls; what it throws passes through, the same object. Derivatives that are not
 * given come by differences: extrapolated ones in the verbs of calculus, central ones in `compose` and in runs; second
 * derivatives always by central ones.
 * Throws TypeError for what is not a function, an unknown option, or an answer that is not numbers, RangeError for an
 * answer of the wrong length.
 */
export function callback(f: (x: Vec) => CallbackResult, options: CallbackOptions = {}): Fn {
  needKeys('callback', 'option', options, KEYS);
  return callbackFn('callback', f, options);
}

/** `callback` on behalf of `who`, which its errors name. */
export function callbackFn(who: string, f: (x: Vec) => CallbackResult, options: CallbackOptions): Fn {
  if (typeof f !== 'function') throw wrongKind(who, 'f', 'a function', f);
  const { inputs, outputs } = options;
  if (inputs !== undefined) needWhole(who, 'inputs', inputs, 0, 2 ** 32);
  if (outputs !== undefined) needWhole(who, 'outputs', outputs, 0, 2 ** 32);
  for (const key of ['gradient', 'jacobian', 'push', 'pull'] as const) {
    const part = options[key];
    if (part !== undefined && typeof part !== 'function') throw wrongKind(who, key, 'a function', part);
  }
  const given: Given = { who, f, options, ask: copyCaller() };
  const fn = {
    inputs: inputs ?? NaN,
    outputs: outputs ?? NaN,
    approximate: true,
    at: (x: Vec) => callbackLocal(given, x.slice()),
  };
  if (!hasDerivative(options)) withoutDerivative.add(fn);
  return fn;
}

/** Callbacks given without a derivative; by themselves they take central differences, as runs need them. */
const withoutDerivative = new WeakSet<Fn>();

/** Whether f is a callback given without a derivative. */
export const knowsNoDerivative = (f: Fn): boolean => withoutDerivative.has(f);

/** Caller of functions with a copy of x in one reused array, or in a new one while an outer call uses that. */
function copyCaller() {
  let spare: Vec | null = null;
  return <T>(x: Vec, f: (x: Vec) => T): T => {
    const copy = spare?.length === x.length ? spare : new Float64Array(x.length);
    spare = null;
    copy.set(x);
    try {
      return f(copy);
    } finally {
      spare = copy;
    }
  };
}

function checkResult(who: string, what: string, given: unknown, length: number | undefined): Vec {
  if (typeof given === 'number') given = [given];
  const isList = typeof given === 'object' && given !== null && 'length' in given;
  if (!isList)
    throw new TypeError(
      `${who}: ${what} needs to return a number or an array of numbers, got ${showValue(given)}`,
    );
  return checkedNumbers(who, what, given, length);
}

/** Arguments of a callback, its name in errors and its caller. */
interface Given {
  readonly who: string;
  readonly f: (x: Vec) => CallbackResult;
  readonly options: CallbackOptions;
  readonly ask: ReturnType<typeof copyCaller>;
}

function callbackLocal(given: Given, x: Vec): Local {
  const { who, f, options, ask } = given;
  const y = checkResult(who, 'f', ask(x, f), options.outputs);
  let here: Vec | null = null;
  const own = () => (here ??= callbackJacobian(given, x, y.length));
  return makeLocal(y, {
    push: (v) =>
      options.push ? pushed(given, x, v.slice(), y.length) : product(own(), y.length, x.length, v),
    pull: (u) => pullAt(given, x, u, own),
    bend: (v, u) =>
      centralBend(x, v, hasDerivative(options), (at) =>
        pullAt(given, at, u, () => callbackJacobian(given, at, u.length)),
      ),
  });
}

/** Product J·v of an m×n Jacobian. */
function product(jacobian: Vec, m: number, n: number, v: Vec): Vec {
  const out = new Float64Array(m);
  matmul(m, 1, n, jacobian, v, out);
  return out;
}

/** Product uᵀ·J at a point, by the given `pull` or by the Jacobian there. */
function pullAt(given: Given, at: Vec, u: Vec, jacobian: () => Vec): Vec {
  if (given.options.pull) return pulled(given, at, u.slice());
  const back = new Float64Array(at.length);
  matmulTransposeA(at.length, 1, u.length, jacobian(), u, back);
  return back;
}

/** Product J·v by the given `push`, m numbers. */
function pushed({ who, options, ask }: Given, at: Vec, v: Vec, m: number): Vec {
  const change = ask(at, (copy) => options.push!(copy, v));
  return checkResult(who, 'push', change, m);
}

/** Product uᵀ·J by the given `pull`. */
function pulled({ who, options, ask }: Given, at: Vec, u: Vec): Vec {
  const weights = ask(at, (copy) => options.pull!(copy, u));
  return checkResult(who, 'pull', weights, at.length);
}

const hasDerivative = ({ gradient, jacobian, push, pull }: CallbackOptions) =>
  !!(gradient ?? jacobian ?? push ?? pull);

/** m×n Jacobian at x from the given derivative, else by central differences. */
function callbackJacobian(given: Given, x: Vec, m: number): Vec {
  const { who, f, options, ask } = given;
  if (options.gradient) return fromGradient(given, x, m);
  if (options.jacobian) return fromJacobian(given, x, m);
  if (options.push) return byColumns(given, x, m);
  if (options.pull) return byRows(given, x, m);
  const value = (copy: Vec) => {
    const found = f(copy);
    return typeof found === 'number' ? found : checkResult(who, 'f', found, m);
  };
  return ask(x, (copy) => centralJacobian(who, value, copy, x, m));
}

function fromGradient({ who, options, ask }: Given, x: Vec, m: number): Vec {
  if (m !== 1) throw new RangeError(`${who}: gradient needs f to have one output, got ${m}`);
  return checkResult(who, 'gradient', ask(x, options.gradient!), x.length);
}

function fromJacobian({ who, options, ask }: Given, x: Vec, m: number): Vec {
  const n = x.length;
  const { rows, columns, data } = matrixFrom(who, 'jacobian', ask(x, options.jacobian!));
  if (rows !== m || columns !== n)
    throw new RangeError(`${who}: jacobian needs ${m}×${n}, got ${rows}×${columns}`);
  return data;
}

function byColumns(given: Given, x: Vec, m: number): Vec {
  const n = x.length;
  const out = allocateZeros(given.who, 'the Jacobian', m * n);
  for (let j = 0; j < n; j++) {
    const column = pushed(given, x, basisVector(n, j), m);
    for (let i = 0; i < m; i++) out[i * n + j] = column[i];
  }
  return out;
}

function byRows(given: Given, x: Vec, m: number): Vec {
  const n = x.length;
  const out = allocateZeros(given.who, 'the Jacobian', m * n);
  for (let i = 0; i < m; i++) out.set(pulled(given, x, basisVector(m, i)), i * n);
  return out;
}

const basisVector = (n: number, i: number) => {
  const e = new Float64Array(n);
  e[i] = 1;
  return e;
};

/** Derivative of g along v by a central difference; the step is wider where g comes by differences itself. */
function centralBend(x: Vec, v: Vec, exact: boolean, g: (x: Vec) => Vec): Vec {
  const length = maxAbs(v);
  if (length === 0) return new Float64Array(x.length);
  const h = ((exact ? CUBE_ROOT_EPSILON : FOURTH_ROOT_EPSILON) * (1 + maxAbs(x))) / length;
  const up = g(x.map((xi, i) => xi + h * v[i]));
  const down = g(x.map((xi, i) => xi - h * v[i]));
  return up.map((slope, i) => (slope - down[i]) / (2 * h));
}

const maxAbs = (x: Vec) => x.reduce((most, xi) => Math.max(most, Math.abs(xi)), 0);
