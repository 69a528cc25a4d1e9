import { asinh } from '../math/asinh.js';
import { atan } from '../math/atan.js';
import { cos } from '../math/cos.js';
import { cosh } from '../math/cosh.js';
import { erf } from '../math/erf.js';
import { exp } from '../math/exp.js';
import { expm1 } from '../math/expm1.js';
import { log } from '../math/log.js';
import { log1p } from '../math/log1p.js';
import { sin } from '../math/sin.js';
import { sinh } from '../math/sinh.js';
import { tan } from '../math/tan.js';
import { tanh } from '../math/tanh.js';
import { fold } from './evaluate.js';
import type { Node } from './graph.js';
import { reachable } from './interpret.js';
import type { Operation } from './operations.js';

/**
 * Complex number, with which a formula is evaluated for the complex-step derivative. Every function keeps the digits
 * of a small imaginary part, which carries the derivative. The inverse functions are those of W. Kahan, "Branch cuts
 * for complex elementary functions", 1987; at a kink each side is continued as it is.
 */
type Complex = readonly [re: number, im: number];

const PI = 3.141592653589793;
/** 2/√π, log₂ e and log₁₀ e. */
const ERF_SLOPE = 1.1283791670955126;
const LOG2_E = 1.4426950408889634;
const LOG10_E = 0.4342944819032518;

const ONE: Complex = [1, 0];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const scaled = ([a, b]: Complex, by: number): Complex => [a * by, b * by];
/** i·z, and −i·z. */
const turned = ([a, b]: Complex): Complex => [-b, a];
const turnedBack = ([a, b]: Complex): Complex => [b, -a];
/** Re and Im of conj(u)·v. */
const inner = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c + b * d, a * d - b * c];

function over([a, b]: Complex, [c, d]: Complex): Complex {
  if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const size = c + d * r;
    return [(a + b * r) / size, (b - a * r) / size];
  }
  const r = c / d;
  const size = c * r + d;
  return [(a * r + b) / size, (b * r - a) / size];
}

function length([a, b]: Complex): number {
  const [x, y] = [Math.abs(a), Math.abs(b)];
  const [most, least] = x > y ? [x, y] : [y, x];
  if (least === 0) return most;
  const r = least / most;
  return most * Math.sqrt(1 + r * r);
}

function angle([a, b]: Complex): number {
  if (Math.abs(b) > Math.abs(a)) return (b > 0 ? 1 : -1) * (PI / 2) - atan(a / b);
  if (a > 0 || (a === 0 && b === 0)) return atan(b / a || 0);
  return atan(b / a) + (b < 0 ? -PI : PI);
}

const naturalLog = (z: Complex): Complex => [log(length(z)), angle(z)];

function logOnePlus([a, b]: Complex): Complex {
  return [Math.abs(a) < 0.5 ? log1p(2 * a + a * a + b * b) / 2 : log(length([1 + a, b])), angle([1 + a, b])];
}

const exponential = ([a, b]: Complex): Complex => [exp(a) * cos(b), exp(a) * sin(b)];

function root([a, b]: Complex): Complex {
  if (a === 0 && b === 0) return [0, b];
  const half = Math.sqrt((Math.abs(a) + length([a, b])) / 2);
  return a >= 0 ? [half, b / (2 * half)] : [Math.abs(b) / (2 * half), b < 0 ? -half : half];
}

function cubeRoot(z: Complex): Complex {
  if (z[0] < 0) return scaled(cubeRoot(scaled(z, -1)), -1);
  const third = angle(z) / 3;
  const size = fold('cbrt', [length(z)]);
  return [size * cos(third), size * sin(third)];
}

function arcsine(z: Complex): Complex {
  const [left, right] = [root(minus(ONE, z)), root(plus(ONE, z))];
  return [atan(z[0] / times(left, right)[0]), asinh(inner(left, right)[1])];
}

function arccosine(z: Complex): Complex {
  const [left, right] = [root(minus(ONE, z)), root(plus(ONE, z))];
  return [2 * atan(left[0] / right[0]), asinh(inner(right, left)[1])];
}

function areaCosine(z: Complex): Complex {
  if (z[0] < 1) return [NaN, NaN];
  const [left, right] = [root(minus(z, ONE)), root(plus(z, ONE))];
  return [asinh(inner(left, right)[0]), 2 * atan(left[1] / right[0])];
}

function areaTangent([a, b]: Complex): Complex {
  const far = (1 - a) * (1 - a) + b * b;
  return [log1p((4 * a) / far) / 4, angle([(1 - a) * (1 + a) - b * b, 2 * b]) / 2];
}

function tangent([a, b]: Complex): Complex {
  const [t, u] = [tan(a), tanh(b)];
  const c = cosh(b);
  const size = 1 + t * t * u * u;
  return [t / (c * c) / size, (u * (1 + t * t)) / size];
}

const hyperbolicTangent = (z: Complex): Complex => {
  const c = cosh(z[0]);
  const [t, u] = [tan(z[1]), tanh(z[0])];
  const size = 1 + t * t * u * u;
  return [(u * (1 + t * t)) / size, t / (c * c) / size];
};

function logistic(z: Complex): Complex {
  const small = exponential(z[0] >= 0 ? scaled(z, -1) : z);
  return over(z[0] >= 0 ? ONE : small, plus(ONE, small));
}

