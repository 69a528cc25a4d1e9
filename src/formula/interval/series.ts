import type { Call, Node } from '../graph.js';
import { reachableNodes } from '../interpret.js';
import type { Unary } from '../operations.js';
import {
  add,
  all,
  divide,
  exactly,
  holds,
  hull,
  type Interval,
  isBounded,
  isJustZero,
  middle,
  multiply,
  negate,
  one,
  overlap,
  square,
  subtract,
  zero,
} from './interval.js';
import { domains, logsumexpRange, positivePower, rangeOf, wholePower } from './ranges.js';

// Truncated power series whose coefficients are intervals: c_k holds f⁽ᵏ⁾(x)/k! for every x that the variable's c₀ holds.
// The recurrences are those of formula/series.ts; the values come from the ranges of the functions, which are sharper.

type IntervalSeries = readonly Interval[];

/** Expression that is not smooth somewhere in its interval, and what it has there. */
export interface Obstacle {
  readonly node: Node;
  readonly what: 'pole' | 'kink' | 'jump' | 'edge';
}

/** Series of each root, the variable's being x + t; and what makes some coefficient infinite. */
export function intervalSeriesOf(
  roots: readonly Node[],
  x: Interval,
  order: number,
): { series: IntervalSeries[]; obstacle: Obstacle | null } {
  const known = new Map<Node, IntervalSeries>();
  let obstacle: Obstacle | null = null;
  for (const node of reachableNodes(roots)) {
    if (node.kind === 'variable') known.set(node, [x, one, ...zeros(order)].slice(0, order + 1));
    else if (node.kind === 'constant') known.set(node, constant(constantRange(node.value, node.name), order));
    else {
      const meet = (what: Obstacle['what']) => {
        obstacle ??= { node, what };
      };
      known.set(
        node,
        applyOperation(
          node,
          node.args.map((arg) => known.get(arg)!),
          meet,
        ),
      );
    }
  }
  return { series: roots.map((root) => known.get(root)!), obstacle };
}

type Meet = (what: Obstacle['what']) => void;

const zeros = (count: number): Interval[] => Array.from({ length: count }, () => zero);
const constant = (value: Interval, order: number): IntervalSeries => [value, ...zeros(order)];
/** pi and e are between two doubles. */
const constantRange = (value: number, name: string | null): Interval =>
  name === null ? exactly(value) : [value, value * (1 + 2 ** -52)];

const isConstant = (u: IntervalSeries) => u.every((c, k) => k === 0 || isJustZero(c));
/** Whether it is c₀ + c₁t. */
const isLinear = (u: IntervalSeries) => u.every((c, k) => k < 2 || isJustZero(c));
/** A series of which nothing is known from c₁ on. */
const broken = (first: Interval, u: IntervalSeries): IntervalSeries =>
  u.map((_, k) => (k === 0 ? first : all));
const withFirst = (series: IntervalSeries, first: Interval): IntervalSeries => {
  const [found, ...rest] = series;
  return [overlap(found, first), ...rest];
};

