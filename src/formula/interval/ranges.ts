import { isProductPower } from '../../math/power.js';
import { evaluateOperation } from '../evaluate.js';
import type { InternalOperation, Unary } from '../operations.js';
import {
  above,
  absolute,
  add,
  all,
  below,
  exactly,
  holds,
  hull,
  type Interval,
  magnitude,
  multiply,
  negate,
  one,
  overlap,
  square,
  subtract,
} from './interval.js';

// Ranges of the functions of one argument over an interval: the values at its ends, and at the extremes inside.

/** Ulps to either side of a value: the elementary functions are off by at most two, as docs/accuracy.md promises. */
const ULPS = 3;

/** Arguments of which a function has the exact value. */
const exactArguments: Partial<Record<RangeFunction, readonly number[]>> = {
  ...Object.fromEntries(
    ['sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'atanh', 'expm1', 'log1p', 'erf', 'cbrt'].map(
      (name) => [name, [0]],
    ),
  ),
  cos: [0],
  cosh: [0],
  exp: [0],
  sech2: [0],
  sigmoid: [0],
  erfc: [0],
  ndtr64: [0],
  log: [1],
  log2: [1, 2, 4, 8],
  log10: [1, 10, 100],
  acos: [1],
  acosh: [1],
  sqrt: [0, 1, 4, 9],
};

/** Values that a function never leaves. */
const bounds: Partial<Record<RangeFunction, Interval>> = {
  sin: [-1, 1],
  cos: [-1, 1],
  tanh: [-1, 1],
  erf: [-1, 1],
  sigmoid: [0, 1],
  sech2: [0, 1],
  erfc: [0, 2],
  exp: [0, Infinity],
  expm1: [-1, Infinity],
  elu: [-1, Infinity],
  softplus: [0, Infinity],
  sqrt: [0, Infinity],
  cosh: [1, Infinity],
  acosh: [0, Infinity],
  npdf64: [0, Infinity],
  ndtr64: [0, 2 ** 64],
};

/** Domains that are not all numbers. */
export const domains: Partial<Record<Unary, Interval>> = {
  asin: [-1, 1],
  acos: [-1, 1],
  atanh: [-1, 1],
  acosh: [1, Infinity],
  log: [0, Infinity],
  log2: [0, Infinity],
  log10: [0, Infinity],
  log1p: [-1, Infinity],
  sqrt: [0, Infinity],
};

type RangeFunction = Unary | Extract<InternalOperation, 'ndtr64' | 'npdf64' | 'sech2' | 'oneMinusSquare'>;

function valueAt(name: RangeFunction, x: number): Interval {
  const value = evaluateOperation(name, [x]);
  if (exactArguments[name]?.includes(x)) return exactly(value);
  if (Number.isNaN(value)) return all;
  const found: Interval = [below(value, ULPS), above(value, ULPS)];
  const bound = bounds[name];
  return bound ? overlap(found, bound) : found;
}

const increasing = (name: RangeFunction, [low, high]: Interval): Interval => [
  valueAt(name, low)[0],
  valueAt(name, high)[1],
];
const decreasing = (name: RangeFunction, [low, high]: Interval): Interval => [
  valueAt(name, high)[0],
  valueAt(name, low)[1],
];

/** Quarter turns of an angle, from below and above. */
const quarterTurns = ([low, high]: Interval): Interval => [
  below(low * 0.6366197723675814, 4),
  above(high * 0.6366197723675814, 4),
];
/** Whether there is a whole number in an interval that is `rest` beyond a multiple of `step`. */
const holdsWhole = ([low, high]: Interval, step: number, rest: number) =>
  Math.ceil((low - rest) / step) * step + rest <= high;

/** Range of sin or cos, whose first maximum is after so many quarter turns. */
function waveRange(name: 'sin' | 'cos', x: Interval, maximum: number): Interval {
  const ends = hull(valueAt(name, x[0]), valueAt(name, x[1]));
  if (x[0] === x[1]) return ends;
  const turns = quarterTurns(x);
  if (!(magnitude(turns) < 2 ** 50)) return [-1, 1];
  return [holdsWhole(turns, 4, maximum + 2) ? -1 : ends[0], holdsWhole(turns, 4, maximum) ? 1 : ends[1]];
}

function tangentRange(x: Interval): Interval {
  if (x[0] === x[1]) return valueAt('tan', x[0]);
  const turns = quarterTurns(x);
  return magnitude(turns) < 2 ** 50 && !holdsWhole(turns, 2, 1) ? increasing('tan', x) : all;
}

/** Range of a function that falls on either side of 0, and is the same there. */
const peaked = (name: RangeFunction, x: Interval) => decreasing(name, absolute(x));

const special: Partial<Record<RangeFunction, (x: Interval) => Interval>> = {
  sin: (x) => waveRange('sin', x, 1),
  cos: (x) => waveRange('cos', x, 0),
  tan: tangentRange,
  acos: (x) => decreasing('acos', x),
  erfc: (x) => decreasing('erfc', x),
  abs: absolute,
  cosh: (x) => increasing('cosh', absolute(x)),
  sech2: (x) => peaked('sech2', x),
  npdf64: (x) => peaked('npdf64', x),
  oneMinusSquare: (x) => subtract(one, square(x)),
  relu: ([low, high]) => [Math.max(low, 0), Math.max(high, 0)],
  sign: ([low, high]) => [Math.sign(low), Math.sign(high)],
  heaviside: ([low, high]) => [Number(low > 0), Number(high > 0)],
  silu: (x) => multiply(x, rangeOf('sigmoid', x)),
  gelu: (x) => multiply(x, multiply(rangeOf('ndtr64', x), exactly(2 ** -64))),
  elu: ([low, high]) => [
    low > 0 ? low : increasing('expm1', [low, low])[0],
    high > 0 ? high : increasing('expm1', [high, high])[1],
  ],
};

/** Range of a function of one argument, within its domain. */
export function rangeOf(name: RangeFunction, x: Interval): Interval {
  const domain = domains[name as Unary];
  if (domain && !(holds(domain, x[0]) && holds(domain, x[1]))) return all;
  return special[name]?.(x) ?? increasing(name, x);
}

/** x^n for a whole n ≥ 0. */
export function wholePower(x: Interval, n: number): Interval {
  if (n === 0) return one;
  if (n % 2 === 0) return positivePower(absolute(x), n);
  if (x[0] >= 0) return positivePower(x, n);
  if (x[1] <= 0) return negate(positivePower(negate(x), n));
  return [-positivePower([0, -x[0]], n)[1], positivePower([0, x[1]], n)[1]];
}

/** x^r for x ≥ 0 and r > 0. */
export function positivePower(x: Interval, r: number): Interval {
  if (isProductPower(r)) {
    let product = x;
    for (let n = 1; n < r; n++) product = multiply(product, x);
    return product;
  }
  const [low, high] = x.map((each) => evaluateOperation('power', [each, r]));
  return overlap([below(low, ULPS), above(high, ULPS)], [0, Infinity]);
}

/** ln Σ exp of each. */
export function logsumexpRange(args: readonly Interval[]): Interval {
  const [low, high] = [0, 1].map((end) =>
    evaluateOperation(
      'logsumexp',
      args.map((arg) => arg[end]),
    ),
  );
  // The sum of n terms below 1 and its logarithm are off by n + 4 ulps of 1 at most, the last sum by one of its own.
  const rest = (args.length + 4) * 2 ** -52;
  return add(
    [Number.isNaN(low) ? -Infinity : below(low, ULPS), Number.isNaN(high) ? Infinity : above(high, ULPS)],
    [-rest, rest],
  );
}
