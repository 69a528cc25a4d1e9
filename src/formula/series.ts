import { fold } from './evaluate.js';
import type { Node } from './graph.js';
import { reachable } from './interpret.js';
import type { Operation } from './operations.js';

// Truncated power series c₀ + c₁t + … + c_Kt^K of every operation. Most follow from f′ = g·u′, which for coefficients
// reads k f_k = Σ j u_j g_{k−j}; the recurrences are in Griewank and Walther, Evaluating Derivatives, chapter 13.
// Series are coefficients themselves, not derivatives, so that k! never appears.

type Series = Float64Array;

/** The series of each root, the variables' series given. */
export function seriesOf(
  roots: readonly Node[],
  variables: ReadonlyMap<string, Series>,
  order: number,
): Series[] {
  const known = new Map<Node, Series>();
  // An expression without a variable does not vary, at the edge of its domain too: asin(1) has no slope to multiply
  // by 0.
  const still = new Set<Node>();
  for (const node of reachable(roots)) {
    if (node.kind === 'variable') {
      known.set(node, variables.get(node.name)!);
      continue;
    }
    const args = node.kind === 'call' ? node.args.map((arg) => known.get(arg)!) : [];
    if (node.kind === 'constant' || node.args.every((arg) => still.has(arg))) {
      still.add(node);
      const value =
        node.kind === 'constant'
          ? node.value
          : fold(
              node.operation,
              args.map(([first]) => first),
            );
      known.set(node, constant(value, order));
    } else known.set(node, applied(node.operation, args));
  }
  return roots.map((root) => known.get(root)!);
}

function constant(value: number, order: number): Series {
  const series = new Float64Array(order + 1);
  series[0] = value;
  return series;
}

function applied(operation: Operation, args: Series[]): Series {
  const [u, v] = args;
  switch (operation) {
    case 'add':
      return u.map((c, k) => c + v[k]);
    case 'subtract':
      return u.map((c, k) => c - v[k]);
    case 'negate':
      return u.map((c) => -c);
    case 'multiply':
      return product(u, v);
    case 'divide':
      return quotient(u, v);
    case 'power':
      return v.every((c, k) => k === 0 || c === 0)
        ? constantPower(u, v[0])
        : headed('power', args, exp(product(v, log(u))));
    case 'min':
    case 'max':
      return selected(operation, args);
    case 'logsumexp':
      return headed(operation, args, log(sumOfExps(args, largest(args))));
    case 'softmax': {
      const most = largest(args.slice(1));
      const series = quotient(exp(plus(u, -most)), sumOfExps(args.slice(1), most));
      return headed(operation, args, series);
    }
    default:
      return headed(operation, [u], unary(operation, u));
  }
}

/** Series whose c₀ is the value that the operation itself gives. */
function headed(operation: Operation, args: Series[], series: Series): Series {
  series[0] = fold(
    operation,
    args.map(([first]) => first),
  );
  return series;
}

function product(u: Series, v: Series): Series {
  return u.map((_, k) => {
    let sum = 0;
    for (let j = 0; j <= k; j++) sum += u[j] * v[k - j];
    return sum;
  });
}

function quotient(u: Series, v: Series): Series {
  const f = new Float64Array(u.length);
  for (let k = 0; k < f.length; k++) {
    let sum = u[k];
    for (let j = 1; j <= k; j++) sum -= v[j] * f[k - j];
    f[k] = sum / v[0];
  }
  return f;
}

/** f with f′ = g·u′; `slope(m, f)` is g_m, which may use f₀ … f_m. */
function integral(u: Series, first: number, slope: (m: number, f: Series) => number): Series {
  const f = new Float64Array(u.length);
  const g = new Float64Array(u.length);
  f[0] = first;
  for (let k = 1; k < f.length; k++) {
    g[k - 1] = slope(k - 1, f);
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += j * u[j] * g[k - j];
    f[k] = sum / k;
  }
  return f;
}

const along = (u: Series, operation: Operation, g: Series) =>
  integral(u, fold(operation, [u[0]]), (m) => g[m]);

const exp = (u: Series) => integral(u, fold('exp', [u[0]]), (m, f) => f[m]);
const log = (u: Series) => along(u, 'log', quotient(constant(1, u.length - 1), u));
const square = (u: Series) => product(u, u);
const plus = (u: Series, value: number) => u.map((c, k) => (k === 0 ? c + value : c));
const scaled = (u: Series, by: number) => u.map((c) => c * by);
const one = (u: Series) => constant(1, u.length - 1);
const reciprocal = (u: Series) => quotient(one(u), u);

/** Σ f_i f_{m−i} over the terms with both i and m − i at least `from`. */
const squaredAt = (f: Series, m: number, from = 0) => {
  let sum = 0;
  for (let i = from; i <= m - from; i++) sum += f[i] * f[m - i];
  return sum;
};

/** sin and cos, or sinh and cosh, which are each other's slope but for a sign. */
function pair(u: Series, operations: readonly [Operation, Operation], sign: number): [Series, Series] {
  const s = new Float64Array(u.length);
  const c = new Float64Array(u.length);
  s[0] = fold(operations[0], [u[0]]);
  c[0] = fold(operations[1], [u[0]]);
  for (let k = 1; k < u.length; k++) {
    for (let j = 1; j <= k; j++) {
      s[k] += (j * u[j] * c[k - j]) / k;
      c[k] += (sign * j * u[j] * s[k - j]) / k;
    }
  }
  return [s, c];
}