function applyOperation(
  { operation, args: nodes }: Call,
  args: IntervalSeries[],
  meet: Meet,
): IntervalSeries {
  const [u, v] = args;
  switch (operation) {
    case 'add':
      return u.map((c, k) => add(c, v[k]));
    case 'subtract':
      return nodes[0] === nodes[1] ? u.map(() => zero) : u.map((c, k) => subtract(c, v[k]));
    case 'negate':
      return u.map(negate);
    case 'multiply':
      return nodes[0] === nodes[1] ? squareSeries(u) : multiplySeries(u, v);
    case 'divide':
      if (holds(v[0], 0)) meet('pole');
      return divideSeries(u, v);
    case 'power':
      return powerSeries(u, v, meet);
    case 'min':
      return args
        .map((arg): IntervalSeries => arg.map(negate))
        .reduce((a, b) => largerSeries(a, b, meet))
        .map(negate);
    case 'max':
      return args.reduce((a, b) => largerSeries(a, b, meet));
    case 'hypot1':
      return realPower(addConstant(squareSeries(u), one), 0.5, meet);
    // Both compute the same number, and one of them may not be able to.
    case 'whereZero':
      return u.map((c, k) => overlap(c, v[k]));
    case 'ties':
      if (u[0][1] < v[0][0] || u[0][0] > v[0][1]) return u.map(() => zero);
      if (nodes[0] === nodes[1]) return constant(one, u.length - 1);
      meet('jump');
      return broken([0, 1], u);
    case 'gate':
      if (isJustZero(v[0])) return u.map(() => zero);
      if (!holds(v[0], 0)) return u;
      meet('jump');
      return broken(hull(u[0], zero), u);
    case 'logsumexp': {
      const most = exactly(Math.max(...args.map(([c]) => middle(c))));
      const series = addConstant(unaryRules.log(sumOfExps(args, most)), most);
      return withFirst(series, logsumexpRange(args.map(([c]) => c)));
    }
    case 'softmax': {
      const most = exactly(Math.max(...args.map(([c]) => middle(c))));
      return divideSeries(unaryRules.exp(addConstant(u, negate(most))), sumOfExps(args.slice(1), most));
    }
    default:
      return unarySeries(operation, u, meet);
  }
}

const addConstant = ([first, ...rest]: IntervalSeries, value: Interval): IntervalSeries => [
  add(first, value),
  ...rest,
];
const scale = (u: IntervalSeries, by: Interval): IntervalSeries => u.map((c) => multiply(c, by));
const scaleBy = (u: IntervalSeries, by: number) => scale(u, exactly(by));
const reciprocal = (u: IntervalSeries) => divideSeries(constant(one, u.length - 1), u);

/** Σ u_j v_{k−j} for j from `first` to `last`. */
function productAt(u: IntervalSeries, v: IntervalSeries, k: number, first = 0, last = k): Interval {
  let sum = zero;
  for (let j = first; j <= last; j++)
    if (!isJustZero(u[j]) && !isJustZero(v[k - j])) sum = add(sum, multiply(u[j], v[k - j]));
  return sum;
}

const multiplySeries = (u: IntervalSeries, v: IntervalSeries): IntervalSeries =>
  u.map((_, k) => productAt(u, v, k));

/** u², each pair of terms taken once. */
const squareSeries = (u: IntervalSeries): IntervalSeries => u.map((_, k) => squareAt(u, k));

/** Σ u_j u_{k−j} with both j and k − j at least `from`. */
function squareAt(u: IntervalSeries, k: number, from = 0): Interval {
  const pairs = productAt(u, u, k, from, Math.ceil(k / 2) - 1);
  const twice = add(pairs, pairs);
  return k % 2 === 0 && k / 2 >= from ? add(twice, square(u[k / 2])) : twice;
}

function divideSeries(u: IntervalSeries, v: IntervalSeries): IntervalSeries {
  const f: Interval[] = [];
  for (let k = 0; k < u.length; k++) f.push(divide(subtract(u[k], productAt(v, f, k, 1)), v[0]));
  return f;
}

/** f with f′ = g·u′ and a value: k f_k = Σ j u_j g_{k−j}; `slope(m, f)` is g_m, which may use f₀ … f_m. */
function integrateSeries(
  u: IntervalSeries,
  first: Interval,
  slope: (m: number, f: IntervalSeries) => Interval,
): IntervalSeries {
  const f: Interval[] = [first];
  const g: Interval[] = [];
  for (let k = 1; k < u.length; k++) {
    g.push(slope(k - 1, f));
    let sum = zero;
    for (let j = 1; j <= k; j++)
      if (!isJustZero(u[j])) sum = add(sum, multiply(multiply(exactly(j), u[j]), g[k - j]));
    f.push(divide(sum, exactly(k)));
  }
  return f;
}

