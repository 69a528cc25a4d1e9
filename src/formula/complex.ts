import { asinh } from '../math/asinh.js';
import { atan } from '../math/atan.js';
import { cos } from '../math/cos.js';
import { cosh } from '../math/cosh.js';
import { erf } from '../math/erf.js';
import { erfc } from '../math/erfc.js';
import { exp } from '../math/exp.js';
import { expm1 } from '../math/expm1.js';
import { log } from '../math/log.js';
import { log1p } from '../math/log1p.js';
import { ndtr64 } from '../math/ndtr64.js';
import { npdf64 } from '../math/npdf64.js';
import { sin } from '../math/sin.js';
import { sinh } from '../math/sinh.js';
import { tan } from '../math/tan.js';
import { tanh } from '../math/tanh.js';
import { evaluateOperation } from './evaluate.js';
import type { Node } from './graph.js';
import { Program } from './interpret.js';
import type { Operation, Variadic } from './operations.js';

/**
 * Complex number, with which a formula is evaluated for the complex-step derivative. Every function keeps the digits
 * of a small imaginary part, which carries the derivative. The inverse functions are those of W. Kahan, "Branch cuts
 * for complex elementary functions", 1987; at a kink each side is continued as it is.
 */
type Complex = readonly [re: number, im: number];

const PI = 3.141592653589793;
/** 2/√π, √½, log₂ e and log₁₀ e. */
const ERF_SLOPE = 1.1283791670955126;
const ROOT_HALF = 0.7071067811865476;
const LOG2_E = 1.4426950408889634;
const LOG10_E = 0.4342944819032518;

const ONE: Complex = [1, 0];
const addComplex = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const subtractComplex = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const multiplyComplex = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const scaleComplex = ([a, b]: Complex, by: number): Complex => [a * by, b * by];
/** i·z, and −i·z. */
const timesI = ([a, b]: Complex): Complex => [-b, a];
const timesMinusI = ([a, b]: Complex): Complex => [b, -a];
/** Re and Im of conj(u)·v. */
const conjugateProduct = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c + b * d, a * d - b * c];

function divideComplex([a, b]: Complex, [c, d]: Complex): Complex {
  if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const size = c + d * r;
    return [(a + b * r) / size, (b - a * r) / size];
  }
  const r = c / d;
  const size = c * r + d;
  return [(a * r + b) / size, (b * r - a) / size];
}

function complexAbs([a, b]: Complex): number {
  const [x, y] = [Math.abs(a), Math.abs(b)];
  const [most, least] = x > y ? [x, y] : [y, x];
  if (least === 0) return most;
  const r = least / most;
  return most * Math.sqrt(1 + r * r);
}

function complexArg([a, b]: Complex): number {
  if (Math.abs(b) > Math.abs(a)) return (b > 0 ? 1 : -1) * (PI / 2) - atan(a / b);
  if (a > 0 || (a === 0 && b === 0)) return atan(b / a || 0);
  return atan(b / a) + (b < 0 ? -PI : PI);
}

const complexLog = (z: Complex): Complex => [log(complexAbs(z)), complexArg(z)];

function complexLog1p([a, b]: Complex): Complex {
  return [
    Math.abs(a) < 0.5 ? log1p(2 * a + a * a + b * b) / 2 : log(complexAbs([1 + a, b])),
    complexArg([1 + a, b]),
  ];
}

const complexExp = ([a, b]: Complex): Complex => [exp(a) * cos(b), exp(a) * sin(b)];

function complexSqrt([a, b]: Complex): Complex {
  if (a === 0 && b === 0) return [0, b];
  const half = Math.sqrt((Math.abs(a) + complexAbs([a, b])) / 2);
  return a >= 0 ? [half, b / (2 * half)] : [Math.abs(b) / (2 * half), b < 0 ? -half : half];
}

function complexCbrt(z: Complex): Complex {
  if (z[0] < 0) return scaleComplex(complexCbrt(scaleComplex(z, -1)), -1);
  const third = complexArg(z) / 3;
  const size = evaluateOperation('cbrt', [complexAbs(z)]);
  return [size * cos(third), size * sin(third)];
}

function complexAsin(z: Complex): Complex {
  const [left, right] = [complexSqrt(subtractComplex(ONE, z)), complexSqrt(addComplex(ONE, z))];
  return [atan(z[0] / multiplyComplex(left, right)[0]), asinh(conjugateProduct(left, right)[1])];
}

function complexAcos(z: Complex): Complex {
  const [left, right] = [complexSqrt(subtractComplex(ONE, z)), complexSqrt(addComplex(ONE, z))];
  return [2 * atan(left[0] / right[0]), asinh(conjugateProduct(right, left)[1])];
}

