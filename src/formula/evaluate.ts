import { acos } from '../math/acos.js';
import { acosh } from '../math/acosh.js';
import { asin } from '../math/asin.js';
import { asinh } from '../math/asinh.js';
import { atan } from '../math/atan.js';
import { atanh } from '../math/atanh.js';
import { cbrt } from '../math/cbrt.js';
import { cos } from '../math/cos.js';
import { cosh } from '../math/cosh.js';
import { erf } from '../math/erf.js';
import { erfc } from '../math/erfc.js';
import { exp } from '../math/exp.js';
import { expm1 } from '../math/expm1.js';
import { gelu } from '../math/gelu.js';
import { log } from '../math/log.js';
import { log1p } from '../math/log1p.js';
import { log2 } from '../math/log2.js';
import { log10 } from '../math/log10.js';
import { ndtr64 } from '../math/ndtr64.js';
import { npdf64 } from '../math/npdf64.js';
import { power } from '../math/power.js';
import { sech2 } from '../math/sech2.js';
import { sigmoid } from '../math/sigmoid.js';
import { sin } from '../math/sin.js';
import { sinh } from '../math/sinh.js';
import { softplus } from '../math/softplus.js';
import { tan } from '../math/tan.js';
import { tanh } from '../math/tanh.js';
import type { InternalOperation, Operation, Operator, Unary, Variadic } from './operations.js';

// Every operation on numbers: the definition that every other form of a formula agrees with.

/**
 * Where xσ(x) is of a σ below the normal range, whose digits it keeps as xσ(x + shift)·unit, with unit = exp(−shift), of
 * all such shifts one of the nearest to its double. At the end it is 0; −∞·0 would be NaN.
 */
export const siluTail = { from: -708, end: -760, shift: 47.5, unit: 2.349698337452817e-21 };

const unaryImplementations: Record<Unary, (x: number) => number> = {
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  asinh,
  acosh,
  atanh,
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  sqrt: Math.sqrt,
  cbrt,
  abs: Math.abs,
  sign: Math.sign,
  heaviside: (x) => (x > 0 ? 1 : x <= 0 ? 0 : NaN),
  relu: (x) => (x <= 0 ? 0 : x),
  sigmoid,
  softplus,
  gelu,
  silu: (x) =>
    x < siluTail.from
      ? Math.max(x, siluTail.end) * sigmoid(x + siluTail.shift) * siluTail.unit
      : x * sigmoid(x),
  elu: (x) => (x > 0 ? x : expm1(x)),
  erf,
  erfc,
};

const operatorImplementations: Record<Operator, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  power,
  negate: (x) => -x,
};

const variadicImplementations: Record<Variadic, (...x: number[]) => number> = {
  min: Math.min,
  max: Math.max,
};

const internalImplementations: Record<InternalOperation, (...x: number[]) => number> = {
  logsumexp,
  softmax: softmaxTerm,
  ndtr64,
  npdf64,
  sech2,
  hypot1: (x, square) => (square === Infinity ? Math.abs(x) : Math.sqrt(1 + square)),
  oneMinusSquare: (x) => (1 - x) * (1 + x),
  whereZero: (y, w) => (w === 0 ? y : w),
  ties: (a, best) => (Number.isNaN(best) ? best : a === best ? 1 : 0),
  gate: (x, live) => (live === 0 ? 0 : x),
};

const implementations: Record<Operation, (...args: number[]) => number> = {
  ...unaryImplementations,
  ...operatorImplementations,
  ...variadicImplementations,
  ...internalImplementations,
} as never;

/** The value of an operation on numbers. */
export const evaluateOperation = (operation: Operation, args: readonly number[]): number =>
  implementations[operation](...args);

/** The function that computes an operation. */
export const implementationOf = (operation: Operation) => implementations[operation];

/** ln Σ exp x = m + ln(1 + Σ exp(x − m)) with m the largest, which the sum then leaves out. */
function logsumexp(...x: number[]): number {
  const most = Math.max(...x);
  if (!Number.isFinite(most)) return most;
  const place = x.indexOf(most);
  return most + log1p(x.reduce((sum, each, i) => (i === place ? sum : sum + exp(each - most)), 0));
}

/** exp(a)/Σ exp x. */
function softmaxTerm(a: number, ...x: number[]): number {
  const most = Math.max(...x);
  return exp(a - most) / x.reduce((sum, each) => sum + exp(each - most), 0);
}