const integrate = (u: IntervalSeries, first: Interval, g: IntervalSeries) =>
  integrateSeries(u, first, (m) => g[m]);

/** Sine and cosine, or their hyperbolic kin, from their ranges. */
function waves(u: IntervalSeries, names: readonly ['sin' | 'sinh', 'cos' | 'cosh']): IntervalSeries[] {
  const [s, c]: Interval[][] = names.map((name) => [rangeOf(name, u[0])]);
  const sign = names[0] === 'sin' ? negate : (x: Interval) => x;
  for (let k = 1; k < u.length; k++) {
    let [left, right] = [zero, zero];
    for (let j = 1; j <= k; j++) {
      if (isJustZero(u[j])) continue;
      const factor = multiply(exactly(j), u[j]);
      left = add(left, multiply(factor, c[k - j]));
      right = add(right, multiply(factor, s[k - j]));
    }
    s.push(divide(left, exactly(k)));
    c.push(sign(divide(right, exactly(k))));
  }
  return [s, c];
}

/** The larger of two series; where neither is for sure, there is a kink. */
function largerSeries(u: IntervalSeries, v: IntervalSeries, meet: Meet): IntervalSeries {
  if (u[0][0] >= v[0][1]) return u;
  if (v[0][0] >= u[0][1]) return v;
  meet('kink');
  return broken([Math.max(u[0][0], v[0][0]), Math.max(u[0][1], v[0][1])], u);
}

function powerSeries(u: IntervalSeries, v: IntervalSeries, meet: Meet): IntervalSeries {
  const [[r, high]] = v;
  if (isConstant(v) && r === high) {
    if (r < 0 && holds(u[0], 0)) meet('pole');
    return Number.isInteger(r) && Math.abs(r) <= 1024 ? integerPower(u, r) : realPower(u, r, meet);
  }
  // 0^y and the powers of negative numbers, which only whole exponents have.
  if (u[0][0] < 0) meet('edge');
  if (!(u[0][0] > 0)) return u.map(() => all);
  return unarySeries('exp', multiplySeries(v, unarySeries('log', u, meet)), meet);
}

/** x^r for a whole r, of either sign. */
const power = (x: Interval, r: number): Interval =>
  r < 0 ? divide(one, wholePower(x, -r)) : wholePower(x, r);

/** u^r of a whole r: of c₀ + c₁t the binomial terms, which hold no more than they must; else by products. */
function integerPower(u: IntervalSeries, r: number): IntervalSeries {
  if (isLinear(u)) {
    let binomial = one;
    return u.map((_, k) => {
      if (k > 0) binomial = divide(multiply(binomial, exactly(r - k + 1)), exactly(k));
      return isJustZero(binomial)
        ? zero
        : multiply(multiply(binomial, power(u[0], r - k)), wholePower(u[1], k));
    });
  }
  let f = constant(one, u.length - 1);
  let base = u;
  for (let n = Math.abs(r); n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) f = isConstant(f) ? base : multiplySeries(f, base);
    if (n > 1) base = squareSeries(base);
  }
  return withFirst(r === 0 ? constant(one, u.length - 1) : r < 0 ? reciprocal(f) : f, power(u[0], r));
}

/** u^r of another r: k u₀ f_k = Σ (r j − (k − j)) u_j f_{k−j}. */
function realPower(u: IntervalSeries, r: number, meet: Meet): IntervalSeries {
  if (u[0][0] < 0) {
    meet('edge');
    return u.map(() => all);
  }
  if (u[0][0] === 0 && u.length > 1) meet('edge');
  const f: Interval[] = [r > 0 ? positivePower(u[0], r) : divide(one, positivePower(u[0], -r))];
  for (let k = 1; k < u.length; k++) {
    let sum = zero;
    for (let j = 1; j <= k; j++) {
      if (isJustZero(u[j])) continue;
      const factor = subtract(multiply(exactly(r), exactly(j)), exactly(k - j));
      sum = add(sum, multiply(multiply(factor, u[j]), f[k - j]));
    }
    f.push(divide(sum, multiply(exactly(k), u[0])));
  }
  return f;
}