function complexAcosh(z: Complex): Complex {
  if (z[0] < 1) return [NaN, NaN];
  const [left, right] = [complexSqrt(subtractComplex(z, ONE)), complexSqrt(addComplex(z, ONE))];
  return [asinh(conjugateProduct(left, right)[0]), 2 * atan(left[1] / right[0])];
}

function complexAtanh([a, b]: Complex): Complex {
  const far = (1 - a) * (1 - a) + b * b;
  return [log1p((4 * a) / far) / 4, complexArg([(1 - a) * (1 + a) - b * b, 2 * b]) / 2];
}

function complexTan([a, b]: Complex): Complex {
  const [t, u] = [tan(a), tanh(b)];
  const c = cosh(b);
  const size = 1 + t * t * u * u;
  return [t / (c * c) / size, (u * (1 + t * t)) / size];
}

const complexTanh = (z: Complex): Complex => {
  const c = cosh(z[0]);
  const [t, u] = [tan(z[1]), tanh(z[0])];
  const size = 1 + t * t * u * u;
  return [(u * (1 + t * t)) / size, t / (c * c) / size];
};

function complexSigmoid(z: Complex): Complex {
  const small = complexExp(z[0] >= 0 ? scaleComplex(z, -1) : z);
  return divideComplex(z[0] >= 0 ? ONE : small, addComplex(ONE, small));
}

/**
 * erf(a + ib) − erf(a), given the slope of erf at a: the Taylor series in ib, whose derivatives are Hermite
 * polynomials; erf is entire.
 */
function erfAcross([a, b]: Complex, slope: number): Complex {
  const sum = [0, 0];
  let [before, hermite] = [0, 1];
  let term = slope * b;
  for (let k = 1; k <= 200 && term !== 0; k++) {
    // i^k, with the sign (−1)^(k−1) of the derivative.
    const part = term * hermite * (k % 2 === 1 ? 1 : -1) * (k % 4 < 2 ? 1 : -1);
    sum[k % 2] += part;
    [before, hermite] = [hermite, 2 * a * hermite - 2 * (k - 1) * before];
    term *= b / (k + 1);
  }
  return [sum[0], sum[1]];
}

const complexErf = (z: Complex): Complex =>
  addComplex([erf(z[0]), 0], erfAcross(z, ERF_SLOPE * exp(-z[0] * z[0])));
const complexErfc = (z: Complex): Complex =>
  subtractComplex([erfc(z[0]), 0], erfAcross(z, ERF_SLOPE * exp(-z[0] * z[0])));
/** 2⁶⁴Φ(z) = 2⁶³(1 + erf(z/√2)). */
const complexNdtr64 = (z: Complex): Complex =>
  addComplex([ndtr64(z[0]), 0], erfAcross(scaleComplex(z, ROOT_HALF), npdf64(z[0]) / ROOT_HALF));
const complexNpdf64 = ([a, b]: Complex): Complex =>
  scaleComplex([cos(a * b), -sin(a * b)], npdf64(a) * exp((b * b) / 2));

function complexPow(z: Complex, w: Complex): Complex {
  const n = w[0];
  if (w[1] !== 0) return complexExp(multiplyComplex(w, complexLog(z)));
  if (Number.isInteger(n) && Math.abs(n) <= 16) {
    let product = ONE;
    for (let k = 0; k < Math.abs(n); k++) product = multiplyComplex(product, z);
    return n < 0 ? divideComplex(ONE, product) : product;
  }
  if (z[0] < 0) {
    if (!Number.isInteger(n)) return [NaN, NaN];
    const mirrored = complexPow(scaleComplex(z, -1), w);
    return n % 2 === 0 ? mirrored : scaleComplex(mirrored, -1);
  }
  const size = evaluateOperation('power', [complexAbs(z), n]);
  return [size * cos(n * complexArg(z)), size * sin(n * complexArg(z))];
}

const selectByRealPart = (best: (...x: number[]) => number, all: readonly Complex[]): Complex => {
  const re = best(...all.map(([a]) => a));
  return all.find(([a]) => a === re) ?? [NaN, NaN];
};

/** A function with NaN outside the domain of the real one, where the complex one would go on. */
const onDomain =
  (fits: (a: number) => boolean, f: (z: Complex) => Complex) =>
  (z: Complex): Complex =>
    fits(z[0]) ? f(z) : [NaN, NaN];