type Plain = Exclude<
  Operation,
  'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'negate' | 'min' | 'max' | 'logsumexp' | 'softmax'
>;

/** (1 − u)(1 + u) and its like, without the cancellation of 1 − u². */
const between = (u: Series) => product(plus(scaled(u, -1), 1), plus(u, 1));
const beyond = (u: Series) => product(plus(u, -1), plus(u, 1));

const unaries: Record<Plain, (u: Series) => Series> = {
  exp,
  expm1: exp,
  log,
  log1p: (u) => along(u, 'log1p', reciprocal(plus(u, 1))),
  log2: (u) => scaled(log(u), 1 / fold('log', [2])),
  log10: (u) => scaled(log(u), 1 / fold('log', [10])),
  sqrt: (u) => rooted(u, fold('sqrt', [u[0]]), 0.5),
  cbrt: (u) => rooted(u, fold('cbrt', [u[0]]), 1 / 3),
  sin: (u) => pair(u, ['sin', 'cos'], -1)[0],
  cos: (u) => pair(u, ['sin', 'cos'], -1)[1],
  sinh: (u) => pair(u, ['sinh', 'cosh'], 1)[0],
  cosh: (u) => pair(u, ['sinh', 'cosh'], 1)[1],
  tan: (u) => integral(u, fold('tan', [u[0]]), (m, f) => squaredAt(f, m) + (m === 0 ? 1 : 0)),
  // 1 − tanh² is 0 from 20 on; 1/cosh² is not.
  tanh: (u) => integral(u, fold('tanh', [u[0]]), (m, f) => (m === 0 ? sechSquared(u[0]) : -squaredAt(f, m))),
  // 1 − 2σ(u) is tanh(−u/2), which keeps its digits where σ is near ½.
  sigmoid: (u) =>
    integral(u, fold('sigmoid', [u[0]]), (m, f) =>
      m === 0 ? f[0] * fold('sigmoid', [-u[0]]) : fold('tanh', [-u[0] / 2]) * f[m] - squaredAt(f, m, 1),
    ),
  softplus: (u) => along(u, 'softplus', headed('sigmoid', [u], unaries.sigmoid(u))),
  asin: (u) => along(u, 'asin', reciprocal(root(between(u)))),
  acos: (u) => along(u, 'acos', scaled(reciprocal(root(between(u))), -1)),
  atan: (u) => along(u, 'atan', reciprocal(plus(square(u), 1))),
  asinh: (u) => along(u, 'asinh', reciprocal(root(plus(square(u), 1)))),
  acosh: (u) => along(u, 'acosh', reciprocal(root(beyond(u)))),
  atanh: (u) => along(u, 'atanh', reciprocal(between(u))),
  erf: (u) => along(u, 'erf', scaled(exp(scaled(square(u), -1)), 2 / Math.sqrt(3.141592653589793))),
  abs: (u) => scaled(u, fold('sign', [u[0]])),
  relu: (u) => scaled(u, fold('heaviside', [u[0]])),
  sign: (u) => constant(0, u.length - 1),
  heaviside: (u) => constant(0, u.length - 1),
};

const unary = (operation: Plain, u: Series) => unaries[operation](u);
const sechSquared = (x: number) => fold('power', [fold('cosh', [x]), -2]);
const root = (u: Series) => rooted(u, fold('sqrt', [u[0]]), 0.5);

/**
 * u^r with its value given: k u₀ f_k = Σ (r j − (k − j)) u_j f_{k−j}; where u starts with tᵐ, m > 0, 0 below t^(mr)
 * and NaN from there.
 */
function rooted(u: Series, first: number, r: number): Series {
  const f = new Float64Array(u.length);
  f[0] = first;
  if (u[0] === 0 && r > 0) {
    const place = u.findIndex((c) => c !== 0);
    return f.fill(Number.NaN, Math.ceil((place < 0 ? f.length : place) * r));
  }
  for (let k = 1; k < f.length; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += (r * j - (k - j)) * u[j] * f[k - j];
    f[k] = sum / (k * u[0]);
  }
  return f;
}

/** Power of a constant exponent; a whole one by products, which hold for u₀ = 0 too. */
function constantPower(u: Series, r: number): Series {
  if (!Number.isInteger(r) || Math.abs(r) > 1024) return rooted(u, fold('power', [u[0], r]), r);
  let f = one(u);
  let base = u;
  for (let n = Math.abs(r); n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) f = product(f, base);
    if (n > 1) base = square(base);
  }
  const series = r < 0 ? reciprocal(f) : f;
  series[0] = fold('power', [u[0], r]);
  return series;
}

const largest = (args: Series[]) => Math.max(...args.map(([first]) => first));

/** Σ exp(u − m). */
function sumOfExps(args: Series[], m: number): Series {
  const each = args.map((series) => exp(plus(series, -m)));
  return each.reduce((sum, series) => sum.map((c, k) => c + series[k]));
}

/** Series of the argument that min or max takes, or the mean of those that tie. */
function selected(operation: 'min' | 'max', args: Series[]): Series {
  const best = fold(
    operation,
    args.map(([first]) => first),
  );
  const tied = args.filter(([first]) => first === best);
  if (tied.length === 0) return args[0].map(() => NaN);
  return args[0].map((_, k) => tied.reduce((sum, series) => sum + series[k], 0) / tied.length);
}
