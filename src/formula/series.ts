import { evaluateOperation } from './evaluate.js';
import type { Node } from './graph.js';
import { reachableNodes } from './interpret.js';
import type { Operation, Operator, Variadic } from './operations.js';
import { passesAt } from './rules.js';

// Truncated power series c₀ + c₁t + … + c_Kt^K of every operation. Most follow from f′ = g·u′, which for coefficients
// reads k f_k = Σ j u_j g_{k−j}; the recurrences are in Griewank and Walther, Evaluating Derivatives, chapter 13.
// Series are coefficients themselves, not derivatives, so that k! never appears.

type PowerSeries = Float64Array;

/** The series of each root, the variables' series given. */
export function seriesOf(
  roots: readonly Node[],
  variables: ReadonlyMap<string, PowerSeries>,
  order: number,
): PowerSeries[] {
  const known = new Map<Node, PowerSeries>();
  // What does not vary near the point does not at the edge of its domain either: asin(1) has no slope to multiply by 0.
  const still = new Set<Node>();
  for (const node of reachableNodes(roots)) {
    if (node.kind === 'variable') known.set(node, variables.get(node.name)!);
    else if (node.kind === 'constant') {
      still.add(node);
      known.set(node, constantSeries(node.value, order));
    } else {
      const args = node.args.map((arg) => known.get(arg)!);
      const values = args.map(([first]) => first);
      const flags = node.args.map((arg) => still.has(arg));
      if (isStill(node.operation, values, flags)) {
        still.add(node);
        known.set(node, constantSeries(evaluateOperation(node.operation, values), order));
      } else known.set(node, applyOperation(node.operation, args));
    }
  }
  return roots.map((root) => known.get(root)!);
}

/** Whether a call is constant near values of its arguments, of which some are. */
const isStill = (operation: Operation, values: readonly number[], still: readonly boolean[]) =>
  values.every((_, i) => still[i] || !passesAt(operation, values, i, still));

function constantSeries(value: number, order: number): PowerSeries {
  const series = new Float64Array(order + 1);
  series[0] = value;
  return series;
}

function applyOperation(operation: Operation, args: PowerSeries[]): PowerSeries {
  const [u, v] = args;
  switch (operation) {
    case 'add':
      return u.map((c, k) => c + v[k]);
    case 'subtract':
      return u.map((c, k) => c - v[k]);
    case 'negate':
      return u.map((c) => -c);
    case 'multiply':
      return multiplySeries(u, v);
    case 'divide':
      return divideSeries(u, v);
    case 'power':
      return v.every((c, k) => k === 0 || c === 0)
        ? constantPower(u, v[0])
        : expSeries(multiplySeries(v, logSeries(u)), evaluateOperation('power', [u[0], v[0]]));
    case 'min':
    case 'max':
      return selectSeries(operation, args);
    case 'hypot1':
      return withExactValue(operation, args, v[0] === Infinity ? farRoot(u) : sqrtSeries(addConstant(v, 1)));
    case 'whereZero':
      return withExactValue(operation, args, u);
    // Ties are still, and so is a gate that is closed.
    case 'ties':
    case 'gate':
      return u;
    case 'logsumexp':
      return withExactValue(operation, args, logSeries(sumOfExps(args, largestValue(args))));
    case 'softmax': {
      const most = largestValue(args.slice(1));
      const series = divideSeries(expSeries(addConstant(u, -most)), sumOfExps(args.slice(1), most));
      return withExactValue(operation, args, series);
    }
    default:
      return withExactValue(operation, [u], unarySeries(operation, u));
  }
}

/** Series whose c₀ is the value that the operation itself gives. */
function withExactValue(operation: Operation, args: PowerSeries[], series: PowerSeries): PowerSeries {
  const first = args.map(([value]) => value);
  return withFirst(series, evaluateOperation(operation, first));
}