const complexOperations: Record<Exclude<Operation, Variadic>, (...z: Complex[]) => Complex> = {
  add: addComplex,
  subtract: subtractComplex,
  multiply: multiplyComplex,
  divide: divideComplex,
  power: complexPow,
  negate: (z) => scaleComplex(z, -1),
  sin: ([a, b]) => [sin(a) * cosh(b), cos(a) * sinh(b)],
  cos: ([a, b]) => [cos(a) * cosh(b), -sin(a) * sinh(b)],
  tan: complexTan,
  asin: onDomain((a) => Math.abs(a) <= 1, complexAsin),
  acos: onDomain((a) => Math.abs(a) <= 1, complexAcos),
  atan: (z) => timesMinusI(complexAtanh(timesI(z))),
  sinh: ([a, b]) => [sinh(a) * cos(b), cosh(a) * sin(b)],
  cosh: ([a, b]) => [cosh(a) * cos(b), sinh(a) * sin(b)],
  tanh: complexTanh,
  asinh: (z) => timesMinusI(complexAsin(timesI(z))),
  acosh: complexAcosh,
  atanh: onDomain((a) => Math.abs(a) <= 1, complexAtanh),
  exp: complexExp,
  expm1: ([a, b]) => [expm1(a) * cos(b) - 2 * sin(b / 2) * sin(b / 2), exp(a) * sin(b)],
  log: onDomain((a) => a >= 0, complexLog),
  log1p: onDomain((a) => a >= -1, complexLog1p),
  log2: onDomain(
    (a) => a >= 0,
    (z) => scaleComplex(complexLog(z), LOG2_E),
  ),
  log10: onDomain(
    (a) => a >= 0,
    (z) => scaleComplex(complexLog(z), LOG10_E),
  ),
  sqrt: onDomain((a) => a >= 0, complexSqrt),
  cbrt: complexCbrt,
  abs: (z) => (z[0] < 0 ? scaleComplex(z, -1) : z),
  sign: ([a]) => [Math.sign(a), 0],
  heaviside: ([a]) => [evaluateOperation('heaviside', [a]), 0],
  relu: (z) => (z[0] <= 0 ? [0, 0] : z),
  sigmoid: complexSigmoid,
  softplus: (z) =>
    z[0] > 0 ? addComplex(z, complexLog1p(complexExp(scaleComplex(z, -1)))) : complexLog1p(complexExp(z)),
  erf: complexErf,
  erfc: complexErfc,
  gelu: (z) => multiplyComplex(z, scaleComplex(complexNdtr64(z), 2 ** -64)),
  silu: (z) => multiplyComplex(z, complexSigmoid(z)),
  elu: (z) => (z[0] > 0 ? z : complexOperations.expm1(z)),
  ndtr64: complexNdtr64,
  npdf64: complexNpdf64,
  // 4 σ(2z) σ(−2z) does not overflow.
  sech2: (z) =>
    scaleComplex(multiplyComplex(complexSigmoid(scaleComplex(z, 2)), complexSigmoid(scaleComplex(z, -2))), 4),
  hypot1: (z, square) =>
    square[0] === Infinity ? complexOperations.abs(z) : complexSqrt(addComplex(ONE, square)),
  oneMinusSquare: (z) => multiplyComplex(subtractComplex(ONE, z), addComplex(ONE, z)),
  whereZero: (y, w) => (w[0] === 0 && w[1] === 0 ? y : w),
  ties: ([a], [best]) => [evaluateOperation('ties', [a, best]), 0],
  gate: (z, [live]) => (live === 0 ? [0, 0] : z),
  logsumexp(...all) {
    const most = selectByRealPart(Math.max, all);
    const rest = all.filter((z) => z !== most).map((z) => complexExp(subtractComplex(z, most)));
    return addComplex(most, complexLog1p(rest.reduce(addComplex, [0, 0])));
  },
  softmax(z, ...all) {
    const most = selectByRealPart(Math.max, all);
    return divideComplex(
      complexExp(subtractComplex(z, most)),
      all.map((each) => complexExp(subtractComplex(each, most))).reduce(addComplex),
    );
  },
};

/** The values of roots at a complex point, in the order of `variables`. */
export function complexValues(
  roots: readonly Node[],
  variables: readonly string[],
  point: readonly Complex[],
): Complex[] {
  const values = new Map<Node, Complex>();
  const real = new Program(roots, variables);
  const realValues = real.trace(point.map(([a]) => a));
  const realOf = new Map(real.nodes.map((node, place) => [node, realValues[place]]));
  for (const node of real.nodes) {
    if (node.kind === 'constant') values.set(node, [node.value, 0]);
    else if (node.kind === 'variable') values.set(node, point[variables.indexOf(node.name)]);
    else if (node.operation === 'min' || node.operation === 'max') {
      // The branch that is taken at the real point: beside it the real part of 1/|x| may be anything.
      const taken = node.args.find((arg) => realOf.get(arg) === realOf.get(node));
      values.set(node, taken ? values.get(taken)! : [NaN, NaN]);
    } else values.set(node, complexOperations[node.operation](...node.args.map((arg) => values.get(arg)!)));
  }
  return roots.map((node) => values.get(node)!);
}