/** Σ exp(u − m). */
const sumOfExps = (args: readonly IntervalSeries[], most: Interval): IntervalSeries =>
  args
    .map((arg) => unaryRules.exp(addConstant(arg, negate(most))))
    .reduce((sum, each) => sum.map((c, k) => add(c, each[k])));

const squareRoot = (u: IntervalSeries) => realPower(u, 0.5, () => {});
const oneMinus = (u: IntervalSeries) => addConstant(u.map(negate), one);
/** 2/√π. */
const ERF_SLOPE: Interval = [1.1283791670955126, 1.1283791670955128];
const logarithm = (name: Unary) => (u: IntervalSeries) => integrate(u, rangeOf(name, u[0]), reciprocal(u));

type SmoothFunction =
  | Exclude<Unary, 'abs' | 'relu' | 'sign' | 'heaviside' | 'elu'>
  | 'ndtr64'
  | 'npdf64'
  | 'sech2'
  | 'oneMinusSquare';

const sigmoid = (u: IntervalSeries): IntervalSeries =>
  integrateSeries(u, rangeOf('sigmoid', u[0]), (m, f) =>
    m === 0 ? sigmoidSlope(u[0]) : subtract(f[m], squareAt(f, m)),
  );
/** σ(1 − σ), which is sech²(u/2)/4. */
const sigmoidSlope = (u: Interval) => multiply(rangeOf('sech2', multiply(u, exactly(0.5))), exactly(0.25));

const unaryRules: Record<SmoothFunction, (u: IntervalSeries) => IntervalSeries> = {
  exp: (u) => integrateSeries(u, rangeOf('exp', u[0]), (m, f) => f[m]),
  expm1: (u) => integrate(u, rangeOf('expm1', u[0]), unaryRules.exp(u)),
  log: logarithm('log'),
  log1p: (u) => integrate(u, rangeOf('log1p', u[0]), reciprocal(addConstant(u, one))),
  log2: (u) =>
    withFirst(
      divideSeries(unaryRules.log(u), constant(rangeOf('log', [2, 2]), u.length - 1)),
      rangeOf('log2', u[0]),
    ),
  log10: (u) =>
    withFirst(
      divideSeries(unaryRules.log(u), constant(rangeOf('log', [10, 10]), u.length - 1)),
      rangeOf('log10', u[0]),
    ),
  sqrt: squareRoot,
  // (∛u)′ is 1/(3 (∛u)²), which any sign has.
  cbrt: (u) => integrateSeries(u, rangeOf('cbrt', u[0]), cubeRootSlopes()),
  sin: (u) => waves(u, ['sin', 'cos'])[0],
  cos: (u) => waves(u, ['sin', 'cos'])[1],
  sinh: (u) => waves(u, ['sinh', 'cosh'])[0],
  cosh: (u) => waves(u, ['sinh', 'cosh'])[1],
  tan: (u) => integrateSeries(u, rangeOf('tan', u[0]), (m, f) => add(squareAt(f, m), m === 0 ? one : zero)),
  tanh: (u) =>
    integrateSeries(u, rangeOf('tanh', u[0]), (m, f) =>
      m === 0 ? rangeOf('sech2', u[0]) : negate(squareAt(f, m)),
    ),
  sigmoid,
  softplus: (u) => integrate(u, rangeOf('softplus', u[0]), sigmoid(u)),
  asin: (u) => integrate(u, rangeOf('asin', u[0]), reciprocal(squareRoot(unaryRules.oneMinusSquare(u)))),
  acos: (u) =>
    integrate(u, rangeOf('acos', u[0]), reciprocal(squareRoot(unaryRules.oneMinusSquare(u))).map(negate)),
  atan: (u) => integrate(u, rangeOf('atan', u[0]), reciprocal(addConstant(squareSeries(u), one))),
  asinh: (u) =>
    integrate(u, rangeOf('asinh', u[0]), reciprocal(squareRoot(addConstant(squareSeries(u), one)))),
  acosh: (u) =>
    integrate(u, rangeOf('acosh', u[0]), reciprocal(squareRoot(addConstant(squareSeries(u), exactly(-1))))),
  atanh: (u) => integrate(u, rangeOf('atanh', u[0]), reciprocal(unaryRules.oneMinusSquare(u))),
  erf: (u) => integrate(u, rangeOf('erf', u[0]), gaussian(u)),
  erfc: (u) => integrate(u, rangeOf('erfc', u[0]), gaussian(u).map(negate)),
  ndtr64: (u) => integrate(u, rangeOf('ndtr64', u[0]), unaryRules.npdf64(u)),
  npdf64: (u) => integrateSeries(u, rangeOf('npdf64', u[0]), (m, f) => negate(productAt(u, f, m))),
  sech2: (u) => {
    const t = unaryRules.tanh(u);
    return integrateSeries(u, rangeOf('sech2', u[0]), (m, f) => multiply(exactly(-2), productAt(t, f, m)));
  },
  oneMinusSquare: (u) => withFirst(oneMinus(squareSeries(u)), rangeOf('oneMinusSquare', u[0])),
  gelu: (u) => scaleBy(multiplySeries(u, unaryRules.ndtr64(u)), 2 ** -64),
  silu: (u) => multiplySeries(u, sigmoid(u)),
};