function withFirst(series: PowerSeries, first: number): PowerSeries {
  series[0] = first;
  return series;
}

/** Coefficient k of u·v. */
function productAt(u: PowerSeries, v: PowerSeries, k: number): number {
  let sum = 0;
  for (let j = 0; j <= k; j++) sum += u[j] * v[k - j];
  return sum;
}

const multiplySeries = (u: PowerSeries, v: PowerSeries): PowerSeries => u.map((_, k) => productAt(u, v, k));

function divideSeries(u: PowerSeries, v: PowerSeries): PowerSeries {
  const f = new Float64Array(u.length);
  for (let k = 0; k < f.length; k++) {
    let sum = u[k];
    for (let j = 1; j <= k; j++) sum -= v[j] * f[k - j];
    f[k] = sum / v[0];
  }
  return f;
}

/** f with f′ = g·u′; `slope(m, f)` is g_m, which may use f₀ … f_m. */
function integrateSeries(
  u: PowerSeries,
  first: number,
  slope: (m: number, f: PowerSeries) => number,
): PowerSeries {
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

const integrateAlong = (u: PowerSeries, operation: Operation, g: PowerSeries) =>
  integrateSeries(u, evaluateOperation(operation, [u[0]]), (m) => g[m]);

/** exp(u), whose value is `first` where that is known better than by exp: of a large u it has lost digits. */
const expSeries = (u: PowerSeries, first = evaluateOperation('exp', [u[0]])) =>
  integrateSeries(u, first, (m, f) => f[m]);
const logSeries = (u: PowerSeries) =>
  integrateAlong(u, 'log', divideSeries(constantSeries(1, u.length - 1), u));
const squareSeries = (u: PowerSeries) => multiplySeries(u, u);
const addConstant = (u: PowerSeries, value: number) => u.map((c, k) => (k === 0 ? c + value : c));
const scaleSeries = (u: PowerSeries, by: number) => u.map((c) => c * by);
const unitSeries = (u: PowerSeries) => constantSeries(1, u.length - 1);
const reciprocalSeries = (u: PowerSeries) => divideSeries(unitSeries(u), u);

/** Σ f_i f_{m−i} over the terms with both i and m − i at least `from`. */
const squaredAt = (f: PowerSeries, m: number, from = 0) => {
  let sum = 0;
  for (let i = from; i <= m - from; i++) sum += f[i] * f[m - i];
  return sum;
};

/** sin and cos, or sinh and cosh, which are each other's slope but for a sign. */
function sinCosSeries(
  u: PowerSeries,
  operations: readonly [Operation, Operation],
  sign: number,
): [PowerSeries, PowerSeries] {
  const s = new Float64Array(u.length);
  const c = new Float64Array(u.length);
  s[0] = evaluateOperation(operations[0], [u[0]]);
  c[0] = evaluateOperation(operations[1], [u[0]]);
  for (let k = 1; k < u.length; k++) {
    for (let j = 1; j <= k; j++) {
      s[k] += (j * u[j] * c[k - j]) / k;
      c[k] += (sign * j * u[j] * s[k - j]) / k;
    }
  }
  return [s, c];
}

type UnarySeriesOperation = Exclude<
  Operation,
  Operator | Variadic | 'logsumexp' | 'softmax' | 'hypot1' | 'whereZero' | 'ties' | 'gate'
>;

/** 1 − u², its value from (1 − u)(1 + u), which does not cancel, and the rest from u², which does not either. */
const oneMinusSquare = (u: PowerSeries) =>
  withFirst(scaleSeries(squareSeries(u), -1), (1 - u[0]) * (1 + u[0]));
/** s² (1 + u²), with a power of 2 for s, with which it overflows later. */
const scaledSquare = (u: PowerSeries, s: number) => addConstant(squareSeries(scaleSeries(u, s)), s * s);
/** √(1 + u²) where u² overflows. */
const farRoot = (u: PowerSeries) => scaleSeries(sqrtSeries(scaledSquare(u, 2 ** -500)), 2 ** 500);
const scaleOf = (u: PowerSeries) => (Math.abs(u[0]) > 2 ** 500 ? 2 ** -500 : 1);

const unarySeriesRules: Record<UnarySeriesOperation, (u: PowerSeries) => PowerSeries> = {
  exp: (u) => expSeries(u),
  oneMinusSquare,
  expm1: (u) => expSeries(u),
  log: logSeries,
  log1p: (u) => integrateAlong(u, 'log1p', reciprocalSeries(addConstant(u, 1))),
  log2: (u) => scaleSeries(logSeries(u), 1 / evaluateOperation('log', [2])),
  log10: (u) => scaleSeries(logSeries(u), 1 / evaluateOperation('log', [10])),
  sqrt: (u) => realPowerSeries(u, evaluateOperation('sqrt', [u[0]]), 0.5),
  cbrt: (u) => realPowerSeries(u, evaluateOperation('cbrt', [u[0]]), 1 / 3),
  sin: (u) => sinCosSeries(u, ['sin', 'cos'], -1)[0],
  cos: (u) => sinCosSeries(u, ['sin', 'cos'], -1)[1],
  sinh: (u) => sinCosSeries(u, ['sinh', 'cosh'], 1)[0],
  cosh: (u) => sinCosSeries(u, ['sinh', 'cosh'], 1)[1],
  tan: (u) =>
    integrateSeries(u, evaluateOperation('tan', [u[0]]), (m, f) => squaredAt(f, m) + (m === 0 ? 1 : 0)),
  // 1 − tanh² is 0 from 20 on; sech² is not.
  tanh: (u) =>
    integrateSeries(u, evaluateOperation('tanh', [u[0]]), (m, f) =>
      m === 0 ? evaluateOperation('sech2', [u[0]]) : -squaredAt(f, m),
    ),
  // 1 − 2σ(u) is tanh(−u/2), which keeps its digits where σ is near ½.
  sigmoid: (u) =>
    integrateSeries(u, evaluateOperation('sigmoid', [u[0]]), (m, f) =>
      m === 0
        ? evaluateOperation('sech2', [u[0] / 2]) / 4
        : evaluateOperation('tanh', [-u[0] / 2]) * f[m] - squaredAt(f, m, 1),
    ),
  softplus: (u) => integrateAlong(u, 'softplus', withExactValue('sigmoid', [u], unarySeriesRules.sigmoid(u))),
  asin: (u) => integrateAlong(u, 'asin', reciprocalSeries(sqrtSeries(oneMinusSquare(u)))),
  acos: (u) => integrateAlong(u, 'acos', scaleSeries(reciprocalSeries(sqrtSeries(oneMinusSquare(u))), -1)),
  atan: (u) => {
    const s = scaleOf(u);
    return integrateAlong(u, 'atan', scaleSeries(reciprocalSeries(scaledSquare(u, s)), s * s));
  },
  asinh: (u) => {
    const s = scaleOf(u);
    return integrateAlong(u, 'asinh', scaleSeries(reciprocalSeries(sqrtSeries(scaledSquare(u, s))), s));
  },
  acosh: (u) =>
    integrateAlong(u, 'acosh', reciprocalSeries(multiplySeries(shiftedRoot(u, -1), shiftedRoot(u, 1)))),
  atanh: (u) => integrateAlong(u, 'atanh', reciprocalSeries(oneMinusSquare(u))),
  erf: (u) =>
    integrateAlong(
      u,
      'erf',
      scaleSeries(expSeries(scaleSeries(squareSeries(u), -1)), 2 / Math.sqrt(3.141592653589793)),
    ),
  erfc: (u) =>
    integrateAlong(
      u,
      'erfc',
      scaleSeries(expSeries(scaleSeries(squareSeries(u), -1)), -2 / Math.sqrt(3.141592653589793)),
    ),
  ndtr64: (u) => integrateAlong(u, 'ndtr64', unarySeriesRules.npdf64(u)),
  npdf64: (u) => integrateSeries(u, evaluateOperation('npdf64', [u[0]]), (m, f) => -productAt(u, f, m)),
  sech2: (u) => {
    const t = unarySeriesRules.tanh(u);
    return integrateSeries(u, evaluateOperation('sech2', [u[0]]), (m, f) => -2 * productAt(t, f, m));
  },
  gelu: (u) => multiplySeries(u, scaleSeries(unarySeriesRules.ndtr64(u), 2 ** -64)),
  // silu(u) is u + silu(−u); where u is far above 0 only that keeps the digits of what varies.
  silu: (u) => {
    if (!(u[0] > 0)) return siluSeries(u);
    const reflected = siluSeries(scaleSeries(u, -1));
    return u.map((c, k) => c + reflected[k]);
  },
  elu: (u) => (u[0] > 0 ? u.slice() : expSeries(u)),
  abs: (u) => scaleSeries(u, evaluateOperation('sign', [u[0]])),
  relu: (u) => scaleSeries(u, evaluateOperation('heaviside', [u[0]])),
  sign: (u) => constantSeries(0, u.length - 1),
  heaviside: (u) => constantSeries(0, u.length - 1),
};

/** silu(u), whose slope is σ(u) + silu(u) σ(−u). */
function siluSeries(u: PowerSeries): PowerSeries {
  const [above, below] = [u, scaleSeries(u, -1)].map(unarySeriesRules.sigmoid);
  const first = evaluateOperation('silu', [u[0]]);
  return integrateSeries(u, first, (m, f) => above[m] + productAt(f, below, m));
}

const unarySeries = (operation: UnarySeriesOperation, u: PowerSeries) => unarySeriesRules[operation](u);
const shiftedRoot = (u: PowerSeries, by: number) => sqrtSeries(addConstant(u, by));
const sqrtSeries = (u: PowerSeries) => realPowerSeries(u, evaluateOperation('sqrt', [u[0]]), 0.5);

/**
 * u^r with its value given: k u₀ f_k = Σ (r j − (k − j)) u_j f_{k−j}; where u starts with tᵐ, m > 0, 0 below t^(mr)
 * and NaN from there.
 */
function realPowerSeries(u: PowerSeries, first: number, r: number): PowerSeries {
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
function constantPower(u: PowerSeries, r: number): PowerSeries {
  if (!Number.isInteger(r) || Math.abs(r) > 1024)
    return realPowerSeries(u, evaluateOperation('power', [u[0], r]), r);
  let f = unitSeries(u);
  let base = u;
  for (let n = Math.abs(r); n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) f = multiplySeries(f, base);
    if (n > 1) base = squareSeries(base);
  }
  const series = r < 0 ? reciprocalSeries(f) : f;
  series[0] = evaluateOperation('power', [u[0], r]);
  return series;
}

const largestValue = (args: PowerSeries[]) => Math.max(...args.map(([first]) => first));

/** Σ exp(u − m). */
function sumOfExps(args: PowerSeries[], m: number): PowerSeries {
  const each = args.map((series) => expSeries(addConstant(series, -m)));
  return each.reduce((sum, series) => sum.map((c, k) => c + series[k]));
}

/** Series of the argument that min or max takes, or the mean of those that tie. */
function selectSeries(operation: 'min' | 'max', args: PowerSeries[]): PowerSeries {
  const best = evaluateOperation(
    operation,
    args.map(([first]) => first),
  );
  const tied = args.filter(([first]) => first === best);
  if (tied.length === 0) return args[0].map(() => NaN);
  // The mean of equal numbers may be another number, which would not tie any more.
  const mean = args[0].map((_, k) => tied.reduce((sum, series) => sum + series[k], 0) / tied.length);
  return withFirst(mean, best);
}
