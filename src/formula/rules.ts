import { Graph, type Node, planted } from './graph.js';
import type { Operation } from './operations.js';
import { parse } from './parse.js';

/** Name of a rule in an explanation. */
export type RuleName =
  | 'sum'
  | 'difference'
  | 'product'
  | 'quotient'
  | 'power'
  | 'exponential'
  | 'logarithm'
  | 'trigonometric'
  | 'inverse trigonometric'
  | 'hyperbolic'
  | 'activation'
  | 'constant multiple'
  | 'chain';

/** Differentiation rule of an operation f of x, or of x and y. */
interface Rule {
  readonly name: RuleName;
  /** ∂f/∂x and ∂f/∂y, as formulas of x, y and f itself. */
  readonly slopes: readonly string[];
  /** The same in their usual form, where that computes worse. */
  readonly written?: readonly string[];
  /** Domain, in words. */
  readonly domain: string;
  /** Value taken for the slope where there is none. */
  readonly kink?: string;
}

const every = 'every x';
const rule = (name: RuleName, slopes: string | readonly string[], domain = every, kink?: string): Rule => ({
  name,
  slopes: typeof slopes === 'string' ? [slopes] : slopes,
  domain,
  ...(kink !== undefined && { kink }),
});

/**
 * Table of differentiation rules, one row per operation; a missing row does not compile. The slopes along more than
 * two arguments are in `slopes`.
 */
export const rules: Readonly<Record<Operation, Rule>> = {
  add: rule('sum', ['1', '1']),
  subtract: rule('difference', ['1', '-1']),
  negate: rule('constant multiple', '-1'),
  multiply: rule('product', ['y', 'x']),
  divide: rule('quotient', ['1/y', '-f/y'], 'y ≠ 0'),
  // 0^y is 0 for all y > 0: its slope along y is 0, where 0 log(0) would be NaN.
  power: {
    ...rule('power', ['y*x^(y-1)', 'f*log(x+(1-abs(sign(x))))'], 'x > 0; every x for whole y ≥ 0; 0^0 = 1'),
    written: ['y*x^(y-1)', 'f*log(x)'],
  },
  exp: rule('exponential', 'f'),
  expm1: rule('exponential', 'exp(x)'),
  log: rule('logarithm', '1/x', 'x > 0'),
  log1p: rule('logarithm', '1/(1+x)', 'x > −1'),
  log2: rule('logarithm', '1/(x*log(2))', 'x > 0'),
  log10: rule('logarithm', '1/(x*log(10))', 'x > 0'),
  // f + 0 is 0 where f is −0.
  sqrt: { ...rule('power', '1/(2*(f+0))', 'x ≥ 0', '∞ at 0'), written: ['1/(2*f)'] },
  cbrt: rule('power', '1/(3*f^2)', every, '∞ at 0'),
  sin: rule('trigonometric', 'cos(x)'),
  cos: rule('trigonometric', '-sin(x)'),
  tan: rule('trigonometric', '1/cos(x)^2', 'x ≠ π/2 + kπ'),
  asin: rule('inverse trigonometric', '1/sqrt((1-x)*(1+x))', '−1 ≤ x ≤ 1', '∞ at ±1'),
  acos: rule('inverse trigonometric', '-1/sqrt((1-x)*(1+x))', '−1 ≤ x ≤ 1', '−∞ at ±1'),
  atan: rule('inverse trigonometric', '1/(1+x^2)'),
  sinh: rule('hyperbolic', 'cosh(x)'),
  cosh: rule('hyperbolic', 'sinh(x)'),
  // 1/cosh² turns into ∞/∞ when it is differentiated again beyond 710; 1 − tanh² is 0 from 20 on.
  tanh: { ...rule('hyperbolic', '4*sigmoid(2*x)*sigmoid(-2*x)'), written: ['1/cosh(x)^2'] },
  asinh: rule('hyperbolic', '1/sqrt(1+x^2)'),
  acosh: rule('hyperbolic', '1/sqrt((x-1)*(x+1))', 'x ≥ 1', '∞ at 1'),
  atanh: rule('hyperbolic', '1/((1-x)*(1+x))', '−1 < x < 1'),
  erf: rule('exponential', '2/sqrt(pi)*exp(-x^2)'),
  abs: rule('activation', 'sign(x)', every, '0 at 0'),
  sign: rule('activation', '0', every, '0 at 0'),
  heaviside: rule('activation', '0', every, '0 at 0'),
  relu: rule('activation', 'heaviside(x)', every, '0 at 0'),
  // The 1 − σ of the textbook is 0 from x = 37 on; σ(−x) is not.
  sigmoid: rule('activation', 'f*sigmoid(-x)'),
  softplus: rule('activation', 'sigmoid(x)'),
  min: rule(
    'activation',
    ['(1-sign(x-y))/2', '(1+sign(x-y))/2'],
    every,
    'shared evenly by the arguments that tie',
  ),
  max: rule(
    'activation',
    ['(1+sign(x-y))/2', '(1-sign(x-y))/2'],
    every,
    'shared evenly by the arguments that tie',
  ),
  logsumexp: rule('logarithm', ['sigmoid(x-y)', 'sigmoid(y-x)']),
  // exp(x)/Σ exp y: its slopes along more than one y are in `partsOf`.
  softmax: rule('activation', ['f', '-f*f']),
};

/** Use of slopes: to compute with, or to be read. */
export type Use = 'compute' | 'read';

/** The slopes of a call along each of its arguments, as nodes of a graph. */
export function slopes(graph: Graph, node: Node & { kind: 'call' }, use: Use): Node[] {
  const { operation, args } = node;
  if (operation === 'softmax') return partsOf(graph, node);
  if (args.length > 2 && operation === 'logsumexp')
    return args.map((arg) => graph.call('softmax', arg, ...args));
  if (args.length > 2) return shares(graph, node);
  const [x, y = x] = args;
  const { slopes: computed, written } = rules[operation];
  const texts = use === 'read' && written ? written : computed;
  return texts.map((text) => grown(graph, text, named(x, y, node)));
}

const named = (x: Node, y: Node, f: Node) => new Map(Object.entries({ x, y, f }));

/** Slopes of f = exp(a)/Σ exp x: f along a, −f·exp(x)/Σ exp x along each x. */
function partsOf(graph: Graph, node: Node & { kind: 'call' }): Node[] {
  const [, ...all] = node.args;
  const along = (x: Node) => graph.call('multiply', node, graph.call('softmax', x, ...all));
  return [node, ...all.map((x) => graph.call('negate', along(x)))];
}

/**
 * Slopes of min and max: e/Σe along each argument a, with e = 1 − |sign(f − a)|, which is 1 for those that tie with
 * the best and 0 for the others.
 */
function shares(graph: Graph, node: Node & { kind: 'call' }): Node[] {
  const one = graph.constant(1);
  const ties = node.args.map((arg) => {
    const gap = graph.call('abs', graph.call('sign', graph.call('subtract', node, arg)));
    return graph.call('subtract', one, gap);
  });
  const all = ties.reduce((sum, tie) => graph.call('add', sum, tie));
  return ties.map((tie) => graph.call('divide', tie, all));
}

const seeds = new Map<string, Node>();

/** Node of a slope's formula, with nodes substituted for its names. */
function grown(graph: Graph, text: string, names: ReadonlyMap<string, Node>): Node {
  let seed = seeds.get(text);
  if (!seed) {
    seed = parse([text], { graph: new Graph(), variables: ['x', 'y', 'f'] }).roots[0];
    seeds.set(text, seed);
  }
  return planted(graph, seed, names);
}
