import { Graph, type Node, substitute } from './graph.js';
import { allFunctions } from './names.js';
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
const makeRule = (
  name: RuleName,
  slopes: string | readonly string[],
  domain = every,
  kink?: string,
): Rule => ({
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
  add: makeRule('sum', ['1', '1']),
  subtract: makeRule('difference', ['1', '-1']),
  negate: makeRule('constant multiple', '-1'),
  multiply: makeRule('product', ['y', 'x']),
  divide: makeRule('quotient', ['1/y', '-f/y'], 'y ≠ 0'),
  // 0^y is 0 for all y > 0: its slope along y is 0, where 0 log(0) would be NaN.
  power: {
    ...makeRule(
      'power',
      ['y*x^(y-1)', 'f*log(x+(1-abs(sign(x))))'],
      'x > 0; every x for whole y ≥ 0; 0^0 = 1',
    ),
    written: ['y*x^(y-1)', 'f*log(x)'],
  },
  exp: makeRule('exponential', 'f'),
  expm1: makeRule('exponential', 'exp(x)'),
  log: makeRule('logarithm', '1/x', 'x > 0'),
  log1p: makeRule('logarithm', '1/(1+x)', 'x > −1'),
  log2: makeRule('logarithm', '1/(x*log(2))', 'x > 0'),
  log10: makeRule('logarithm', '1/(x*log(10))', 'x > 0'),
  // f + 0 is 0 where f is −0.
  sqrt: { ...makeRule('power', '1/(2*(f+0))', 'x ≥ 0', '∞ at 0'), written: ['1/(2*f)'] },
  cbrt: makeRule('power', '1/(3*f^2)', every, '∞ at 0'),
  sin: makeRule('trigonometric', 'cos(x)'),
  cos: makeRule('trigonometric', '-sin(x)'),
  tan: makeRule('trigonometric', '1/cos(x)^2', 'x ≠ π/2 + kπ'),
  asin: makeRule('inverse trigonometric', '1/sqrt((1-x)*(1+x))', '−1 ≤ x ≤ 1', '∞ at ±1'),
  acos: makeRule('inverse trigonometric', '-1/sqrt((1-x)*(1+x))', '−1 ≤ x ≤ 1', '−∞ at ±1'),
  atan: makeRule('inverse trigonometric', '1/(1+x^2)'),
  sinh: makeRule('hyperbolic', 'cosh(x)'),
  cosh: makeRule('hyperbolic', 'sinh(x)'),
  // 1/cosh² turns into ∞/∞ when it is differentiated again beyond 710; 1 − tanh² is 0 from 20 on.
  tanh: { ...makeRule('hyperbolic', '4*sigmoid(2*x)*sigmoid(-2*x)'), written: ['1/cosh(x)^2'] },
  asinh: makeRule('hyperbolic', '1/sqrt(1+x^2)'),
  acosh: makeRule('hyperbolic', '1/sqrt((x-1)*(x+1))', 'x ≥ 1', '∞ at 1'),
  atanh: makeRule('hyperbolic', '1/((1-x)*(1+x))', '−1 < x < 1'),
  erf: makeRule('exponential', '2/sqrt(pi)*exp(-x^2)'),
  erfc: makeRule('exponential', '-2/sqrt(pi)*exp(-x^2)'),
  abs: makeRule('activation', 'sign(x)', every, '0 at 0'),
  sign: makeRule('activation', '0', every, '0 at 0'),
  heaviside: makeRule('activation', '0', every, '0 at 0'),
  relu: makeRule('activation', 'heaviside(x)', every, '0 at 0'),
  // The 1 − σ of the textbook is 0 from x = 37 on; σ(−x) is not.
  sigmoid: makeRule('activation', 'f*sigmoid(-x)'),
  softplus: makeRule('activation', 'sigmoid(x)'),
  gelu: {
    ...makeRule('activation', `(ndtr64(x) + x*npdf64(x))*${2 ** -64}`),
    written: ['erfc(-x/sqrt(2))/2 + x*exp(-x^2/2)/sqrt(2*pi)'],
  },
  silu: {
    ...makeRule('activation', 'sigmoid(x) + x*(sigmoid(x)*sigmoid(-x))'),
    written: ['sigmoid(x) + f*(1-sigmoid(x))'],
  },
  // From the left at 0, and so is the slope of the slope.
  elu: makeRule('activation', 'exp(x-relu(x))', every, '1 at 0'),
  min: makeRule(
    'activation',
    ['(1-sign(x-y))/2', '(1+sign(x-y))/2'],
    every,
    'shared evenly by the arguments that tie',
  ),
  max: makeRule(
    'activation',
    ['(1+sign(x-y))/2', '(1-sign(x-y))/2'],
    every,
    'shared evenly by the arguments that tie',
  ),
  logsumexp: makeRule('logarithm', ['sigmoid(x-y)', 'sigmoid(y-x)']),
  // exp(x)/Σ exp y: its slopes along more than one y are in `softmaxPartials`.
  softmax: makeRule('activation', ['f', '-f*f']),
  // The normal distribution function and its density, times 2⁶⁴.
  ndtr64: makeRule('exponential', 'npdf64(x)'),
  npdf64: makeRule('exponential', '-x*f'),
};

/** Use of slopes: to compute with, or to be read. */
export type DerivativeForm = 'compute' | 'read';

/** The slopes of a call along each of its arguments, as nodes of a graph. */
export function partialDerivatives(graph: Graph, node: Node & { kind: 'call' }, use: DerivativeForm): Node[] {
  const { operation, args } = node;
  if (operation === 'softmax') return softmaxPartials(graph, node);
  if (args.length > 2 && operation === 'logsumexp')
    return args.map((arg) => graph.call('softmax', arg, ...args));
  if (args.length > 2) return tiedShares(graph, node);
  const [x, y = x] = args;
  const { slopes: computed, written } = rules[operation];
  const texts = use === 'read' && written ? written : computed;
  return texts.map((text) => instantiateTemplate(graph, text, namedArguments(x, y, node)));
}

const namedArguments = (x: Node, y: Node, f: Node) => new Map(Object.entries({ x, y, f }));

/** Slopes of f = exp(a)/Σ exp x: f along a, −f·exp(x)/Σ exp x along each x. */
function softmaxPartials(graph: Graph, node: Node & { kind: 'call' }): Node[] {
  const [, ...all] = node.args;
  const along = (x: Node) => graph.call('multiply', node, graph.call('softmax', x, ...all));
  return [node, ...all.map((x) => graph.call('negate', along(x)))];
}

/**
 * Slopes of min and max: e/Σe along each argument a, with e = 1 − |sign(f − a)|, which is 1 for those that tie with
 * the best and 0 for the others.
 */
function tiedShares(graph: Graph, node: Node & { kind: 'call' }): Node[] {
  const one = graph.constant(1);
  const ties = node.args.map((arg) => {
    const gap = graph.call('abs', graph.call('sign', graph.call('subtract', node, arg)));
    return graph.call('subtract', one, gap);
  });
  const all = ties.reduce((sum, tie) => graph.call('add', sum, tie));
  return ties.map((tie) => graph.call('divide', tie, all));
}

const templates = new Map<string, Node>();

/** Node of a slope's formula, with nodes substituted for its names. */
function instantiateTemplate(graph: Graph, text: string, names: ReadonlyMap<string, Node>): Node {
  let template = templates.get(text);
  if (!template) {
    const options = { graph: new Graph(), variables: ['x', 'y', 'f'], functions: allFunctions };
    template = parse([text], options).roots[0];
    templates.set(text, template);
  }
  return substitute(graph, template, names);
}