/** (2/√π) exp(−u²). */
const gaussian = (u: IntervalSeries) => scale(unaryRules.exp(squareSeries(u).map(negate)), ERF_SLOPE);

/** Coefficients of 1/(3 f²), f being the cube root. */
function cubeRootSlopes(): (m: number, f: IntervalSeries) => Interval {
  const slopes: Interval[] = [];
  return (m, f) => {
    // g·3f² = 1, solved for g_m.
    const denominator = Array.from({ length: m + 1 }, (_, k) => multiply(exactly(3), squareAt(f, k)));
    const rest = subtract(m === 0 ? one : zero, productAt(denominator, slopes, m, 1));
    slopes.push(divide(rest, denominator[0]));
    return slopes[m];
  };
}

function unarySeries(operation: SmoothFunction | Unary, u: IntervalSeries, meet: Meet): IntervalSeries {
  const [low, high] = u[0];
  switch (operation) {
    case 'abs':
      return withFirst(largerSeries(u, u.map(negate), meet), rangeOf('abs', u[0]));
    case 'relu':
      return largerSeries(
        u,
        u.map(() => zero),
        meet,
      );
    case 'elu':
      if (low >= 0) return u;
      if (high <= 0) return unaryRules.expm1(u);
      return eluAcross(u, meet);
    case 'sign':
    case 'heaviside': {
      const first = rangeOf(operation, u[0]);
      if (first[0] === first[1]) return constant(first, u.length - 1);
      meet('jump');
      return broken(first, u);
    }
    default: {
      const domain = domains[operation as Unary];
      if (domain && !(holds(domain, low) && holds(domain, high))) {
        meet('edge');
        return u.map(() => all);
      }
      const series = unaryRules[operation](u);
      const edges = domain && (low === domain[0] || high === domain[1]);
      if (!series.every(isBounded)) meet(edges ? 'edge' : 'pole');
      return series;
    }
  }
}

/** elu across 0, where its second derivative jumps: the first is exp(u) below, 1 above. */
function eluAcross(u: IntervalSeries, meet: Meet): IntervalSeries {
  const slope = hull(rangeOf('exp', [u[0][0], 0]), one);
  if (u.length > 2) meet('kink');
  return u.map((c, k) => (k === 0 ? rangeOf('elu', u[0]) : k === 1 ? multiply(slope, c) : all));
}