/** Complex erf, by its Taylor series in i·b, whose derivatives are Hermite polynomials: erf is entire. */
function errorFunction([a, b]: Complex): Complex {
  const sum = [erf(a), 0];
  let [before, hermite] = [0, 1];
  let term = ERF_SLOPE * exp(-a * a) * b;
  for (let k = 1; k <= 200 && term !== 0; k++) {
    // i^k, with the sign (−1)^(k−1) of the derivative.
    const part = term * hermite * (k % 2 === 1 ? 1 : -1) * (k % 4 < 2 ? 1 : -1);
    sum[k % 2] += part;
    [before, hermite] = [hermite, 2 * a * hermite - 2 * (k - 1) * before];
    term *= b / (k + 1);
  }
  return [sum[0], sum[1]];
}

function toPower(z: Complex, w: Complex): Complex {
  const n = w[0];
  if (w[1] !== 0) return exponential(times(w, naturalLog(z)));
  if (Number.isInteger(n) && Math.abs(n) <= 16) {
    let product = ONE;
    for (let k = 0; k < Math.abs(n); k++) product = times(product, z);
    return n < 0 ? over(ONE, product) : product;
  }
  if (z[0] < 0) {
    if (!Number.isInteger(n)) return [NaN, NaN];
    const mirrored = toPower(scaled(z, -1), w);
    return n % 2 === 0 ? mirrored : scaled(mirrored, -1);
  }
  const size = fold('power', [length(z), n]);
  return [size * cos(n * angle(z)), size * sin(n * angle(z))];
}

const first = (best: (...x: number[]) => number, all: readonly Complex[]): Complex => {
  const re = best(...all.map(([a]) => a));
  return all.find(([a]) => a === re) ?? [NaN, NaN];
};

/** A function with NaN outside the domain of the real one, where the complex one would go on. */
const within =
  (fits: (a: number) => boolean, f: (z: Complex) => Complex) =>
  (z: Complex): Complex =>
    fits(z[0]) ? f(z) : [NaN, NaN];

const operations: Record<Operation, (...z: Complex[]) => Complex> = {
  add: plus,
  subtract: minus,
  multiply: times,
  divide: over,
  power: toPower,
  negate: (z) => scaled(z, -1),
  sin: ([a, b]) => [sin(a) * cosh(b), cos(a) * sinh(b)],
  cos: ([a, b]) => [cos(a) * cosh(b), -sin(a) * sinh(b)],
  tan: tangent,
  asin: within((a) => Math.abs(a) <= 1, arcsine),
  acos: within((a) => Math.abs(a) <= 1, arccosine),
  atan: (z) => turnedBack(areaTangent(turned(z))),
  sinh: ([a, b]) => [sinh(a) * cos(b), cosh(a) * sin(b)],
  cosh: ([a, b]) => [cosh(a) * cos(b), sinh(a) * sin(b)],
  tanh: hyperbolicTangent,
  asinh: (z) => turnedBack(arcsine(turned(z))),
  acosh: areaCosine,
  atanh: within((a) => Math.abs(a) <= 1, areaTangent),
  exp: exponential,
  expm1: ([a, b]) => [expm1(a) * cos(b) - 2 * sin(b / 2) * sin(b / 2), exp(a) * sin(b)],
  log: within((a) => a >= 0, naturalLog),
  log1p: within((a) => a >= -1, logOnePlus),
  log2: within(
    (a) => a >= 0,
    (z) => scaled(naturalLog(z), LOG2_E),
  ),
  log10: within(
    (a) => a >= 0,
    (z) => scaled(naturalLog(z), LOG10_E),
  ),
  sqrt: within((a) => a >= 0, root),
  cbrt: cubeRoot,
  abs: (z) => (z[0] < 0 ? scaled(z, -1) : z),
  sign: ([a]) => [Math.sign(a), 0],
  heaviside: ([a]) => [fold('heaviside', [a]), 0],
  relu: (z) => (z[0] <= 0 ? [0, 0] : z),
  sigmoid: logistic,
  softplus: (z) => (z[0] > 0 ? plus(z, logOnePlus(exponential(scaled(z, -1)))) : logOnePlus(exponential(z))),
  erf: errorFunction,
  min: (...all) => first(Math.min, all),
  max: (...all) => first(Math.max, all),
  logsumexp(...all) {
    const most = first(Math.max, all);
    const rest = all.filter((z) => z !== most).map((z) => exponential(minus(z, most)));
    return plus(most, logOnePlus(rest.reduce(plus, [0, 0])));
  },
  softmax(z, ...all) {
    const most = first(Math.max, all);
    return over(exponential(minus(z, most)), all.map((each) => exponential(minus(each, most))).reduce(plus));
  },
};

/** The values of roots at a complex point, in the order of `variables`. */
export function complexValues(
  roots: readonly Node[],
  variables: readonly string[],
  point: readonly Complex[],
): Complex[] {
  const values = new Map<Node, Complex>();
  for (const node of reachable(roots)) {
    if (node.kind === 'constant') values.set(node, [node.value, 0]);
    else if (node.kind === 'variable') values.set(node, point[variables.indexOf(node.name)]);
    else values.set(node, operations[node.operation](...node.args.map((arg) => values.get(arg)!)));
  }
  return roots.map((node) => values.get(node)!);
}
